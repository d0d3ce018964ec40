/** Prepares chosen entries for a comparison: those of different logs are compared by the roles that all logs share. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import { toOrigin, toTimelineEntry } from '../../../query/timeline/to-timeline-entry.ts'
import type { ComparedEntry } from '../../drawer/compare/compare-view.tsx'
import type { ChosenEntry } from './use-compare.ts'

/** The entries, and the declaration of their fields. */
export function toCompared(chosen: readonly ChosenEntry[]): {
  dataset: Dataset
  entries: readonly ComparedEntry[]
} {
  const [first] = chosen
  const isOneLog = chosen.every(({ log }) => log.dataset === first?.log.dataset)
  if (first && isOneLog) return { dataset: first.log.dataset, entries: chosen }
  return { dataset: timeline, entries: chosen.map(toSharedEntry) }
}

function toSharedEntry({ log: { dataset, scope }, entry }: ChosenEntry): ComparedEntry {
  const shared = toTimelineEntry(dataset, entry, toOrigin(dataset, scope))
  return { entry: shared, text: JSON.stringify(shared), original: { dataset, entry } }
}
