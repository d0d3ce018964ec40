/**
 * Runs one export, from the options to the ZIP. The facts for the claim are read before the list of entries, so that
 * entries that arrive later cannot make the file look more complete than it is.
 */
import { toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { type Claim, toClaim } from './claim.ts'
import type { ExportedEntries, ExportSource, SearchFacts, SearchRecord } from './export-source.ts'
import { type FileNames, toFileNames } from './file-name.ts'
import { type FileSink, type HandedFile, openFileSink } from './file-sink.ts'
import { refuseTooLarge } from './refuse-too-large.ts'
import { TooLargeError } from './too-large-error.ts'
import { type WriteProgress, type WriteResult, writeFile } from './write-file.ts'
import type { ExportFormat } from './writer/entry-writer.ts'
import { sumsName } from './writer/export-service.ts'
import { formatManifest, type WrittenFile } from './writer/manifest.ts'
import { startExportWriter } from './writer/start-export-writer.ts'

/** The options chosen in the dialog. */
export type ExportChoice = {
  which: ExportedEntries
  kind: ExportFormat['kind']
  columns: 'shown' | 'all'
  showsSecrets: boolean
  /** Whether a CSV comes without ZIP and manifest, so that it opens at once. NDJSON always comes in a ZIP. */
  isCsvAlone: boolean
}

/** The outcome of an export. `isGone`: nothing is left of the file. `refused`: it was not begun. */
export type ExportOutcome =
  | { at: 'dismissed' }
  | { at: 'cancelled'; isGone: boolean }
  | { at: 'failed'; words: string; isGone: boolean }
  | { at: 'refused'; words: string }
  | ({ at: 'written' } & FinishedExport)
  | ({ at: 'handed'; handed: HandedFile } & FinishedExport)

/** A file that is written, or handed to the browser as a download. */
export type FinishedExport = {
  /** The name and the size in bytes of what is delivered. */
  name: string
  bytes: number
  /** The names of the files in the ZIP; empty where the data file is delivered alone. */
  contents: readonly string[]
  /** The data file. */
  file: WrittenFile
  /** Remarks on the data file, in sentences. */
  words: readonly string[]
  claim: Claim
}

const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' } as const

/** The format for the options. */
function toFormat({ dataset, paths, timeZone }: ExportSource, choice: ExportChoice): ExportFormat {
  if (choice.kind === 'ndjson') return { kind: 'ndjson' }
  return {
    kind: 'csv',
    paths: choice.columns === 'all' ? dataset.fields.map(({ path }) => path) : paths,
    timeZone,
    showsSecrets: choice.showsSecrets,
  }
}

/** Whether the options ask for the data file alone. */
export function isAlone({ kind, isCsvAlone }: ExportChoice): boolean {
  return kind === 'csv' && isCsvAlone
}

/** The names of the files for the options. */
export function getFileNames(
  { dataset }: Pick<ExportSource, 'dataset'>,
  { scope, timeRange, verdict }: SearchFacts,
  { which, kind }: ExportChoice,
): FileNames {
  return toFileNames({
    datasetId: dataset.id,
    scope,
    timeRange,
    format: kind,
    isComplete: verdict === 'complete',
    isSelection: which === 'selected',
  })
}

/** Called while a file is written; `of` is the number of all entries. */
export type OnProgress = (progress: WriteProgress & { of: number }) => void

/**
 * Exports, and resolves to the outcome; it does not reject. Has to be called from a click handler, because the browser
 * shows its file picker only after a user action.
 */
export async function runExport(
  source: ExportSource,
  choice: ExportChoice,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<ExportOutcome> {
  let sink: FileSink | undefined
  try {
    const facts = source.readFacts()
    const start = { facts, record: source.readRecord(), chosenMs: source.now() }
    const rows = await chooseRows(source, choice.which)
    // The view may not have been up to date when the facts were read.
    const { viewProblem } = source.readFacts()
    if (viewProblem) return { at: 'failed', words: viewProblem, isGone: true }
    const names = getFileNames(source, facts, choice)
    sink = await openFileSink(
      isAlone(choice)
        ? { name: names.data, mediaType: mediaTypes.csv, extension: 'csv' }
        : { name: names.zip, mediaType: 'application/zip', extension: 'zip' },
    )
    if (!sink) return { at: 'dismissed' }
    onProgress({ entries: 0, bytes: 0, of: rows.length })
    const written = await write({ source, choice, rows, names, ...start }, sink, onProgress, signal)
    const handed = await sink.close()
    const { words, deliveredBytes, ...file } = written
    const finished = {
      name: sink.name,
      bytes: deliveredBytes,
      contents: isAlone(choice) ? [] : [names.data, names.manifest, sumsName],
      file,
      words,
      claim: toClaim(facts, choice.which, file.entries),
    }
    return handed ? { at: 'handed', handed, ...finished } : { at: 'written', ...finished }
  } catch (error) {
    const isGone = (await sink?.abort().catch(() => false)) ?? true
    if (signal.aborted) return { at: 'cancelled', isGone }
    if (error instanceof TooLargeError) return { at: 'refused', words: error.message }
    return { at: 'failed', words: toFailureSentence(error), isGone }
  }
}

/** What an export contains, fixed at its start. */
type FixedExport = {
  source: ExportSource
  choice: ExportChoice
  rows: Uint32Array
  names: FileNames
  facts: SearchFacts
  record: SearchRecord
  chosenMs: number
}

async function write(
  { source, choice, rows, names, ...start }: FixedExport,
  sink: FileSink,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { dataset, store } = source
  const format = toFormat(source, choice)
  const writer = startExportWriter()
  try {
    await refuseTooLarge({ sink, datasetId: dataset.id, format, rows, store, writer, signal })
    return await writeFile({
      datasetId: dataset.id,
      format,
      data: { name: names.data, isZipped: !isAlone(choice), dateMs: start.chosenMs },
      toFiles: (file) => (isAlone(choice) ? [] : [toManifestFile(file)]),
      onProgress: (progress) => onProgress({ ...progress, of: rows.length }),
      rows,
      store,
      writer,
      sink,
      signal,
    })
  } finally {
    writer.dispose()
  }

  function toManifestFile(file: WrittenFile) {
    const text = formatManifest({
      fileName: names.data,
      mediaType: mediaTypes[choice.kind],
      file,
      which: choice.which,
      ...start,
      writtenMs: source.now(),
      version: source.version,
    })
    return { name: names.manifest, text }
  }
}

/** The rows in the order of the list; selected rows are included even where the view hides them. */
async function chooseRows(
  { store, selectedRows }: ExportSource,
  which: ExportedEntries,
): Promise<Uint32Array> {
  if (which === 'shown') return store.listRows('shown')
  const rows = await store.listRows('all')
  return rows.filter((row) => selectedRows.has(row))
}

function toFailureSentence(error: unknown): string {
  // For example a full disk, a removed folder, or a revoked permission.
  if (error instanceof DOMException)
    return `The browser could not write the file: ${(error.message || error.name).replace(/\.$/, '')}`
  const { title, quote } = toFailureWords(toFailureDetail(error))
  return quote ? `${title} (${quote})` : title
}
