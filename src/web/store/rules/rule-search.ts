/** Searches the rows of a table by rules, in the order of arrival, each row once. */
import type { EntryTable } from '../list/entry-table.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
import { createRuleMatcher } from './plain-rules.ts'
import type { RuleSet } from './rule-set.ts'

/** The search by one set of rules. */
export type RuleSearch = {
  set: RuleSet
  /** All rows before this one were searched. */
  searchedTo: () => number
  /** Searches all rows that the table has when it is called; ends early after `stop`. */
  run: (onProgress?: (share: number) => void) => Promise<void>
  /** The rows that a detection matches, by its number. */
  matchesOf: (rule: number) => MatchRows
  stop: () => void
}

/** After this much work, other calls are answered. */
const maxWorkMs = 12

/** Starts with no row searched. */
export function createRuleSearch(table: EntryTable, set: RuleSet): RuleSearch {
  const { archive } = table
  const matches = set.rules.map(createMatchRows)
  const matchers = table.sources.map((source) =>
    set.detections
      .filter(({ sources }) => sources.includes(source))
      .map(({ number, rule }) => ({ number, isMatch: createRuleMatcher(rule, source.dataset) })),
  )
  let searchedTo = 0
  let nextPage = 0
  let isStopped = false
  let running: Promise<void> = Promise.resolve()

  async function searchPage(page: number): Promise<void> {
    const { from, to } = archive.rowsOf(page)
    const ofSource = matchers[table.sourceOf(from).number] ?? []
    const found = ofSource.map((): number[] => [])
    // A page without a committed entry has been dropped.
    if (ofSource.length > 0 && archive.get(page)?.bytes.length !== 0) {
      for (let row = from; row < to; row++) {
        const entry = await table.readEntry(row)
        ofSource.forEach(({ isMatch }, at) => {
          if (isMatch(entry)) found[at]?.push(row)
        })
      }
    }
    ofSource.forEach(({ number }, at) => {
      matches[number]?.add(found[at] ?? [])
    })
    searchedTo = to
    nextPage = page + 1
  }

  async function searchAll(onProgress?: (share: number) => void): Promise<void> {
    const pages = archive.pageCount()
    let workedMs = performance.now()
    for (let page = nextPage; page < pages; page++) {
      if (isStopped) return
      await searchPage(page)
      if (performance.now() - workedMs < maxWorkMs) continue
      onProgress?.((page + 1) / pages)
      await new Promise((resolve) => setTimeout(resolve))
      workedMs = performance.now()
    }
    onProgress?.(1)
  }

  return {
    set,
    searchedTo: () => searchedTo,
    run(onProgress) {
      running = running.then(() => searchAll(onProgress))
      const result = running
      running = running.catch(() => undefined)
      return result
    },
    matchesOf: (rule) => matches[rule] ?? createMatchRows(),
    stop() {
      isStopped = true
    },
  }
}
