/**
 * Builds the sentence that says what an entry records: who did what to which thing. The dataset declares the kind of
 * sentence and the fields of its values. Values of the entry are parts of their own, so that a name in a log cannot be
 * mistaken for our words.
 */
import type { Dataset, SummaryKind } from '../../catalog/define-dataset.ts'
import type { NamesById } from './find-named.ts'
import { summarizeDescribedCall } from './summarize-described-call.ts'
import { summarizeFieldChange } from './summarize-field-change.ts'
import { summarizeNamedAction } from './summarize-named-action.ts'
import { summarizeProvisioning } from './summarize-provisioning.ts'
import { summarizeSignIn } from './summarize-sign-in.ts'
import type { SummaryPart } from './summary-parts.ts'

const builders = {
  'described-call': summarizeDescribedCall,
  'named-action': summarizeNamedAction,
  'field-change': summarizeFieldChange,
  'sign-in': summarizeSignIn,
  provisioning: summarizeProvisioning,
} satisfies Record<
  SummaryKind,
  (dataset: Dataset, entry: unknown, names?: NamesById) => SummaryPart[]
>

/**
 * The parts of the sentence, in order; they are joined by single spaces. `names` gives the names that other entries know
 * for ids; it is asked where the entry itself records no name.
 */
export function toSummary(dataset: Dataset, entry: unknown, names?: NamesById): SummaryPart[] {
  return builders[dataset.summary](dataset, entry, names)
}
