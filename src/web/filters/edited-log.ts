/** What the editors of filters know about the log on the page. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { SuggestionsFor } from './suggestion.ts'

/** The log whose filters are edited. */
export type EditedLog = {
  dataset: Dataset
  /** How many entries are loaded: those that local filters are about. */
  loaded: number
  /** How many of them pass all local filters. */
  shown: number
  suggestionsFor: SuggestionsFor
}
