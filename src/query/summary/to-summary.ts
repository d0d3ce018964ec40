/**
 * Says in one sentence what an entry records: who, what, to which thing. The dataset declares how the sentence is
 * built and where its values are. Values of the entry are pieces of their own, so that a name in a log cannot pass
 * for a part of the sentence.
 */
import type { Dataset, SummaryKind } from '../../catalog/define-dataset.ts'
import { summarizeDescribedCall } from './summarize-described-call.ts'
import { summarizeFieldChange } from './summarize-field-change.ts'
import { summarizeNamedAction } from './summarize-named-action.ts'
import type { SummaryPart } from './summary-parts.ts'

const builders = {
  'described-call': summarizeDescribedCall,
  'named-action': summarizeNamedAction,
  'field-change': summarizeFieldChange,
} satisfies Record<SummaryKind, (dataset: Dataset, entry: unknown) => SummaryPart[]>

/** What happened, in words. The pieces are joined by single spaces. */
export function toSummary(dataset: Dataset, entry: unknown): SummaryPart[] {
  return builders[dataset.summary](dataset, entry)
}
