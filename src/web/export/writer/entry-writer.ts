/** What writes entries into a file, whatever the format: a head, then part by part. */
import type { EntryTexts } from '../../store/entry-store.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** How a table of values is written. */
export type CsvChoice = {
  /** Paths of the catalog's fields, in the order of the columns. */
  paths: readonly string[]
  /** The zone in which times stand beside the original ones. */
  timeZone: string
  /** Whether what looks like a secret is written as it is. */
  showsSecrets: boolean
}

/** How a file is written. */
export type ExportFormat = { kind: 'ndjson' } | ({ kind: 'csv' } & CsvChoice)

/** What was done to entries on their way into the file; for the manifest. */
export type WriterNotes = Readonly<Record<string, unknown>>

/** What is worth being said on the screen of a file, in sentences. */
export type WriterWords = readonly string[]

/** Writes entries. */
export type EntryWriter = {
  head: () => Bytes
  /** `room` is written into where it is enough and the size of a part is known before. */
  write: (texts: EntryTexts, room?: ArrayBuffer) => Bytes
  notes: () => WriterNotes
  words: () => WriterWords
}
