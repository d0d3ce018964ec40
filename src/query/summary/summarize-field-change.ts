/** The summary of a log in which each entry is one changed field of one resource. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRoleText } from '../../catalog/roles.ts'
import { type SummaryPart, said, term, toWords, value } from './summary-parts.ts'
import { toActorPart } from './to-actor-part.ts'

/** “The system changed the status of insight 8c1f… from active to resolved”. */
export function summarizeFieldChange(dataset: Dataset, entry: unknown): SummaryPart[] {
  const who = toActorPart(dataset, entry)
  const field = readRoleText(dataset, entry, 'action')
  const what = field ? term(toWords(field)) : said('a field')
  const insight = readRoleText(dataset, entry, 'resourceId')
  const of = insight ? [said('of insight'), value(insight, 24)] : [said('of an insight')]
  const before = readRoleText(dataset, entry, 'valueBefore')
  const after = readRoleText(dataset, entry, 'valueAfter')
  const from = before === undefined ? [] : [said('from'), value(before)]
  if (after === undefined) return [who, said('cleared the'), what, ...of, ...from]
  const verb = before === undefined ? 'set the' : 'changed the'
  return [who, said(verb), what, ...of, ...from, said('to'), value(after)]
}
