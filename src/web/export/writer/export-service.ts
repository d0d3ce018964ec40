/** Writes a file's bytes from entries, and keeps the account of them: what the export's worker offers to the page. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import type { EntryWriter, ExportFormat, WriterWords } from './entry-writer.ts'
import type { NamedEntry, WrittenFile } from './manifest.ts'
import { createSha256, type Sha256 } from './sha-256.ts'
import { createCsvWriter } from './write-csv.ts'
import { createNdjsonWriter } from './write-ndjson.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** One file at a time: `start`, then `write` for all entries in order, then `end`. Bytes are those of the file. */
export type ExportService = {
  start: (datasetId: string, format: ExportFormat) => Bytes
  /** Takes the texts and `room`, and gives the memory of the texts back beside the part. */
  write: (texts: EntryTexts, room?: ArrayBuffer) => { part: Bytes; spent: ArrayBuffer }
  end: () => WrittenFile & { words: WriterWords }
}

type FileUnderWay = {
  dataset: Dataset
  writer: EntryWriter
  sha: Sha256
  bytes: number
  entries: number
  firstText: string | undefined
  lastText: string | undefined
}

/** Creates the service; `getDataset` knows the logs. */
export function createExportService(getDataset: (id: string) => Dataset): ExportService {
  let file: FileUnderWay | undefined

  function getFile(): FileUnderWay {
    if (!file) throw new Error('No file was started.')
    return file
  }

  function add(bytes: Bytes): Bytes {
    const { sha } = getFile()
    sha.update(bytes)
    getFile().bytes += bytes.length
    return bytes
  }

  return {
    start(datasetId, format) {
      const dataset = getDataset(datasetId)
      const writer = format.kind === 'csv' ? createCsvWriter(dataset, format) : createNdjsonWriter()
      const sha = createSha256()
      const nothing = { bytes: 0, entries: 0, firstText: undefined, lastText: undefined }
      file = { dataset, writer, sha, ...nothing }
      return add(writer.head())
    },
    write(texts, room) {
      const under = getFile()
      const { bytes, lengths } = texts
      if (lengths.length > 0) {
        under.firstText ??= decode(bytes.subarray(0, lengths[0]))
        under.lastText = decode(bytes.subarray(bytes.length - (lengths.at(-1) ?? 0)))
        under.entries += lengths.length
      }
      return { part: add(under.writer.write(texts, room)), spent: bytes.buffer }
    },
    end() {
      const { dataset, writer, sha, bytes, entries, firstText, lastText } = getFile()
      file = undefined
      return {
        bytes,
        entries,
        sha256: sha.digest(),
        first: nameEntry(dataset, firstText),
        last: nameEntry(dataset, lastText),
        notes: writer.notes(),
        words: writer.words(),
      }
    },
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function nameEntry(
  { idPath, timePath }: Dataset,
  text: string | undefined,
): NamedEntry | undefined {
  if (text === undefined) return undefined
  const entry: unknown = JSON.parse(text)
  return { id: readText(entry, idPath), time: readText(entry, timePath) }
}
