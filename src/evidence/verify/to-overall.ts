/** The result of all checks in one sentence or two. */
import type { Check, CheckResult, CheckTopic } from './check.ts'
import type { Signer } from './check-records.ts'

/** What was verified: what a proxy received, or its own log. */
export type VerifiedSubject = 'received' | 'log'

type OverallWords = { readonly unsigned: string; readonly open: string; readonly holds: string }

const wordsOf: Readonly<Record<VerifiedSubject, OverallWords>> = {
  received: {
    unsigned:
      'The files fit each other, but no proxy signed what it received. They prove no more than the word of the person who made them.',
    open: 'What can be checked holds, and the proxy signed what it received.',
    holds:
      'Everything that can be checked holds: the proxy whose key you trust signed that it received this.',
  },
  log: {
    unsigned: 'The lines fit each other, but no key signed them. Anyone could have written them.',
    open: 'What can be checked holds, and the proxy signed its log.',
    holds: 'Everything that can be checked holds: the proxy whose key you trust wrote this log.',
  },
}

/** Times and limits are said, and change nothing in what the files show. */
const said: readonly CheckTopic[] = ['time', 'timestamp', 'limits']

/** Sums the checks up. */
export function toOverall(
  checks: readonly Check[],
  signers: readonly Signer[],
  subject: VerifiedSubject = 'received',
): { readonly result: CheckResult; readonly words: string } {
  const failed = checks.filter(({ result }) => result === 'fails')
  const [first] = failed
  if (first) {
    const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : ''
    return { result: 'fails', words: `This does not hold: ${first.words}${more}` }
  }
  const words = wordsOf[subject]
  if (signers.length === 0) return { result: 'unknown', words: words.unsigned }
  const open = checks.find(({ result, topic }) => result === 'unknown' && !said.includes(topic))
  return open
    ? { result: 'unknown', words: `${words.open} Still open: ${open.words}` }
    : { result: 'holds', words: words.holds }
}
