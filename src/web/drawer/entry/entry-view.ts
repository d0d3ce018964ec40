/** The open entry and its context, which all parts of the drawer need. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { EntryReference } from '../../../query/address/url-codec.ts'
import type { TextReader } from '../../../query/change/create-text-reader.ts'
import { toPointer } from '../../../query/json-pointer.ts'
import type { LogQuery, Scope } from '../../../query/log-query.ts'
import type { KnownName } from '../../../query/names/name-book.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import type { ResolvedNames } from '../../store/names/shared-names.ts'
import type { FieldEntry } from './list-fields.ts'

/** The source of the open entry, the time zone, and the actions of the page. */
export type EntryContext = {
  dataset: Dataset
  scope: Scope
  timeZone: string
  /** In a timeline, the text of the source of the entry. */
  source?: string | undefined
  /** Opens another entry of the same log in this drawer. */
  openEntry: (reference: EntryReference) => void
  /** The loaded list behind the drawer; `version` changes with it. Absent where there is none. */
  loaded?: { store: EntryStore; version: string } | undefined
  /** Replaces the current query by another one. */
  openQuery: (query: LogQuery) => void
  /** Opens all logs around the time of this entry, which stays open. */
  openAround?: (() => void) | undefined
}

/** The context with the data of the open entry. */
export type EntryView = EntryContext & {
  /** Reads the original text of a value of the entry. */
  readText: TextReader
  /** The id and the time of the entry, as recorded; each is empty when the entry has none. */
  id: string
  time: string
  /** The names that loaded entries give for ids. */
  names: ResolvedNames
  /** The name for the id in a field, where the entry records no name itself. */
  findFieldName: (shown: FieldEntry) => KnownName | undefined
}

/** A value as the target of a pivot. */
export function toPivotTarget(view: EntryView, { path, value, field }: FieldEntry): PivotTarget {
  const pointer = toPointer(path)
  return { ...(field && { field: field.path }), pointer, value, time: view.time }
}

/** The text of a value for copying and filtering: a string itself, any other value as the API sent it. */
export function toValueText(view: EntryView, { path, value }: FieldEntry): string {
  if (typeof value === 'string') return value
  if (value === undefined) return ''
  return view.readText(path) ?? String(value)
}
