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
import type {
  EntryFacts,
  EntryWriter,
  ExportFormat,
  WriterWords,
  WrittenSource,
  WrittenSources,
} from './entry-writer.ts'
import { createLogColumns } from './log-columns.ts'
import type { NamedEntry, WrittenFile } from './manifest.ts'
import { createTimelineColumns } from './timeline-columns.ts'
import { createCsvWriter } from './write-csv.ts'
import { createNdjsonWriter } from './write-ndjson.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What is delivered: a ZIP, or one data file alone. */
export type Delivery = {
  isZipped: boolean
  /** The date of the files in the ZIP, in epoch milliseconds. */
  dateMs: number
}

/** A data file of an export. The entries of a timeline as NDJSON have one source in each file. */
export type DataFile = { name: string; format: ExportFormat; sources: WrittenSources }

/**
 * One export at a time: `open`, then for each data file `start`, `write` for its entries in order and `endData`, and
 * then `finish`. `start`, `write` and `finish` return the next bytes of what is delivered.
 */
export type ExportService = {
  /** The bytes that some entries take in a file; does not touch the open export. */
  measure: (file: DataFile, texts: EntryTexts, facts?: EntryFacts) => number
  open: (delivery: Delivery) => void
  start: (file: DataFile) => Promise<Bytes>
  /** Formats a chunk, if possible into `buffer`. Also returns the memory of the texts for reuse. */
  write: (
    texts: EntryTexts,
    facts?: EntryFacts,
    buffer?: ArrayBuffer,
  ) => Promise<{ chunk: Bytes; textsBuffer: ArrayBuffer }>
  endData: () => WrittenFile & { words: WriterWords }
  /** Adds further files to the ZIP, and `SHA256SUMS` of all of them. A data file that is delivered alone has none. */
  finish: (files: readonly TextFile[]) => Promise<Bytes>
}

/** The name of the list of digests, in the format of `sha256sum`. */
export const sumsName = 'SHA256SUMS'

type OpenFile = {
  name: string
  datasets: readonly Dataset[]
  writer: EntryWriter
  sha: Sha256
  bytes: number
  entries: number
  first: NamedEntry | undefined
  last: NamedEntry | undefined
}

/** Creates the service; `getDataset` throws for an unknown id. */
export function createExportService(getDataset: (id: string) => Dataset): ExportService {
  let container: Container | undefined
  let file: OpenFile | undefined
  /** The lines of the list of digests, one for each file that has ended. */
  let sums: string[] = []

  function getContainer(): Container {
    if (!container) throw new Error('No export was opened.')
    return container
  }

  function getFile(): OpenFile {
    if (!file) throw new Error('No file was started.')
    return file
  }

  function add(bytes: Bytes): Promise<Bytes> {
    const { sha } = getFile()
    sha.update(bytes)
    getFile().bytes += bytes.length
    return getContainer().write(bytes)
  }

  return {
    measure: (measured, texts, facts) =>
      createWriter(getDataset, measured).write(texts, facts).length,
    open({ isZipped, dateMs }) {
      container = isZipped ? createZip(dateMs) : createSingleFile()
      sums = []
    },
    async start(started) {
      const { name, sources } = started
      file = {
        name,
        datasets: sources.map(({ datasetId }) => getDataset(datasetId)),
        writer: createWriter(getDataset, started),
        sha: createSha256(),
        bytes: 0,
        entries: 0,
        first: undefined,
        last: undefined,
      }
      return joinBytes([await getContainer().begin(name), await add(file.writer.head())])
    },
    async write(texts, facts, buffer) {
      const current = getFile()
      noteEntries(current, texts, facts)
      return {
        chunk: await add(current.writer.write(texts, facts, buffer)),
        textsBuffer: texts.bytes.buffer,
      }
    },
    endData() {
      const { name, writer, sha, bytes, entries, first, last } = getFile()
      file = undefined
      const sha256 = sha.digest()
      sums.push(toSumLine(sha256, name))
      return { bytes, entries, sha256, first, last, notes: writer.notes(), words: writer.words() }
    },
    async finish(files) {
      if (file || sums.length === 0) throw new Error('The data has not ended.')
      const ended = getContainer()
      container = undefined
      if (files.length === 0) return ended.end([])
      const lines = files.map(({ name, text }) => toSumLine(digestText(text), name))
      return ended.end([...files, { name: sumsName, text: [...sums, ...lines].join('') }])
    },
  }
}

/** Counts the entries of a chunk, and remembers the first and the last entry of the file. */
function noteEntries(file: OpenFile, { bytes, lengths }: EntryTexts, facts?: EntryFacts): void {
  if (lengths.length === 0) return
  const nameAt = (index: number, text: Uint8Array) =>
    nameEntry(file.datasets[facts?.sources?.[index] ?? 0], decode(text))
  file.first ??= nameAt(0, bytes.subarray(0, lengths[0]))
  file.last = nameAt(lengths.length - 1, bytes.subarray(bytes.length - (lengths.at(-1) ?? 0)))
  file.entries += lengths.length
}

function createWriter(
  getDataset: (id: string) => Dataset,
  { format, sources }: DataFile,
): EntryWriter {
  if (format.kind === 'ndjson') return createNdjsonWriter()
  const [{ datasetId }] = sources
  const listed = sources.flatMap(({ origin, scopeName, ...source }: WrittenSource) =>
    origin ? [{ dataset: getDataset(source.datasetId), origin, scopeName }] : [],
  )
  const columns =
    listed.length > 0
      ? createTimelineColumns(listed, format)
      : createLogColumns(getDataset(datasetId), format)
  return createCsvWriter(columns, format)
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

function nameEntry(dataset: Dataset | undefined, text: string): NamedEntry | undefined {
  if (!dataset) return undefined
  const entry: unknown = JSON.parse(text)
  return { id: toEntryId(dataset, entry, text), time: readText(entry, dataset.timePath) }
}
