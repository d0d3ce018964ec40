/** Tests rows by the rules that match them, for a filter of a view. */
import type { RuleTest } from '../list/rule-tests.ts'
import type { MatchRows } from './match-rows.ts'

/** Filters of one mode: one of their rules has to match, or none of them may. */
export type FilterGroup = { isInclude: boolean; listMatches: () => readonly MatchRows[] }

/** Creates the test: a row has to pass every group. */
export function createRuleTest(groups: readonly FilterGroup[]): RuleTest {
  return {
    passes: (row) =>
      groups.every(
        ({ isInclude, listMatches }) => listMatches().some((each) => each.has(row)) === isInclude,
      ),
    toMask(length) {
      const passing = new Uint8Array(length).fill(1)
      for (const { isInclude, listMatches } of groups) {
        const matched = new Uint8Array(length)
        // Writing beyond the end of a typed array does nothing.
        for (const each of listMatches()) for (const row of each.all()) matched[row] = 1
        const wanted = isInclude ? 1 : 0
        for (let row = 0; row < length; row++) if (matched[row] !== wanted) passing[row] = 0
      }
      return passing
    },
  }
}

/** Waits for work that others need as well, until the signal is aborted; then rejects with its reason. */
export function untilAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
