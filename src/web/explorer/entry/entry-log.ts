/** The log of the open entry: that of the page, or in a timeline that of the source which the entry is from. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { parseSource } from '../../../query/address/source-text.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import type { LogQuery, Scope } from '../../../query/log-query.ts'

/** A log in a scope, and the filters of the page that concern the log. */
export type EntryLog = {
  dataset: Dataset
  scope: Scope
  filters: LogQuery['filters']
  /** In a timeline, the text of the source. */
  source?: string
}

/** The log of an entry; `undefined` in a timeline for an entry whose link does not say where it is from. */
export function findEntryLog(
  { dataset, scope, filters, sources }: LogQuery,
  reference: Pick<EntryReference, 'source'> | undefined,
): EntryLog | undefined {
  if (!sources) return { dataset: getDataset(dataset), scope, filters }
  const text = reference?.source ?? ''
  const { source } = parseSource(text)
  if (!source) return undefined
  return {
    dataset: getDataset(source.dataset),
    scope: source.scope,
    filters: source.filters ?? [],
    source: text,
  }
}
