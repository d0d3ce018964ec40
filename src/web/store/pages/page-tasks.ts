/**
 * The expensive operations on the bytes of one page: packing, unpacking, searching, filtering and hashing. They
 * depend only on their arguments, so several pages can be processed in other threads.
 */

import type { ContentFilter } from '../../../query/match-local.ts'
import type { ColumnField, LogRoleFilter } from '../columns/column-field.ts'
import type { DetectRequest } from './detect-in-page.ts'
import { findInPage } from './find-in-page.ts'
import { type HashRequest, hashEntries } from './hash-entries.ts'
import { hashInPage } from './hash-in-page.ts'
import { matchInPage } from './match-in-page.ts'
import { freeBytes, packBytes, unpackBytes } from './pack-bytes.ts'
import type { PairList } from './pair-list.ts'
import { type PairTexts, pairTexts } from './pair-texts.ts'

/** A page's bytes, packed or not, and the starts and ends of its entries in the unpacked bytes, in byte order. */
export type PageBytes = {
  bytes: Uint8Array<ArrayBuffer>
  isPacked: boolean
  /** Length of the unpacked bytes. */
  size: number
  starts: Uint32Array
  ends: Uint32Array
  /** The number of each entry in the page; absent when the bytes are in the order of the page. */
  order?: ArrayLike<number>
}

/** The operations on a page. Results identify entries by their numbers in the page. */
export type PageTasks = {
  /** Packs pieces of bytes, concatenated in the given order. */
  pack: (
    bytes: Uint8Array<ArrayBuffer>,
    starts: Uint32Array,
    ends: Uint32Array,
  ) => Promise<Uint8Array<ArrayBuffer>>
  unpack: (packed: Uint8Array<ArrayBuffer>, size: number) => Promise<Uint8Array<ArrayBuffer>>
  /** The entries that contain one of the patterns. */
  find: (page: PageBytes, patterns: readonly Uint8Array[]) => Promise<Uint32Array>
  /** The entries that pass the filters. */
  match: (
    page: PageBytes,
    localFilters: readonly ContentFilter[],
    roleFilters?: readonly LogRoleFilter[],
  ) => Promise<Uint32Array>
  /** Whether each pair of a rule and an entry matches, as 1 or 0. */
  detect: (page: PageBytes, request: DetectRequest) => Promise<Uint8Array>
  /** The two halves of the hash of a column's value, for each entry in byte order. */
  hash: (page: PageBytes, field: ColumnField) => Promise<Uint32Array>
  /** The hashes of entries, 32 bytes each, in the order of the request. */
  hashEntries: (page: PageBytes, request: HashRequest) => Promise<Uint8Array<ArrayBuffer>>
  /** Finds the pairs among the texts of two logs, by the numbers of the texts. */
  pair: (one: PairTexts, other: PairTexts) => Promise<PairList>
  dispose: () => void
}

/** Loaded with the first search by rules: it has an engine for regular expressions, as large as the rest of a store. */
let detection: typeof import('./detect-in-page.ts') | undefined

/** Runs the operations in this thread. */
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
      const find = (bytes: Uint8Array) => findInPage(bytes, page.starts, page.ends, patterns)
      return toEntries(page, await withUnpacked(page, find))
    },
    async match(page, localFilters, roleFilters) {
      const match = (bytes: Uint8Array) =>
        matchInPage(bytes, page.starts, page.ends, localFilters, roleFilters)
      return toEntries(page, await withUnpacked(page, match))
    },
    async detect(page, request) {
      // The bytes may be freed while the code is loaded.
      const own = detection ? page : { ...page, bytes: page.bytes.slice() }
      detection ??= await import('./detect-in-page.ts')
      const { detectInPage } = detection
      return withUnpacked(own, (bytes) =>
        detectInPage(bytes, page.starts, page.ends, toPositions(page, request)),
      )
    },
    hash: (page, field) =>
      withUnpacked(page, (bytes) => hashInPage(bytes, page.starts, page.ends, field)),
    hashEntries: (page, request) =>
      withUnpacked(page, (bytes) =>
        hashEntries(bytes, page.starts, page.ends, toPositions(page, request)),
      ),
    pair: async (one, other) => pairTexts(one, other),
    dispose: () => undefined,
  }
}

/** Calls `use` with the unpacked bytes. For an unpacked page it does so at once, before the bytes can be freed. */
async function withUnpacked<T>(
  { bytes, isPacked, size }: PageBytes,
  use: (bytes: Uint8Array) => T,
): Promise<T> {
  if (!isPacked) return use(bytes)
  const unpacked = await unpackBytes(bytes, size)
  const result = use(unpacked)
  freeBytes(unpacked)
  return result
}

/** Converts positions in the bytes to numbers of entries in the page. */
function toEntries({ order }: PageBytes, positions: Uint32Array): Uint32Array {
  return order ? positions.map((position) => order[position] ?? 0) : positions
}

/** Converts numbers of entries in the page to positions in the bytes. */
function toPositions<Request extends { entries: Uint32Array }>(
  { order, starts }: Pick<PageBytes, 'order' | 'starts'>,
  request: Request,
): Request {
  if (!order) return request
  const positions = new Uint32Array(starts.length)
  for (let at = 0; at < starts.length; at++) positions[order[at] ?? 0] = at
  return { ...request, entries: request.entries.map((entry) => positions[entry] ?? 0) }
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
