/** What the editors of filters know about the log on the page. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Scope } from '../../../query/log-query.ts'
import type { EntryStore } from '../../store/entry-store.ts'

/** The log whose filters are edited. */
export type EditedLog = {
  dataset: Dataset
  scope: Scope
  /** How many entries are loaded: those that local filters are about. */
  loaded: number
  /** How many of them pass all local filters. */
  shown: number
  /** Counts the values that are suggested; absent before the search has begun. */
  store: EntryStore | undefined
  /** Changes when the store has other entries or shows others. */
  version: string
}
