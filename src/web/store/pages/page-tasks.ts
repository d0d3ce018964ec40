/**
 * The heavy work on one page's bytes: packing, unpacking, and looking into packed ones. It needs nothing
 * but its arguments, so that several pages can be in other threads' hands.
 */

import type { Field } from '../../../catalog/fields.ts'
import type { LocalFilter } from '../../../query/log-query.ts'
import { findInPage } from './find-in-page.ts'
import { hashInPage } from './hash-in-page.ts'
import { matchInPage } from './match-in-page.ts'
import { freeBytes, packBytes, unpackBytes } from './pack-bytes.ts'

/** A page's bytes, packed or not, and where entries start and end in the unpacked ones, as they stand there. */
export type PageBytes = {
  bytes: Uint8Array<ArrayBuffer>
  isPacked: boolean
  /** Length of the unpacked bytes. */
  size: number
  starts: Uint32Array
  ends: Uint32Array
  /** Which entry of the page each is; absent when they stand in the page's order. */
  order?: ArrayLike<number>
}

/** What can be done with a page. Entries are told by their numbers in the page. */
export type PageTasks = {
  /** Packs pieces of bytes, joined in the order given. */
  pack: (
    bytes: Uint8Array<ArrayBuffer>,
    starts: Uint32Array,
    ends: Uint32Array,
  ) => Promise<Uint8Array<ArrayBuffer>>
  unpack: (packed: Uint8Array<ArrayBuffer>, size: number) => Promise<Uint8Array<ArrayBuffer>>
  /** The entries that contain one of the patterns. */
  find: (page: PageBytes, patterns: readonly Uint8Array[]) => Promise<Uint32Array>
  /** The entries that pass the filters. */
  match: (page: PageBytes, localFilters: readonly LocalFilter[]) => Promise<Uint32Array>
  /** The halves of the hashes of a field's values, for each entry as they stand in the bytes. */
  hash: (page: PageBytes, field: Field) => Promise<Uint32Array>
  dispose: () => void
}

/** The work done in this thread. */
export function createPageTasks(): PageTasks {
  return {
    async pack(bytes, starts, ends) {
      const joined = joinPieces(bytes, starts, ends)
      const packed = await packBytes(joined)
      freeBytes(joined)
      return packed
    },
    unpack: unpackBytes,
    async find(page, patterns) {
      const look = (bytes: Uint8Array) => findInPage(bytes, page.starts, page.ends, patterns)
      return toEntries(page, await lookInto(page, look))
    },
    async match(page, localFilters) {
      const look = (bytes: Uint8Array) => matchInPage(bytes, page.starts, page.ends, localFilters)
      return toEntries(page, await lookInto(page, look))
    },
    hash: (page, field) =>
      lookInto(page, (bytes) => hashInPage(bytes, page.starts, page.ends, field)),
    dispose: () => undefined,
  }
}

/** Looks into unpacked bytes. A page that came unpacked is looked at before anybody can free it. */
async function lookInto(
  { bytes, isPacked, size }: PageBytes,
  look: (bytes: Uint8Array) => Uint32Array,
): Promise<Uint32Array> {
  if (!isPacked) return look(bytes)
  const unpacked = await unpackBytes(bytes, size)
  const found = look(unpacked)
  freeBytes(unpacked)
  return found
}

function toEntries({ order }: PageBytes, places: Uint32Array): Uint32Array {
  return order ? places.map((place) => order[place] ?? 0) : places
}

function joinPieces(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const length = ends.reduce((sum, end, piece) => sum + end - (starts[piece] ?? 0), 0)
  const joined = new Uint8Array(length)
  let at = 0
  starts.forEach((start, piece) => {
    const end = ends[piece] ?? start
    joined.set(bytes.subarray(start, end), at)
    at += end - start
  })
  return joined
}
