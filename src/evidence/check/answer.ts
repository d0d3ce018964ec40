/** The answer to the question whether evidence holds, for the page `/verify` and for `npm run verify`. */
import type { OpenedEvidence } from '../files/open-evidence.ts'
import { type Check, type CheckDetail, type CheckResult, createCheckList } from '../verify/check.ts'
import { checkSigners, type Signer } from '../verify/check-records.ts'
import { toOverall, type VerifiedSubject } from '../verify/to-overall.ts'
import type { GivenTimestamp } from '../verify/verify-bundle.ts'

/** What was found out. It can be copied between threads and written as JSON. */
export type Answer = {
  readonly kind: OpenedEvidence['kind']
  /** What was checked: the name of the file or folder, its size in bytes, and the number of files. */
  readonly name: string
  readonly bytes: number
  readonly files: number
  /** `unknown`: nothing is wrong, but whose word it is was not shown. */
  readonly result: CheckResult
  /** The result in one sentence or two. */
  readonly words: string
  readonly checks: readonly Check[]
  /** The keys whose signatures hold. */
  readonly signers: readonly Signer[]
  /** The timestamp of an export, if it has one, to be checked again with certificates; see `withAuthorities`. */
  readonly timestamp?: GivenTimestamp
  /** What the receipt says, true or not; empty where there is none, or it cannot be read. */
  readonly says: readonly CheckDetail[]
}

/**
 * The answer for a reader who got a key by another way than the evidence. `trustedKey` is its fingerprint, 64 hexadecimal
 * digits; `undefined` for a reader without one.
 */
export function withTrustedKey(answer: Answer, trustedKey: string | undefined): Answer {
  const { signers } = answer
  const list = createCheckList()
  checkSigners(signers, trustedKey, list)
  const checks = [...answer.checks.filter(({ topic }) => topic !== 'signer'), ...list.list()]
  return { ...answer, ...toOverall(checks, signers, toSubject(answer.kind)), checks }
}

function toSubject(kind: Answer['kind']): VerifiedSubject {
  return kind === 'audit-log' ? 'log' : 'received'
}
