/** The result of all checks in one sentence or two. */
import type { Check, CheckResult } from './check.ts'
import type { Signer } from './check-records.ts'

/** Sums the checks up. */
export function toOverall(
  checks: readonly Check[],
  signers: readonly Signer[],
): { readonly result: CheckResult; readonly words: string } {
  const failed = checks.filter(({ result }) => result === 'fails')
  const [first] = failed
  if (first) {
    const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : ''
    return { result: 'fails', words: `This does not hold: ${first.words}${more}` }
  }
  if (signers.length === 0)
    return {
      result: 'unknown',
      words:
        'The files fit each other, but no proxy signed what it received. They prove no more than the word of the person who made them.',
    }
  // Time and limits are said, and change nothing in what the files show.
  const open = checks.find(
    ({ result, topic }) => result === 'unknown' && topic !== 'limits' && topic !== 'time',
  )
  if (open)
    return {
      result: 'unknown',
      words: `Nothing is wrong, and the proxy signed what it received. What is open: ${open.words}`,
    }
  return {
    result: 'holds',
    words:
      'Everything that can be checked holds: the proxy whose key you trust signed that it received this.',
  }
}
