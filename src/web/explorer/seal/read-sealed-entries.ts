/** Reads what a fingerprint is made of from the store: sources, times and hashes of entries. */
import type { DigestColumn, LeafEntries } from '../../../evidence/seal/sealed-entries.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { hashBytes } from '../../store/page-leaves.ts'
import type { OnStep } from './run-steps.ts'

/** The part of a store that is read. */
export type HashedStore = Pick<
  EntryStore,
  'listRows' | 'sourcesOf' | 'keysOf' | 'leafHashes' | 'contentHashes'
>

/** So few that a cancelled reading ends soon, and so many that pages are not unpacked over and over. */
const rowsAtOnce = 10_000

/**
 * Reads the entries of these rows without their contents; `sourceTexts` has the texts of the sources of the store in their order. Reports
 * rows. Rejects with the signal's reason when it is aborted.
 */
export async function readLeafEntries(
  store: HashedStore,
  rows: Uint32Array,
  sourceTexts: readonly string[],
  onStep: OnStep,
  signal: AbortSignal,
): Promise<LeafEntries> {
  const { length } = rows
  const entries = {
    sourceTexts,
    sources: new Uint16Array(length),
    times: new Float64Array(length),
    ids: new Float64Array(length),
    leaves: { bytes: new Uint8Array(length * hashBytes), width: hashBytes },
  }
  for (let from = 0; from < length; from += rowsAtOnce) {
    signal.throwIfAborted()
    const some = rows.slice(from, from + rowsAtOnce)
    const [sources, keys, leaves] = await Promise.all([
      store.sourcesOf(some),
      store.keysOf(some),
      store.leafHashes(some, signal),
    ])
    entries.sources.set(sources, from)
    entries.times.set(keys.times, from)
    entries.ids.set(keys.ids, from)
    entries.leaves.bytes.set(leaves, from * hashBytes)
    onStep(some.length)
  }
  return entries
}

/** Reads the hashes of the contents of these rows. Reports and rejects as `readLeafEntries`. */
export async function readContents(
  store: HashedStore,
  rows: Uint32Array,
  onStep: OnStep,
  signal: AbortSignal,
): Promise<DigestColumn> {
  const bytes = new Uint8Array(rows.length * hashBytes)
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    signal.throwIfAborted()
    const some = rows.slice(from, from + rowsAtOnce)
    bytes.set(await store.contentHashes(some, signal), from * hashBytes)
    onStep(some.length)
  }
  return { bytes, width: hashBytes }
}
