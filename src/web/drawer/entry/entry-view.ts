/** What every part of the drawer needs to draw values of the open entry. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { LogQuery, Scope } from '../../../query/log-query.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { TextReader } from './create-text-reader.ts'
import type { FieldEntry } from './list-fields.ts'

/** Where the open entry was read, and how it is shown. */
export type EntryContext = {
  dataset: Dataset
  scope: Scope
  timeZone: string
  /** Opens another entry of the same log in place. */
  openEntry: (reference: EntryReference) => void
  /** Asks another query instead of the present one. */
  openQuery: (query: LogQuery) => void
}

/** The open entry and its surroundings. */
export type EntryView = EntryContext & {
  /** The original text of a value inside of the entry. */
  readText: TextReader
  /** The entry's id and time as they are spelled; each empty when it has none. */
  id: string
  time: string
}

/** A value with what a pivot has to know about it. */
export function toPivotTarget(view: EntryView, { path, value, field }: FieldEntry): PivotTarget {
  const pointer = toPointer(path)
  return { ...(field && { field: field.path }), pointer, value, time: view.time }
}

/** A value as it is copied and filtered by: a text itself, anything else as it was sent. */
export function toValueText(view: EntryView, { path, value }: FieldEntry): string {
  if (typeof value === 'string') return value
  if (value === undefined) return ''
  return view.readText(path) ?? String(value)
}
