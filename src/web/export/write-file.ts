/** Takes entries from the store, through the writer, into the file; memory holds a few parts of it at a time. */
import type { EntryStore } from '../store/entry-store.ts'
import type { FileSink } from './file-sink.ts'
import type { ExportFormat } from './writer/entry-writer.ts'
import type { ExportWriter } from './writer/start-export-writer.ts'

/** How far it is. */
export type WriteProgress = { entries: number; bytes: number }

/** What is written, from where and where to. */
export type WriteParts = {
  datasetId: string
  rows: Uint32Array
  format: ExportFormat
  store: Pick<EntryStore, 'readTexts'>
  writer: Omit<ExportWriter, 'dispose'>
  sink: Pick<FileSink, 'write'>
  onProgress: (progress: WriteProgress) => void
  signal: AbortSignal
}

/** More rows than one answer of the store has texts. */
const rowsAsked = 8_192

/** Writes all rows; the file is not closed. Rejects with the signal's reason when it is aborted. */
export async function writeFile(parts: WriteParts): ReturnType<ExportWriter['end']> {
  const { datasetId, rows, format, store, writer, sink, onProgress, signal } = parts
  const unlessAborted = createGuard(signal)
  // The same memory goes round: what came by message waits long for the collector.
  const rooms: ArrayBuffer[] = []
  let room: ArrayBuffer | undefined
  const readFrom = (row: number) => {
    const texts = store.readTexts(rows.subarray(row, row + rowsAsked), rooms.pop())
    // A failure of the writer may come first, and then nobody waits for these.
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
    // The store reads on while these are written.
    if (entries < rows.length) next = readFrom(entries)
    const { part, spent } = await unlessAborted(writer.write(texts, room))
    rooms.push(spent)
    bytes += part.length
    await unlessAborted(sink.write(part))
    room = part.buffer
    onProgress({ entries, bytes })
  }
  return unlessAborted(writer.end())
}

/** An answer, or the signal's reason as soon as it is aborted: a store that was ended never answers. */
function createGuard(signal: AbortSignal): <T>(answer: Promise<T>) => Promise<T> {
  return (answer) =>
    new Promise((resolve, reject) => {
      const stop = () => reject(signal.reason)
      if (signal.aborted) stop()
      signal.addEventListener('abort', stop, { once: true })
      answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    })
}
