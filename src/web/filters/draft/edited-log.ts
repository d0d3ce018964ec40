/** The log on the page, as the filter editors need it. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Scope } from '../../../query/log-query.ts'
import type { EntryStore } from '../../store/entry-store.ts'

/** The log whose filters are edited. */
export type EditedLog = {
  dataset: Dataset
  scope: Scope
  /** Number of loaded entries; local filters apply to these only. */
  loaded: number
  /** Number of loaded entries that pass all local filters. */
  shown: number
  /** Counts the suggested values; absent until the search has started. */
  store: EntryStore | undefined
  /** Changes when the stored entries or the shown entries change. */
  version: string
}
