/** Refuses an export that the browser cannot take, before it starts. */
import { formatSize } from '../ui/text/format-size.ts'
import { TooLargeError } from './too-large-error.ts'
import { createAbortGuard, type WriteOptions } from './write-file.ts'
import type { ExportWriter } from './writer/start-export-writer.ts'

/** Entries are measured in groups of neighbors, because the store unpacks whole pages. */
const maxGroups = 20
const rowsPerGroup = 50

type MeasuredExport = Pick<WriteOptions, 'datasetId' | 'rows' | 'format' | 'store' | 'signal'> & {
  sink: { maxBytes?: number }
  writer: Pick<ExportWriter, 'measure'>
}

/** Rejects with a `TooLargeError` where the data, estimated from a sample of entries, is larger than the sink can be. */
export async function refuseTooLarge(measured: MeasuredExport): Promise<void> {
  const { datasetId, rows, format, store, signal, sink, writer } = measured
  if (sink.maxBytes === undefined || rows.length === 0) return
  const unlessAborted = createAbortGuard(signal)
  const sample = chooseSample(rows)
  let [entries, bytes] = [0, 0]
  while (entries < sample.length) {
    const texts = await unlessAborted(store.readTexts(sample.subarray(entries)))
    entries += texts.lengths.length
    bytes += await unlessAborted(writer.measure(datasetId, format, texts))
  }
  const estimated = Math.round((bytes / entries) * rows.length)
  if (estimated > sink.maxBytes) throw new TooLargeError(`about ${formatSize(estimated)}`)
}

function chooseSample(rows: Uint32Array): Uint32Array {
  if (rows.length <= maxGroups * rowsPerGroup) return rows
  const step = (rows.length - rowsPerGroup) / (maxGroups - 1)
  const starts = Array.from({ length: maxGroups }, (_, group) => Math.floor(group * step))
  return Uint32Array.from(
    starts.flatMap((start) => [...rows.subarray(start, start + rowsPerGroup)]),
  )
}
