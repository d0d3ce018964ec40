/** Reads the original texts of many rows at once, in their order, page by page. */
import type { EntryTexts } from '../entry-store.ts'
import type { PageArchive } from './page-archive.ts'

/** How many bytes are read at once for an export. One entry may be longer. */
const maxBytes = 4 * 1024 * 1024
/** Rows that wait for their page, by their places among those asked for. */
type Wanted = { page: number; firstRow: number; places: number[] }
type ChosenRows = { wanted: readonly Wanted[]; lengths: Uint32Array<ArrayBuffer> }

/** The texts of the first of the rows: of as many as fit, of one at least; written into `room` where it is enough. */
export async function readTexts(
  shelf: PageArchive,
  rows: Uint32Array,
  room?: ArrayBuffer,
): Promise<EntryTexts> {
  const chosen = chooseRows(shelf, rows, maxBytes)
  const size = sum(chosen.lengths)
  const isEnough = room !== undefined && room.byteLength >= size
  const buffer = isEnough ? room : new ArrayBuffer(Math.max(size, maxBytes))
  return copyTexts(shelf, rows, chosen, new Uint8Array(buffer, 0, size))
}

/** The texts of all of the rows. */
export async function readAllTexts(shelf: PageArchive, rows: Uint32Array): Promise<EntryTexts> {
  const chosen = chooseRows(shelf, rows, Number.POSITIVE_INFINITY)
  return copyTexts(shelf, rows, chosen, new Uint8Array(sum(chosen.lengths)))
}

async function copyTexts(
  shelf: PageArchive,
  rows: Uint32Array,
  { wanted, lengths }: ChosenRows,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<EntryTexts> {
  const starts = new Uint32Array(lengths.length)
  let size = 0
  for (const [place, length] of lengths.entries()) {
    starts[place] = size
    size += length
  }
  for (const { page, firstRow, places } of wanted) {
    await shelf.look(page, (seen) => {
      const placeOf = toPlaces(seen.order, seen.starts.length)
      for (const place of places) {
        const at = placeOf((rows[place] ?? 0) - firstRow)
        bytes.set(seen.bytes.subarray(seen.starts[at], seen.ends[at]), starts[place])
      }
    })
  }
  return { bytes, lengths }
}

const sum = (numbers: Uint32Array) => numbers.reduce((total, each) => total + each, 0)

/** How many of the rows are read, how long their texts are, and which page each is in. */
function chooseRows(shelf: PageArchive, rows: Uint32Array, limit: number): ChosenRows {
  const wanted = new Map<number, Wanted & { to: number; lengthOf: (entry: number) => number }>()
  const lengths: number[] = []
  let current: ReturnType<typeof wanted.get>
  let size = 0
  for (const [place, row] of rows.entries()) {
    if (!current || row < current.firstRow || row >= current.to) {
      const page = shelf.findPage(row)
      current = wanted.get(page)
      if (!current) {
        const { from, to } = shelf.rowsOf(page)
        current = { page, firstRow: from, to, places: [], lengthOf: toLengths(shelf, page) }
      }
    }
    const length = current.lengthOf(row - current.firstRow)
    if (place > 0 && size + length > limit) break
    size += length
    lengths.push(length)
    current.places.push(place)
    wanted.set(current.page, current)
  }
  return { wanted: [...wanted.values()], lengths: Uint32Array.from(lengths) }
}

function toLengths(shelf: PageArchive, page: number): (entry: number) => number {
  const kept = shelf.get(page)
  if (!kept) throw new RangeError(`No page ${page}.`)
  const { starts, ends, order } = kept
  const placeOf = toPlaces(order, starts.length)
  return (entry) => (ends[placeOf(entry)] ?? 0) - (starts[placeOf(entry)] ?? 0)
}

/** Where each entry of a page stands in its bytes. */
function toPlaces(order: ArrayLike<number> | undefined, count: number): (entry: number) => number {
  if (!order) return (entry) => entry
  const places = new Uint32Array(count)
  for (let place = 0; place < count; place++) places[order[place] ?? 0] = place
  return (entry) => places[entry] ?? 0
}
