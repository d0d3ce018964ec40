/**
 * One export from the choice to the file and its manifest. The list is chosen at the start, and what is claimed of it
 * was true before that: nothing that comes later makes the file look more complete than it is.
 */
import { toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { type Claim, toClaim } from './claim.ts'
import type { ExportSource, SearchFacts, Which } from './export-source.ts'
import { type FileNames, toFileNames } from './file-name.ts'
import { download, type FileSink, openFileSink } from './file-sink.ts'
import { type WriteProgress, writeFile } from './write-file.ts'
import type { CsvChoice, ExportFormat } from './writer/entry-writer.ts'
import { formatManifest, type WrittenFile } from './writer/manifest.ts'
import { startExportWriter } from './writer/start-export-writer.ts'

/** What was chosen in the dialog. */
export type ExportChoice = {
  which: Which
  kind: ExportFormat['kind']
  columns: 'shown' | 'all'
  showsSecrets: boolean
}

/** How an export ended. `isGone`: nothing of the file is left. */
export type ExportOutcome =
  | { at: 'dismissed' }
  | { at: 'cancelled'; isGone: boolean }
  | { at: 'failed'; words: string; isGone: boolean }
  | {
      at: 'written'
      name: string
      manifestName: string
      file: WrittenFile
      /** What is worth being said of it. */
      words: readonly string[]
      claim: Claim
      saveManifest: () => void
    }

const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' } as const

/** The format that a choice asks for. */
function toFormat({ dataset, paths, timeZone }: ExportSource, choice: ExportChoice): ExportFormat {
  if (choice.kind === 'ndjson') return { kind: 'ndjson' }
  const all = dataset.fields.map(({ path }) => path)
  const csv: CsvChoice = {
    paths: choice.columns === 'all' ? all : paths,
    timeZone,
    showsSecrets: choice.showsSecrets,
  }
  return { kind: 'csv', ...csv }
}

/** The names that the files of a choice get. */
export function nameFiles(facts: SearchFacts, { which, kind }: ExportChoice): FileNames {
  const { scope, timeRange, verdict } = facts
  return toFileNames({
    scope,
    timeRange,
    format: kind,
    isComplete: verdict === 'complete',
    isSelection: which === 'selected',
  })
}

/** Exports; resolves when it is over, whatever came of it. Has to be called by a click, so that the browser asks where to. */
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
    // The view may have been under way when the facts were read.
    const { viewProblem } = source.readFacts()
    if (viewProblem) return { at: 'failed', words: viewProblem, isGone: true }
    const names = nameFiles(facts, choice)
    const mediaType = mediaTypes[choice.kind]
    sink = await openFileSink({ name: names.data, mediaType, ending: choice.kind })
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
      : { at: 'failed', words: toWords(error), isGone }
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

/** The rows in the order of the list; selected ones also where the view hides them. */
async function chooseRows(
  { store, selectedRows }: ExportSource,
  which: Which,
): Promise<Uint32Array> {
  if (which === 'shown') return store.listRows('shown')
  const all = await store.listRows('all')
  return all.filter((row) => selectedRows.has(row))
}

function toWords(error: unknown): string {
  // A full disk, a folder that is gone, a permission taken back.
  if (error instanceof DOMException)
    return `The browser could not write the file: ${(error.message || error.name).replace(/\.$/, '')}`
  const { title, quote } = toFailureWords(toFailureDetail(error))
  return quote ? `${title} (${quote})` : title
}
