/** The interface of the writers of export formats: first a head, then chunks of entries. */
import { changePath, rulesPath } from '../../../catalog/fields.ts'
import type { NamedId } from '../../../query/names/name-book.ts'
import type { Origin } from '../../../query/timeline/to-timeline-entry.ts'
import type { EntryTexts } from '../../store/entry-store.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The options of a CSV export. */
export type CsvChoice = {
  /** Paths of the catalog's fields, in the order of the columns. */
  paths: readonly string[]
  /** The zone for the additional column of each time. */
  timeZone: string
  /** Whether suspected secrets are written unmasked. */
  showsSecrets: boolean
  /** The names that loaded entries give for ids, for the summary, as the screen shows it. */
  names?: readonly NamedId[]
  /** Whether a timeline's table has a column with the numbers of pairs. */
  hasPairs?: boolean
}

/** The format of an exported file. */
export type ExportFormat = { kind: 'ndjson' } | ({ kind: 'csv' } & CsvChoice)

/** A log whose entries are written, by ids, because a dataset cannot be sent to another thread. */
export type WrittenSource = {
  datasetId: string
  /** How a timeline names the log and the scope; absent where there is one log. */
  origin?: Origin
  /** The name of the account or zone, where it is known. */
  scopeName?: string
}

/** The sources of the entries of one file. */
export type WrittenSources = readonly [WrittenSource, ...WrittenSource[]]

/** Facts for the manifest about how entries were written. */
export type WriterNotes = Readonly<Record<string, unknown>>

/** Sentences about the written file for the screen. */
export type WriterWords = readonly string[]

/** What the store knows of the entries of a chunk, in their order. */
export type EntryFacts = {
  /** For each entry the index of its source in the list of the file's sources; the first one by default. */
  sources?: Uint16Array
  /** For each entry the number of its pair, 0 without one; only where the format has a column for it. */
  pairs?: Uint32Array
  /** What each entry changed, in a line; only where the format has a column for it. */
  changes?: readonly string[]
  /** The titles of the detection rules that match each entry; only where the format has a column for it. */
  rules?: readonly string[]
}

/** Whether a format needs the changes of entries, which only the store can tell. */
export function needsChanges(format: ExportFormat): boolean {
  return format.kind === 'csv' && format.paths.includes(changePath)
}

/** Whether a format needs the detection rules that match entries, which only the store can tell. */
export function needsRules(format: ExportFormat): boolean {
  return format.kind === 'csv' && format.paths.includes(rulesPath)
}

/** Formats entries as bytes of the file. */
export type EntryWriter = {
  head: () => Bytes
  /** May write into `buffer` to avoid an allocation, if it is large enough. */
  write: (texts: EntryTexts, facts?: EntryFacts, buffer?: ArrayBuffer) => Bytes
  notes: () => WriterNotes
  words: () => WriterWords
}
