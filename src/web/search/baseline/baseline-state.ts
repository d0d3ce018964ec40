/** How far the comparison of a list with an earlier range has come. */
import type { FailureDetail } from '../../api/api-failure.ts'
import type { Baseline } from '../../store/baseline-values.ts'

/** How many days before the list are read, and how many entries at most. */
export const baselineDays = 30
export const maxBaselineEntries = 50_000

/** The comparison of a list. */
export type BaselineState =
  | { status: 'none' }
  | { status: 'reading'; read: number; share: number; isStopping: boolean }
  | { status: 'read'; baseline: Baseline }
  | { status: 'failed'; failure: FailureDetail }

/** The state before a comparison. */
export const notCompared: BaselineState = { status: 'none' }
