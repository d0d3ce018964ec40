/** Passes entries from the store through the writer into the file; only a few chunks are in memory at a time. */
import { formatChange } from '../../query/change/format-change.ts'
import { ruleLibrary } from '../rules/rule-library.ts'
import type { EntryStore, EntryTexts } from '../store/entry-store.ts'
import { formatSize } from '../ui/text/format-size.ts'
import type { FileSink } from './file-sink.ts'
import { TooLargeError } from './too-large-error.ts'
import type { Delivery } from './writer/delivered-files.ts'
import type { TreeFacts } from './writer/entry-tree.ts'
import { type EntryFacts, needsChanges, needsRules } from './writer/entry-writer.ts'
import type { AddedFile, DataFile } from './writer/export-service.ts'
import type { ExportWriter } from './writer/start-export-writer.ts'

/** The number of entries written so far, and the size of what is delivered so far, in bytes. */
export type WriteProgress = { entries: number; bytes: number }

/** A data file and the rows of its entries, in order. */
export type PlannedFile = DataFile & {
  rows: Uint32Array
  /** For each row the index of its source in the file's list; absent where there is one source. */
  rowSources?: Uint16Array
  /** The index of the log whose entries these are, where each log has a file of its own. */
  logIndex?: number
  /** For each row the number of its pair, 0 without one; absent where the format has no column for it. */
  pairs?: Uint32Array
}

/** A data file that was written, and sentences about it. */
export type EndedFile = Awaited<ReturnType<ExportWriter['endData']>> & { name: string }

/** A file that follows the data: its text, its bytes, or bytes that are made while they are written. */
export type FollowingFile = AddedFile &
  (
    | { text: string }
    | { bytes: Uint8Array<ArrayBuffer> }
    | { pieces: AsyncIterable<Uint8Array<ArrayBuffer>> }
  )

/** What is known of the data when the files follow that are made of it. */
export type WrittenData = {
  files: readonly EndedFile[]
  /** The digests of all files so far by their names: it grows while files follow. */
  digests: ReadonlyMap<string, string>
  /** The tree over all entries. Rejects where a data file is delivered alone. */
  readTree: () => Promise<TreeFacts>
}

/** What is asked of the store. */
export type ReadStore = Pick<EntryStore, 'readTexts'> &
  Partial<Pick<EntryStore, 'changes' | 'rulesOf' | 'leafHashes'>>

/** Source, format and destination of the entries. */
export type WriteOptions = {
  files: readonly PlannedFile[]
  delivery: Delivery
  /** The files that follow the data in the ZIP, each written before the next is asked for; none for a data file alone. */
  toFiles: (
    files: readonly EndedFile[],
    written: WrittenData,
  ) => Iterable<FollowingFile> | AsyncIterable<FollowingFile>
  store: ReadStore
  writer: Omit<ExportWriter, 'dispose' | 'measure'>
  sink: Pick<FileSink, 'write' | 'maxBytes'>
  onProgress: (progress: WriteProgress) => void
  signal: AbortSignal
}

/** Rows per request to the store; more than it answers at once, so that every answer is as long as possible. */
const rowsPerRequest = 8_192

/** The written data files, and the size of what was delivered. */
export type WriteResult = { files: readonly EndedFile[]; deliveredBytes: number }

/** What the files of one export share while they are written, one after the other. */
type Writing = Pick<WriteOptions, 'store' | 'writer'> & {
  unlessAborted: ReturnType<typeof createAbortGuard>
  deliver: (chunk: Uint8Array<ArrayBuffer>) => Promise<void>
  /** Whether the entries become leaves of a tree: the store hashes them where it reads them. */
  needsLeaves: boolean
  /** Called when more entries were delivered. */
  noteEntries: (count: number) => void
  // Buffers are reused, because transferred memory is garbage collected late.
  buffers: { texts: ArrayBuffer[]; chunk?: ArrayBuffer }
}

/**
 * Writes all data files and the files that follow; does not close the destination. Rejects with the signal's reason when
 * it is aborted, and with a `TooLargeError` before the destination would contain more than it can.
 */
export async function writeFiles(options: WriteOptions): Promise<WriteResult> {
  const { files: planned, store, writer, sink, onProgress, signal } = options
  const unlessAborted = createAbortGuard(signal)
  let [entries, bytes] = [0, 0]
  const writing: Writing = {
    store,
    writer,
    unlessAborted,
    async deliver(chunk) {
      bytes += chunk.length
      if (sink.maxBytes !== undefined && bytes > sink.maxBytes)
        throw new TooLargeError(`more than ${formatSize(sink.maxBytes)}`)
      await unlessAborted(sink.write(chunk))
    },
    noteEntries(count) {
      entries += count
      onProgress({ entries, bytes })
    },
    needsLeaves: options.delivery.hasTree ?? options.delivery.isZipped,
    buffers: { texts: [] },
  }
  await unlessAborted(writer.open(options.delivery))
  const files: EndedFile[] = []
  for (const file of planned) files.push(await writeDataFile(writing, file))
  const digests = new Map(files.map(({ name, sha256 }) => [name, sha256]))
  const readTree = () => unlessAborted(writer.tree())
  for await (const file of options.toFiles(files, { files, digests, readTree }))
    digests.set(file.name, await writeFollowing(writing, file))
  await writing.deliver(await unlessAborted(writer.finish([])))
  return { files, deliveredBytes: bytes }
}

/** Resolves to the digest of the file. */
async function writeFollowing(writing: Writing, file: FollowingFile): Promise<string> {
  const { writer, unlessAborted, deliver } = writing
  const { name, isExecutable = false } = file
  await deliver(await unlessAborted(writer.begin({ name, isExecutable })))
  if ('pieces' in file) {
    for await (const piece of file.pieces) await deliver(await unlessAborted(writer.append(piece)))
  } else {
    // A copy, because the bytes are sent to the worker.
    const bytes = 'text' in file ? new TextEncoder().encode(file.text) : file.bytes.slice()
    await deliver(await unlessAborted(writer.append(bytes)))
  }
  return unlessAborted(writer.end())
}

/** Entries that were read, up to `to`, and what the store knows of them. */
type ReadPart = { texts: EntryTexts; facts: EntryFacts; to: number }

async function writeDataFile(writing: Writing, planned: PlannedFile): Promise<EndedFile> {
  const { store, writer, unlessAborted, deliver, noteEntries, buffers } = writing
  const { rows, rowSources: _sources, pairs: _pairs, logIndex: _index, ...file } = planned

  async function read(from: number): Promise<ReadPart> {
    const asked = rows.subarray(from, from + rowsPerRequest)
    const texts = await store.readTexts(asked, buffers.texts.pop(), writing.needsLeaves)
    const to = from + texts.lengths.length
    return { texts, to, facts: await readFacts(store, planned, from, to) }
  }

  function readFrom(from: number): Promise<ReadPart> {
    const part = read(from)
    // If the writer fails first, nothing awaits this promise; its rejection must not become an unhandled one.
    part.catch(() => undefined)
    return part
  }

  let next = rows.length > 0 ? readFrom(0) : undefined
  await deliver(await unlessAborted(writer.start(file)))
  for (let from = 0; next; ) {
    const { texts, facts, to } = await unlessAborted(next)
    // The store reads and hashes the next texts while these are written.
    next = to < rows.length ? readFrom(to) : undefined
    const { chunk, textsBuffer } = await unlessAborted(writer.write(texts, facts, buffers.chunk))
    buffers.texts.push(textsBuffer)
    await deliver(chunk)
    buffers.chunk = chunk.buffer
    noteEntries(to - from)
    from = to
  }
  return { name: file.name, ...(await unlessAborted(writer.endData())) }
}

/** What the store knows of a part of the rows. A copy of the numbers, because a part would be sent with all of them. */
export async function readFacts(
  store: ReadStore,
  {
    rows,
    rowSources,
    pairs,
    format,
  }: Pick<PlannedFile, 'rows' | 'rowSources' | 'pairs' | 'format'>,
  from: number,
  to: number,
): Promise<EntryFacts> {
  const part = rows.subarray(from, to)
  const [changes, found] = await Promise.all([
    needsChanges(format) ? store.changes?.(part) : undefined,
    needsRules(format) ? store.rulesOf?.(part) : undefined,
  ])
  return {
    ...(rowSources && { sources: rowSources.slice(from, to) }),
    ...(pairs && { pairs: pairs.slice(from, to) }),
    ...(changes && { changes: changes.map(formatChange) }),
    ...(found && {
      rules: Array.from(part, (row) => (found.get(row) ?? []).map(toRuleTitle).join('; ')),
    }),
  }
}

function toRuleTitle(id: string): string {
  return ruleLibrary.get().byId.get(id)?.title ?? id
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
