/** What every part of the drawer needs to draw values of the open entry. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Filter, FilterMode } from '../../query/log-query.ts'
import type { TextReader } from './create-text-reader.ts'
import type { FieldEntry } from './list-fields.ts'

/** The open entry and its surroundings. */
export type EntryView = {
  dataset: Dataset
  /** The original text of a value inside of the entry. */
  readText: TextReader
  timeZone: string
  filters: readonly Filter[]
  onToggleValue: (parameter: string, mode: FilterMode, value: string) => void
}

/** A value as it is copied and filtered by: a text itself, anything else as it was sent. */
export function toValueText(view: EntryView, { path, value }: FieldEntry): string {
  if (typeof value === 'string') return value
  return view.readText(path) ?? String(value)
}
