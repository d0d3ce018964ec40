/** Refuses an export that the browser cannot take, before it starts. */
import { formatSize } from '../ui/text/format-size.ts'
import { TooLargeError } from './too-large-error.ts'
import { createAbortGuard, type PlannedFile, readFacts, type WriteOptions } from './write-files.ts'
import type { ExportWriter } from './writer/start-export-writer.ts'

/** Entries are measured in groups of neighbors, because the store unpacks whole pages. */
const maxGroups = 20
const rowsPerGroup = 50

type MeasuredExport = Pick<WriteOptions, 'files' | 'store' | 'signal'> & {
  sink: { maxBytes?: number }
  writer: Pick<ExportWriter, 'measure'>
}

/** Rejects with a `TooLargeError` where the data, estimated from a sample of entries, is larger than the sink can be. */
export async function refuseTooLarge(measured: MeasuredExport): Promise<void> {
  const { files, sink } = measured
  if (sink.maxBytes === undefined) return
  let estimated = 0
  for (const file of files) estimated += await estimateBytes(measured, file)
  if (estimated > sink.maxBytes) throw new TooLargeError(`about ${formatSize(estimated)}`)
}

/** The size of a file, from a sample of its entries. */
async function estimateBytes(
  { store, signal, writer }: MeasuredExport,
  file: PlannedFile,
): Promise<number> {
  const unlessAborted = createAbortGuard(signal)
  const { rows, rowSources, pairs, ...data } = file
  if (rows.length === 0) return 0
  const sample = chooseSample(file)
  let [entries, bytes] = [0, 0]
  while (entries < sample.rows.length) {
    const texts = await unlessAborted(store.readTexts(sample.rows.subarray(entries)))
    const to = entries + texts.lengths.length
    const facts = await unlessAborted(readFacts(store, { ...file, ...sample }, entries, to))
    bytes += await unlessAborted(writer.measure(data, texts, facts))
    entries = to
  }
  return Math.round((bytes / entries) * rows.length)
}

type Sample = Pick<PlannedFile, 'rows' | 'rowSources' | 'pairs'>

/** The rows of a sample, their sources and their pairs. */
function chooseSample({ rows, rowSources, pairs }: PlannedFile): Sample {
  if (rows.length <= maxGroups * rowsPerGroup) {
    return { rows, ...(rowSources && { rowSources }), ...(pairs && { pairs }) }
  }
  const step = (rows.length - rowsPerGroup) / (maxGroups - 1)
  const starts = Array.from({ length: maxGroups }, (_, group) => Math.floor(group * step))
  const chosen = starts.flatMap((start) =>
    Array.from({ length: rowsPerGroup }, (_, index) => start + index),
  )
  return {
    rows: Uint32Array.from(chosen, (at) => rows[at] ?? 0),
    ...(rowSources && { rowSources: Uint16Array.from(chosen, (at) => rowSources[at] ?? 0) }),
    ...(pairs && { pairs: Uint32Array.from(chosen, (at) => pairs[at] ?? 0) }),
  }
}
