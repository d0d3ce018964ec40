/**
 * The service of the export worker: formats entries as bytes of a data file, counts them, computes the digest, and puts
 * the data file into a ZIP with further files.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import { toEntryId } from '../../../query/identity/digest-id.ts'
import { createSha256, type Sha256 } from '../../../query/identity/sha-256.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import {
  type Container,
  createSingleFile,
  createZip,
  joinBytes,
  type TextFile,
} from './create-zip.ts'
import type { EntryChanges, EntryWriter, ExportFormat, WriterWords } from './entry-writer.ts'
import type { NamedEntry, WrittenFile } from './manifest.ts'
import { createCsvWriter } from './write-csv.ts'
import { createNdjsonWriter } from './write-ndjson.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The data file of an export. */
export type DataFile = {
  name: string
  /** Whether it comes in a ZIP; else it is delivered alone. */
  isZipped: boolean
  /** The date of the files in the ZIP, in epoch milliseconds. */
  dateMs: number
}

/**
 * One export at a time: `start`, then `write` for all entries in order, then `endData` and `finish`. All but `endData`
 * return the next bytes of what is delivered.
 */
export type ExportService = {
  /** The bytes that some entries take in a format; does not touch the open export. */
  measure: (datasetId: string, format: ExportFormat, texts: EntryTexts) => number
  start: (datasetId: string, format: ExportFormat, file: DataFile) => Promise<Bytes>
  /** Formats a chunk, if possible into `buffer`. Also returns the memory of the texts for reuse. */
  write: (
    texts: EntryTexts,
    buffer?: ArrayBuffer,
    changes?: EntryChanges,
  ) => Promise<{ chunk: Bytes; textsBuffer: ArrayBuffer }>
  endData: () => WrittenFile & { words: WriterWords }
  /** Adds further files to the ZIP, and `SHA256SUMS` of all of them. A data file that is delivered alone has none. */
  finish: (files: readonly TextFile[]) => Promise<Bytes>
}

/** The name of the list of digests, in the format of `sha256sum`. */
export const sumsName = 'SHA256SUMS'

type OpenFile = {
  name: string
  container: Container
  dataset: Dataset
  writer: EntryWriter
  sha: Sha256
  /** Set when the data has ended. */
  sha256?: string
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

  function add(bytes: Bytes): Promise<Bytes> {
    const { sha, container } = getFile()
    sha.update(bytes)
    getFile().bytes += bytes.length
    return container.write(bytes)
  }

  return {
    measure: (datasetId, format, texts) =>
      createWriter(getDataset(datasetId), format).write(texts).length,
    async start(datasetId, format, { name, isZipped, dateMs }) {
      const dataset = getDataset(datasetId)
      const writer = createWriter(dataset, format)
      file = {
        name,
        container: isZipped ? createZip(name, dateMs) : createSingleFile(),
        dataset,
        writer,
        sha: createSha256(),
        bytes: 0,
        entries: 0,
        firstText: undefined,
        lastText: undefined,
      }
      return joinBytes([await file.container.start(), await add(writer.head())])
    },
    async write(texts, buffer, changes) {
      const current = getFile()
      const { bytes, lengths } = texts
      if (lengths.length > 0) {
        current.firstText ??= decode(bytes.subarray(0, lengths[0]))
        current.lastText = decode(bytes.subarray(bytes.length - (lengths.at(-1) ?? 0)))
        current.entries += lengths.length
      }
      return {
        chunk: await add(current.writer.write(texts, buffer, changes)),
        textsBuffer: bytes.buffer,
      }
    },
    endData() {
      const current = getFile()
      const { dataset, writer, sha, bytes, entries, firstText, lastText } = current
      const sha256 = sha.digest()
      current.sha256 = sha256
      return {
        bytes,
        entries,
        sha256,
        first: nameEntry(dataset, firstText),
        last: nameEntry(dataset, lastText),
        notes: writer.notes(),
        words: writer.words(),
      }
    },
    async finish(files) {
      const { name, container, sha256 } = getFile()
      if (!sha256) throw new Error('The data has not ended.')
      file = undefined
      if (files.length === 0) return container.end([])
      const lines = files.map(({ name, text }) => toSumLine(digestText(text), name))
      const text = [toSumLine(sha256, name), ...lines].join('')
      return container.end([...files, { name: sumsName, text }])
    },
  }
}

function createWriter(dataset: Dataset, format: ExportFormat): EntryWriter {
  return format.kind === 'csv' ? createCsvWriter(dataset, format) : createNdjsonWriter()
}

/** A line that `sha256sum -c` reads: digest, two spaces, name. */
function toSumLine(sha256: string, name: string): string {
  return `${sha256}  ${name}\n`
}

function digestText(text: string): string {
  const sha = createSha256()
  sha.update(new TextEncoder().encode(text))
  return sha.digest()
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function nameEntry(dataset: Dataset, text: string | undefined): NamedEntry | undefined {
  if (text === undefined) return undefined
  const entry: unknown = JSON.parse(text)
  return { id: toEntryId(dataset, entry, text), time: readText(entry, dataset.timePath) }
}
