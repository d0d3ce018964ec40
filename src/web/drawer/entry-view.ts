/** What every part of the drawer needs to draw values of the open entry. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { PivotTarget } from '../ui/pivot-context.ts'
import type { TextReader } from './create-text-reader.ts'
import type { FieldEntry } from './list-fields.ts'

/** The open entry and its surroundings. */
export type EntryView = {
  dataset: Dataset
  /** The original text of a value inside of the entry. */
  readText: TextReader
  timeZone: string
  /** The entry's time as it is spelled; empty when it has none. */
  time: string
}

/** A value with what a pivot has to know about it. */
export function toPivotTarget(view: EntryView, { path, value, field }: FieldEntry): PivotTarget {
  const pointer = path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return { ...(field && { field: field.path }), pointer, value, time: view.time }
}

/** A value as it is copied and filtered by: a text itself, anything else as it was sent. */
export function toValueText(view: EntryView, { path, value }: FieldEntry): string {
  if (typeof value === 'string') return value
  if (value === undefined) return ''
  return view.readText(path) ?? String(value)
}
