/** Passes entries from the store through the writer into the file; only a few chunks are in memory at a time. */
import { formatChange } from '../../query/change/format-change.ts'
import type { EntryStore } from '../store/entry-store.ts'
import { formatSize } from '../ui/text/format-size.ts'
import type { FileSink } from './file-sink.ts'
import { TooLargeError } from './too-large-error.ts'
import type { TextFile } from './writer/create-zip.ts'
import { type ExportFormat, needsChanges } from './writer/entry-writer.ts'
import type { DataFile } from './writer/export-service.ts'
import type { WrittenFile } from './writer/manifest.ts'
import type { ExportWriter } from './writer/start-export-writer.ts'

/** The number of entries written so far, and the size of what is delivered so far, in bytes. */
export type WriteProgress = { entries: number; bytes: number }

/** Source, format and destination of the entries. */
export type WriteOptions = {
  datasetId: string
  rows: Uint32Array
  format: ExportFormat
  data: DataFile
  /** The files that follow the data file in the ZIP; none where the data file is delivered alone. */
  toFiles: (file: WrittenFile) => readonly TextFile[]
  store: Pick<EntryStore, 'readTexts'> & Partial<Pick<EntryStore, 'changes'>>
  writer: Omit<ExportWriter, 'dispose' | 'measure'>
  sink: Pick<FileSink, 'write' | 'maxBytes'>
  onProgress: (progress: WriteProgress) => void
  signal: AbortSignal
}

/** Rows per request to the store; more than it answers at once, so that every answer is as long as possible. */
const rowsPerRequest = 8_192

/** A written file, its words, and the size of what was delivered. */
export type WriteResult = Awaited<ReturnType<ExportWriter['endData']>> & { deliveredBytes: number }

/**
 * Writes all rows and the files that follow; does not close the destination. Rejects with the signal's reason when it
 * is aborted, and with a `TooLargeError` before the destination would contain more than it can.
 */
export async function writeFile(options: WriteOptions): Promise<WriteResult> {
  const { datasetId, rows, format, store, writer, sink, onProgress, signal } = options
  const unlessAborted = createAbortGuard(signal)
  // Buffers are reused, because transferred memory is garbage collected late.
  const textBuffers: ArrayBuffer[] = []
  let chunkBuffer: ArrayBuffer | undefined
  const readFrom = (row: number) => {
    const texts = store.readTexts(rows.subarray(row, row + rowsPerRequest), textBuffers.pop())
    // If the writer fails first, nothing awaits this promise; its rejection must not become an unhandled one.
    texts.catch(() => undefined)
    return texts
  }
  let [entries, bytes] = [0, 0]
  const deliver = async (chunk: Uint8Array<ArrayBuffer>) => {
    bytes += chunk.length
    if (sink.maxBytes !== undefined && bytes > sink.maxBytes)
      throw new TooLargeError(`more than ${formatSize(sink.maxBytes)}`)
    await unlessAborted(sink.write(chunk))
  }
  let next = readFrom(0)
  await deliver(await unlessAborted(writer.start(datasetId, format, options.data)))
  while (entries < rows.length) {
    const texts = await unlessAborted(next)
    const written = rows.subarray(entries, entries + texts.lengths.length)
    entries += texts.lengths.length
    // The store reads the next texts while these are written.
    if (entries < rows.length) next = readFrom(entries)
    const changes = needsChanges(format) ? await unlessAborted(readChanges(store, written)) : []
    const { chunk, textsBuffer } = await unlessAborted(writer.write(texts, chunkBuffer, changes))
    textBuffers.push(textsBuffer)
    await deliver(chunk)
    chunkBuffer = chunk.buffer
    onProgress({ entries, bytes })
  }
  const file = await unlessAborted(writer.endData())
  await deliver(await unlessAborted(writer.finish(options.toFiles(file))))
  return { ...file, deliveredBytes: bytes }
}

/** What the entries of these rows changed, a line for each. */
async function readChanges(store: WriteOptions['store'], rows: Uint32Array): Promise<string[]> {
  return ((await store.changes?.(rows)) ?? []).map(formatChange)
}

/** Rejects with the signal's reason as soon as it is aborted, because a disposed store never answers. */
export function createAbortGuard(signal: AbortSignal): <T>(answer: Promise<T>) => Promise<T> {
  return (answer) =>
    new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason)
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
      answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
}
