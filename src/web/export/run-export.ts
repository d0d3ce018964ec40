/**
 * Runs one export, from the options to the file and its manifest. The facts for the claim are read before the list of
 * entries, so that entries that arrive later cannot make the file look more complete than it is.
 */
import { toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { type Claim, toClaim } from './claim.ts'
import type { ExportedEntries, ExportSource, SearchFacts } from './export-source.ts'
import { type FileNames, toFileNames } from './file-name.ts'
import { download, type FileSink, openFileSink } from './file-sink.ts'
import { type WriteProgress, writeFile } from './write-file.ts'
import type { ExportFormat } from './writer/entry-writer.ts'
import { formatManifest, type WrittenFile } from './writer/manifest.ts'
import { startExportWriter } from './writer/start-export-writer.ts'

/** The options chosen in the dialog. */
export type ExportChoice = {
  which: ExportedEntries
  kind: ExportFormat['kind']
  columns: 'shown' | 'all'
  showsSecrets: boolean
}

/** The outcome of an export. `isGone`: nothing is left of the file. */
export type ExportOutcome =
  | { at: 'dismissed' }
  | { at: 'cancelled'; isGone: boolean }
  | { at: 'failed'; words: string; isGone: boolean }
  | {
      at: 'written'
      name: string
      manifestName: string
      file: WrittenFile
      /** Remarks on the file, in sentences. */
      words: readonly string[]
      claim: Claim
      saveManifest: () => void
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

/** The names of the files for the options. */
export function getFileNames(facts: SearchFacts, { which, kind }: ExportChoice): FileNames {
  const { scope, timeRange, verdict } = facts
  return toFileNames({
    scope,
    timeRange,
    format: kind,
    isComplete: verdict === 'complete',
    isSelection: which === 'selected',
  })
}

/**
 * Exports, and resolves to the outcome; it does not reject. Has to be called from a click handler, because the browser
 * shows its file picker only after a user action.
 */
export async function runExport(
  source: ExportSource,
  choice: ExportChoice,
  onProgress: (progress: WriteProgress & { of: number }) => void,
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
    const names = getFileNames(facts, choice)
    const mediaType = mediaTypes[choice.kind]
    sink = await openFileSink({ name: names.data, mediaType, extension: choice.kind })
    if (!sink) return { at: 'dismissed' }
    onProgress({ entries: 0, bytes: 0, of: rows.length })
    const { words, ...file } = await write(source, choice, rows, sink, onProgress, signal)
    await sink.close()
    const { name } = sink
    const manifest = formatManifest({
      fileName: name,
      mediaType,
      file,
      which: choice.which,
      ...start,
      writtenMs: source.now(),
      version: source.version,
    })
    const saveManifest = () =>
      download(names.manifest, new Blob([manifest], { type: 'application/json' }))
    saveManifest()
    const claim = toClaim(facts, choice.which, file.entries)
    const manifestName = names.manifest
    return { at: 'written', name, manifestName, file, words, claim, saveManifest }
  } catch (error) {
    const isGone = (await sink?.abort().catch(() => false)) ?? true
    return signal.aborted
      ? { at: 'cancelled', isGone }
      : { at: 'failed', words: toFailureSentence(error), isGone }
  }
}

async function write(
  source: ExportSource,
  choice: ExportChoice,
  rows: Uint32Array,
  sink: FileSink,
  onProgress: (progress: WriteProgress & { of: number }) => void,
  signal: AbortSignal,
) {
  const { dataset, store } = source
  const writer = startExportWriter()
  try {
    return await writeFile({
      datasetId: dataset.id,
      format: toFormat(source, choice),
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
