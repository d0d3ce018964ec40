/**
 * The heavy work on one page's bytes: packing, unpacking, and looking into packed ones. It needs nothing
 * but its arguments, so that several pages can be in other threads' hands.
 */

import type { LocalFilter } from '../../query/log-query.ts'
import { findInPage } from './find-in-page.ts'
import { matchInPage } from './match-in-page.ts'
import { freeBytes, packBytes, unpackBytes } from './pack-bytes.ts'

/** A page's bytes, packed or not, and where its entries start and end in the unpacked ones. */
export type PageBytes = {
  bytes: Uint8Array<ArrayBuffer>
  isPacked: boolean
  /** Length of the unpacked bytes. */
  size: number
  starts: Uint32Array
  ends: Uint32Array
}

/** What can be done with a page. Entries are told by their numbers in the page. */
export type PageLabor = {
  pack: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
  unpack: (packed: Uint8Array<ArrayBuffer>, size: number) => Promise<Uint8Array<ArrayBuffer>>
  /** The entries that contain one of the patterns. */
  find: (page: PageBytes, patterns: readonly Uint8Array[]) => Promise<Uint32Array>
  /** The entries that pass the filters. */
  match: (page: PageBytes, localFilters: readonly LocalFilter[]) => Promise<Uint32Array>
  dispose: () => void
}

/** The work done in this thread. */
export function createPageLabor(): PageLabor {
  return {
    pack: packBytes,
    unpack: unpackBytes,
    find: (page, patterns) =>
      usePlain(page, (bytes) => findInPage(bytes, page.starts, page.ends, patterns)),
    match: (page, localFilters) =>
      usePlain(page, (bytes) => matchInPage(bytes, page.starts, page.ends, localFilters)),
    dispose: () => undefined,
  }
}

/** Looks into unpacked bytes. Those of an unpacked page are looked at before anybody else can free them. */
async function usePlain<T>(
  { bytes, isPacked, size }: PageBytes,
  look: (bytes: Uint8Array) => T,
): Promise<T> {
  if (!isPacked) return look(bytes)
  const unpacked = await unpackBytes(bytes, size)
  const seen = look(unpacked)
  freeBytes(unpacked)
  return seen
}
