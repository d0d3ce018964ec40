/** Passes entries from the store through the writer into the file; only a few chunks are in memory at a time. */
import type { EntryStore } from '../store/entry-store.ts'
import type { FileSink } from './file-sink.ts'
import type { ExportFormat } from './writer/entry-writer.ts'
import type { ExportWriter } from './writer/start-export-writer.ts'

/** The number of entries and bytes written so far. */
export type WriteProgress = { entries: number; bytes: number }

/** Source, format and destination of the entries. */
export type WriteOptions = {
  datasetId: string
  rows: Uint32Array
  format: ExportFormat
  store: Pick<EntryStore, 'readTexts'>
  writer: Omit<ExportWriter, 'dispose'>
  sink: Pick<FileSink, 'write'>
  onProgress: (progress: WriteProgress) => void
  signal: AbortSignal
}

/** Rows per request to the store; more than it answers at once, so that every answer is as long as possible. */
const rowsPerRequest = 8_192

/** Writes all rows; does not close the file. Rejects with the signal's reason when it is aborted. */
export async function writeFile(options: WriteOptions): ReturnType<ExportWriter['end']> {
  const { datasetId, rows, format, store, writer, sink, onProgress, signal } = options
  const unlessAborted = createGuard(signal)
  // Buffers are reused, because transferred memory is garbage collected late.
  const textBuffers: ArrayBuffer[] = []
  let chunkBuffer: ArrayBuffer | undefined
  const readFrom = (row: number) => {
    const texts = store.readTexts(rows.subarray(row, row + rowsPerRequest), textBuffers.pop())
    // If the writer fails first, nothing awaits this promise; its rejection must not become an unhandled one.
    texts.catch(() => undefined)
    return texts
  }
  let next = readFrom(0)
  const head = await unlessAborted(writer.start(datasetId, format))
  let [entries, bytes] = [0, head.length]
  await unlessAborted(sink.write(head))
  while (entries < rows.length) {
    const texts = await unlessAborted(next)
    entries += texts.lengths.length
    // The store reads the next texts while these are written.
    if (entries < rows.length) next = readFrom(entries)
    const { chunk, textsBuffer } = await unlessAborted(writer.write(texts, chunkBuffer))
    textBuffers.push(textsBuffer)
    bytes += chunk.length
    await unlessAborted(sink.write(chunk))
    chunkBuffer = chunk.buffer
    onProgress({ entries, bytes })
  }
  return unlessAborted(writer.end())
}

/** Rejects with the signal's reason as soon as it is aborted, because a disposed store never answers. */
function createGuard(signal: AbortSignal): <T>(answer: Promise<T>) => Promise<T> {
  return (answer) =>
    new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason)
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
      answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
}
