/** Reads the original texts of many rows at once, in their order, page by page. */
import { hashLeaf } from '../../../evidence/merkle/hash-leaf.ts'
import type { EntryTexts } from '../entry-store.ts'
import { hashBytes } from '../page-leaves.ts'
import type { PageArchive } from './page-archive.ts'

/** Maximum number of bytes of one read for an export. A single entry may be longer. */
const maxBytes = 4 * 1024 * 1024
/** The requested rows of one page, as indexes in the list of requested rows. */
type PageRequest = { page: number; firstRow: number; indexes: number[] }
type ChosenRows = { requests: readonly PageRequest[]; lengths: Uint32Array<ArrayBuffer> }

/**
 * The texts of the first of the rows: as many as fit, at least one. Writes into `room` if that is large enough. The leaf
 * hashes are computed here too, because the bytes are here, and the thread that writes the file is the busiest.
 */
export async function readTexts(
  archive: PageArchive,
  rows: Uint32Array,
  room?: ArrayBuffer,
  hasLeaves = false,
): Promise<EntryTexts> {
  const chosen = chooseRows(archive, rows, maxBytes)
  const size = sum(chosen.lengths)
  const isEnough = room !== undefined && room.byteLength >= size
  const buffer = isEnough ? room : new ArrayBuffer(Math.max(size, maxBytes))
  const leaves = hasLeaves ? new Uint8Array(chosen.lengths.length * hashBytes) : undefined
  return copyTexts(archive, rows, chosen, new Uint8Array(buffer, 0, size), leaves)
}

/** The texts of all of the rows. */
export async function readAllTexts(archive: PageArchive, rows: Uint32Array): Promise<EntryTexts> {
  const chosen = chooseRows(archive, rows, Number.POSITIVE_INFINITY)
  return copyTexts(archive, rows, chosen, new Uint8Array(sum(chosen.lengths)))
}

async function copyTexts(
  archive: PageArchive,
  rows: Uint32Array,
  { requests, lengths }: ChosenRows,
  bytes: Uint8Array<ArrayBuffer>,
  leaves?: Uint8Array<ArrayBuffer>,
): Promise<EntryTexts> {
  const starts = new Uint32Array(lengths.length)
  let size = 0
  for (const [index, length] of lengths.entries()) {
    starts[index] = size
    size += length
  }
  for (const { page, firstRow, indexes } of requests) {
    await archive.withBytes(page, (unpacked) => {
      const positionOf = toPositions(unpacked.order, unpacked.starts.length)
      for (const index of indexes) {
        const at = positionOf((rows[index] ?? 0) - firstRow)
        const entry = unpacked.bytes.subarray(unpacked.starts[at], unpacked.ends[at])
        bytes.set(entry, starts[index])
        leaves?.set(hashLeaf(entry), index * hashBytes)
      }
    })
  }
  return { bytes, lengths, ...(leaves && { leaves }) }
}

const sum = (numbers: Uint32Array) => numbers.reduce((total, number) => total + number, 0)

/** Chooses the first rows whose texts fit into `maxSize` bytes, and groups them by page. */
function chooseRows(archive: PageArchive, rows: Uint32Array, maxSize: number): ChosenRows {
  const requests = new Map<
    number,
    PageRequest & { to: number; lengthOf: (entry: number) => number }
  >()
  const lengths: number[] = []
  let current: ReturnType<typeof requests.get>
  let size = 0
  for (const [index, row] of rows.entries()) {
    if (!current || row < current.firstRow || row >= current.to) {
      const page = archive.findPage(row)
      current = requests.get(page)
      if (!current) {
        const { from, to } = archive.rowsOf(page)
        current = { page, firstRow: from, to, indexes: [], lengthOf: toLengths(archive, page) }
      }
    }
    const length = current.lengthOf(row - current.firstRow)
    if (index > 0 && size + length > maxSize) break
    size += length
    lengths.push(length)
    current.indexes.push(index)
    requests.set(current.page, current)
  }
  return { requests: [...requests.values()], lengths: Uint32Array.from(lengths) }
}

function toLengths(archive: PageArchive, page: number): (entry: number) => number {
  const pageBytes = archive.get(page)
  if (!pageBytes) throw new RangeError(`No page ${page}.`)
  const { starts, ends, order } = pageBytes
  const positionOf = toPositions(order, starts.length)
  return (entry) => (ends[positionOf(entry)] ?? 0) - (starts[positionOf(entry)] ?? 0)
}

/** Maps the number of an entry in its page to its position in the bytes. */
function toPositions(
  order: ArrayLike<number> | undefined,
  count: number,
): (entry: number) => number {
  if (!order) return (entry) => entry
  const positions = new Uint32Array(count)
  for (let position = 0; position < count; position++) positions[order[position] ?? 0] = position
  return (entry) => positions[entry] ?? 0
}
