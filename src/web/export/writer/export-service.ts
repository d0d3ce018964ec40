/** The service of the export worker: formats entries as bytes of the file, counts them and computes the digest. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import type { EntryWriter, ExportFormat, WriterWords } from './entry-writer.ts'
import type { NamedEntry, WrittenFile } from './manifest.ts'
import { createSha256, type Sha256 } from './sha-256.ts'
import { createCsvWriter } from './write-csv.ts'
import { createNdjsonWriter } from './write-ndjson.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** One file at a time: `start`, then `write` for all entries in order, then `end`. The results are the file's bytes. */
export type ExportService = {
  start: (datasetId: string, format: ExportFormat) => Bytes
  /** Formats a chunk, if possible into `buffer`. Also returns the memory of the texts for reuse. */
  write: (texts: EntryTexts, buffer?: ArrayBuffer) => { chunk: Bytes; textsBuffer: ArrayBuffer }
  end: () => WrittenFile & { words: WriterWords }
}

type OpenFile = {
  dataset: Dataset
  writer: EntryWriter
  sha: Sha256
  bytes: number
  entries: number
  firstText: string | undefined
  lastText: string | undefined
}

/** Creates the service; `getDataset` throws for an unknown id. */
export function createExportService(getDataset: (id: string) => Dataset): ExportService {
  let file: OpenFile | undefined

  function getFile(): OpenFile {
    if (!file) throw new Error('No file was started.')
    return file
  }

  function add(bytes: Bytes): Bytes {
    const current = getFile()
    current.sha.update(bytes)
    current.bytes += bytes.length
    return bytes
  }

  return {
    start(datasetId, format) {
      const dataset = getDataset(datasetId)
      const writer = format.kind === 'csv' ? createCsvWriter(dataset, format) : createNdjsonWriter()
      file = {
        dataset,
        writer,
        sha: createSha256(),
        bytes: 0,
        entries: 0,
        firstText: undefined,
        lastText: undefined,
      }
      return add(writer.head())
    },
    write(texts, buffer) {
      const current = getFile()
      const { bytes, lengths } = texts
      if (lengths.length > 0) {
        current.firstText ??= decode(bytes.subarray(0, lengths[0]))
        current.lastText = decode(bytes.subarray(bytes.length - (lengths.at(-1) ?? 0)))
        current.entries += lengths.length
      }
      return { chunk: add(current.writer.write(texts, buffer)), textsBuffer: bytes.buffer }
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
