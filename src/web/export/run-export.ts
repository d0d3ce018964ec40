/**
 * Runs one export, from the options to the ZIP. The facts for the claim are read before the list of entries, so that
 * entries that arrive later cannot make the file look more complete than it is.
 */
import { toFailureDetail, toFailureWords } from '../api/api-failure.ts'
import { chooseRows } from './choose-rows.ts'
import { type Claim, toClaim } from './claim.ts'
import type { ExportSource, ReceivedEvidence, SearchFacts, SearchRecord } from './export-source.ts'
import { type FileSink, type HandedFile, openFileSink } from './file-sink.ts'
import { type NumberedPairs, numberPairs } from './number-pairs.ts'
import {
  countByLog,
  type ExportChoice,
  type ExportNames,
  getFileNames,
  isAlone,
  isSplitByLog,
  planFiles,
} from './plan-files.ts'
import { listReceiptFiles, type ReceiptEnd } from './receipt/list-receipt-files.ts'
import { refuseTooLarge } from './refuse-too-large.ts'
import { TooLargeError } from './too-large-error.ts'
import {
  type EndedFile,
  type PlannedFile,
  type WriteProgress,
  type WriteResult,
  type WrittenData,
  writeFiles,
} from './write-files.ts'
import { sumsName } from './writer/delivered-files.ts'
import { formatManifest } from './writer/manifest.ts'
import { startExportWriter } from './writer/start-export-writer.ts'

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
  /** What the receipt is worth; absent where the data file is delivered alone. */
  receipt?: ReceiptEnd
  /** The data files, and the number of entries in all of them. */
  files: readonly EndedFile[]
  entries: number
  claim: Claim
}

const mediaTypes = { ndjson: 'application/x-ndjson', csv: 'text/csv;charset=utf-8' } as const

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
    const evidence = isAlone(choice) ? undefined : source.evidence.read()
    // A failure before it is awaited must not become an unhandled one.
    evidence?.catch(() => undefined)
    const { rows } = await chooseRows(source, choice.which)
    const pairs = source.hasPairs
      ? numberPairs(rows, await source.store.partnersOf(rows))
      : undefined
    // The view may not have been up to date when the facts were read.
    const { viewProblem } = source.readFacts()
    if (viewProblem) return { at: 'failed', words: viewProblem, isGone: true }
    const names = getFileNames(source, facts, choice)
    const [firstName = ''] = names.data
    const files = await planFiles(source, choice, names, rows, pairs?.numbers)
    sink = await openFileSink(
      isAlone(choice)
        ? { name: firstName, mediaType: mediaTypes.csv, extension: 'csv' }
        : { name: names.zip, mediaType: 'application/zip', extension: 'zip' },
    )
    if (!sink) return { at: 'dismissed' }
    onProgress({ entries: 0, bytes: 0, of: rows.length })
    const fixed = { source, choice, files, pairs, of: rows.length, names, evidence, ...start }
    const written = await write(fixed, sink, onProgress, signal)
    const handed = await sink.close()
    const finished = {
      name: sink.name,
      bytes: written.deliveredBytes,
      contents: isAlone(choice) ? [] : written.names,
      ...(written.receipt && { receipt: written.receipt }),
      files: written.files,
      entries: rows.length,
      claim: toClaim(facts, choice.which, rows.length),
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
  files: readonly PlannedFile[]
  pairs: NumberedPairs | undefined
  /** The number of entries. */
  of: number
  names: ExportNames
  facts: SearchFacts
  record: SearchRecord
  chosenMs: number
  /** What the receipt is made of; absent where a data file is delivered alone. */
  evidence: Promise<ReceivedEvidence> | undefined
}

type Written = WriteResult & { names: readonly string[]; receipt?: ReceiptEnd }

async function write(
  { source, choice, files, pairs, of, names, evidence, ...start }: FixedExport,
  sink: FileSink,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Written> {
  const { logs, store } = source
  const writer = startExportWriter()
  let receipt: ReceiptEnd | undefined
  let digests: WrittenData['digests'] = new Map()
  try {
    await refuseTooLarge({ sink, files, store, writer, signal })
    const written = await writeFiles({
      files,
      delivery: { isZipped: evidence !== undefined, dateMs: start.chosenMs },
      toFiles: (ended, data) => (evidence ? listFiles(evidence, ended, data) : []),
      onProgress: (progress) => onProgress({ ...progress, of }),
      store,
      writer,
      sink,
      signal,
    })
    return { ...written, names: [...digests.keys(), sumsName], ...(receipt && { receipt }) }
  } finally {
    writer.dispose()
  }

  function listFiles(
    evidence: Promise<ReceivedEvidence>,
    ended: readonly EndedFile[],
    data: WrittenData,
  ) {
    digests = data.digests
    return listReceiptFiles(
      {
        ...{ source, choice, evidence, signal, ...start },
        planned: files,
        manifestName: names.manifest,
        toManifest: () => toManifest(ended),
        onReceipt: (end) => {
          receipt = end
        },
      },
      data,
    )
  }

  function toManifest(ended: readonly EndedFile[]): string {
    return formatManifest({
      files: ended,
      fileOfLogs: isSplitByLog(source, choice.kind)
        ? logs.map((_log, index) => files.find(({ logIndex }) => logIndex === index)?.name)
        : undefined,
      mediaType: mediaTypes[choice.kind],
      which: choice.which,
      exportedByLog: countByLog(logs.length, files),
      pairs,
      ...start,
      writtenMs: source.now(),
      version: source.version,
    })
  }
}

function toFailureSentence(error: unknown): string {
  // For example a full disk, a removed folder, or a revoked permission.
  if (error instanceof DOMException)
    return `The browser could not write the file: ${(error.message || error.name).replace(/\.$/, '')}`
  const { title, quote } = toFailureWords(toFailureDetail(error))
  return quote ? `${title} (${quote})` : title
}
