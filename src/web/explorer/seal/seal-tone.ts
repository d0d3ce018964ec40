/** Chooses how the notice about a comparison looks: by the differences that are known. */
import type { EntryDifference } from '../../../evidence/seal/compare-entries.ts'
import type { DifferenceCounts } from './seal-words.ts'
import type { SealControl } from './use-seal.ts'

/** `late`: all that differs may have arrived late. `open`: not compared. `different` also for another question. */
export type SealTone = 'same' | 'late' | 'different' | 'open'

export function toSealTone({
  progress,
  isOtherQuestion,
}: Pick<SealControl, 'progress' | 'isOtherQuestion'>): SealTone {
  if (isOtherQuestion) return 'different'
  if (progress.status !== 'compared') return 'open'
  const { kind } = progress.result.comparison
  if (kind === 'same' || kind === 'same-content') return 'same'
  if (!progress.exact) return kind === 'more-at-end' ? 'late' : 'different'
  const { late = 0, ...others } = countDifferences(progress.exact.differences)
  if (Object.keys(others).some((each) => each !== 'rewritten')) return 'different'
  return late > 0 ? 'late' : 'same'
}

/** How many entries differ in each way. */
export function countDifferences(differences: readonly EntryDifference[]): DifferenceCounts {
  const counts: Partial<Record<EntryDifference['kind'], number>> = {}
  for (const { kind } of differences) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
