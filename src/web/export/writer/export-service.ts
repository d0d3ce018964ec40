/**
 * The service of the export worker: formats entries as bytes of a data file, counts them, computes the digest and the
 * hash tree, and puts the data file into a ZIP with further files.
 */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readText } from '../../../catalog/fields.ts'
import { toEntryId } from '../../../query/identity/digest-id.ts'
import type { EntryTexts } from '../../store/entry-store.ts'
import { joinBytes, type TextFile } from './create-zip.ts'
import { createDeliveredFiles, type DeliveredFiles, type Delivery } from './delivered-files.ts'
import { createEntryTree, type EntryTree, type TreeFacts } from './entry-tree.ts'
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

/** A data file of an export. The entries of a timeline as NDJSON have one source in each file. */
export type DataFile = { name: string; format: ExportFormat; sources: WrittenSources }

/** What is known of a data file when it has ended. */
export type EndedData = WrittenFile & {
  words: WriterWords
  /** The lines whose entry came with line breaks, counted from 0; absent where none did. */
  joinedLines?: readonly number[]
}

/** A file that is not made of entries, such as the receipt. */
export type AddedFile = { name: string; isExecutable?: boolean }

/**
 * One export at a time: `open`, then for each data file `start`, `write` for its entries in order and `endData`; for each
 * further file `begin`, `append` and `end`; and then `finish`. The functions return the next bytes of what is delivered.
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
  endData: () => EndedData
  /** The tree over the entries of all data files, in the order of files and lines. */
  tree: () => TreeFacts
  begin: (file: AddedFile) => Promise<Bytes>
  append: (bytes: Bytes) => Promise<Bytes>
  /** Ends the file and returns its digest. */
  end: () => string
  /**
   * Adds the last files to the ZIP, and `SHA256SUMS` of all of them. A data file that is delivered alone has none.
   */
  finish: (files: readonly TextFile[]) => Promise<Bytes>
}

type OpenData = {
  datasets: readonly Dataset[]
  areLines: boolean
  joinedLines: number[]
  writer: EntryWriter
  entries: number
  first: NamedEntry | undefined
  last: NamedEntry | undefined
}

/** Creates the service; `getDataset` throws for an unknown id. */
export function createExportService(getDataset: (id: string) => Dataset): ExportService {
  let files: DeliveredFiles | undefined
  let data: OpenData | undefined
  /** Absent where a data file is delivered alone: it has no receipt. */
  let tree: EntryTree | undefined
  let hasOthers = false

  return {
    measure: (measured, texts, facts) =>
      createWriter(getDataset, measured).write(texts, facts).length,
    open(delivery) {
      files = createDeliveredFiles(delivery)
      tree = (delivery.hasTree ?? delivery.isZipped) ? createEntryTree() : undefined
      hasOthers = false
    },
    async start(started) {
      const begun = await getOpen(files).begin(started.name)
      data = openData(getDataset, started)
      return joinBytes([begun, await getOpen(files).write(data.writer.head())])
    },
    async write(texts, facts, buffer) {
      const { writer, areLines, joinedLines, entries } = getOpen(data)
      noteEntries(getOpen(data), texts, facts)
      const written = writer.write(texts, facts, buffer)
      // Lines without a line break of their own are as long as their entries, so no byte has to be looked at again.
      const isJoined = areLines && written.length < texts.bytes.length + texts.lengths.length
      const joined = tree?.add(texts, isJoined) ?? []
      for (const index of joined) joinedLines.push(entries + index)
      return {
        chunk: await getOpen(files).write(written),
        textsBuffer: texts.bytes.buffer,
      }
    },
    endData() {
      const { writer, entries, first, last, joinedLines } = getOpen(data)
      data = undefined
      return {
        ...{ ...getOpen(files).end(), entries, first, last },
        ...{ notes: writer.notes(), words: writer.words() },
        ...(joinedLines.length > 0 && { joinedLines }),
      }
    },
    tree: () => getOpen(tree).read(),
    begin({ name, isExecutable }) {
      hasOthers = true
      return getOpen(files).begin(name, isExecutable)
    },
    append: (bytes) => getOpen(files).write(bytes),
    end: () => getOpen(files).end().sha256,
    async finish(added) {
      const end = await getOpen(files).finish(added, hasOthers || added.length > 0)
      files = undefined
      return end
    },
  }
}

function getOpen<Open>(open: Open | undefined): Open {
  if (open === undefined) throw new Error('No export or no file was started.')
  return open
}

function openData(
  getDataset: (id: string) => Dataset,
  { format, sources }: Pick<DataFile, 'format' | 'sources'>,
): OpenData {
  return {
    datasets: sources.map(({ datasetId }) => getDataset(datasetId)),
    areLines: format.kind === 'ndjson',
    joinedLines: [],
    writer: createWriter(getDataset, { format, sources }),
    ...{ entries: 0, first: undefined, last: undefined },
  }
}

/** Counts the entries of a chunk, and remembers the first and the last entry of the file. */
function noteEntries(file: OpenData, { bytes, lengths }: EntryTexts, facts?: EntryFacts): void {
  if (lengths.length === 0) return
  const nameAt = (index: number, text: Uint8Array) =>
    nameEntry(file.datasets[facts?.sources?.[index] ?? 0], decode(text))
  file.first ??= nameAt(0, bytes.subarray(0, lengths[0]))
  file.last = nameAt(lengths.length - 1, bytes.subarray(bytes.length - (lengths.at(-1) ?? 0)))
  file.entries += lengths.length
}

function createWriter(
  getDataset: (id: string) => Dataset,
  { format, sources }: Pick<DataFile, 'format' | 'sources'>,
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

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function nameEntry(dataset: Dataset | undefined, text: string): NamedEntry | undefined {
  if (!dataset) return undefined
  const entry: unknown = JSON.parse(text)
  return { id: toEntryId(dataset, entry, text), time: readText(entry, dataset.timePath) }
}
