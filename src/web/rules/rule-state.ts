/** What detection rules found in a list, as the screen reads it. */
import type { FailureDetail } from '../api/api-failure.ts'
import type { Baseline } from '../store/baseline-values.ts'
import type { DetectProgress, Findings } from '../store/findings.ts'

/** One value that is replaced, never changed. */
export type RuleState = {
  /** What the last search by the rules found; absent before the first one. */
  findings: Findings | undefined
  /** Set while entries are searched for the first time. */
  progress: DetectProgress | undefined
  /** Why the last search by the rules failed; the next change of the list tries again. */
  failure: FailureDetail | undefined
  /** The earlier range with which the list is compared. */
  baseline?: Baseline | undefined
  /** Counts the searches that ended: then rows may have other rules. */
  version: number
}

/** The state before the first search. */
export const nothingFound: RuleState = {
  findings: undefined,
  progress: undefined,
  failure: undefined,
  version: 0,
}
