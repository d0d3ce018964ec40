/**
 * The hashes of entries behind the fingerprints that this browser has made, in IndexedDB. With them, a link tells exactly
 * which entries differ. There are no entries in it. Without IndexedDB, as in some private windows, nothing is kept.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import {
  comparedBytes,
  type DigestColumn,
  digestAt,
  type SealedEntries,
} from '../../evidence/seal/sealed-entries.ts'
import { listOutdated, type SealSummary } from './list-outdated.ts'

const name = 'gumshoe'
const version = 1

type KeptSchema = DBSchema & {
  seals: { key: string; value: SealSummary }
  entries: { key: string; value: SealedEntries }
}

/** The hashes that are kept, in all. */
export type KeptTotals = { seals: number; entries: number }

/** Keeps the hashes behind a fingerprint, and drops the oldest ones. Returns whether they are kept. */
export async function keepSeal(
  seal: string,
  entries: SealedEntries,
  madeMs: number,
): Promise<boolean> {
  const summary = { seal, madeMs, count: entries.times.length }
  const kept = await withDatabase(async (database) => {
    const transaction = database.transaction(['seals', 'entries'], 'readwrite')
    const seals = transaction.objectStore('seals')
    const others = (await seals.getAll()).filter((each) => each.seal !== seal)
    const outdated = listOutdated(others, summary)
    const changes = outdated.includes(seal)
      ? []
      : [seals.put(summary, seal), transaction.objectStore('entries').put(cut(entries), seal)]
    const drops = outdated.flatMap((key) => [
      seals.delete(key),
      transaction.objectStore('entries').delete(key),
    ])
    await Promise.all([...drops, ...changes, transaction.done])
    return changes.length > 0
  })
  return kept ?? false
}

/** The entries behind a fingerprint; `undefined` when this browser does not have them. */
export async function findKeptEntries(seal: string): Promise<SealedEntries | undefined> {
  const entries: unknown = await withDatabase((database) => database.get('entries', seal))
  return isSealedEntries(entries) ? entries : undefined
}

/** How much is kept; `undefined` where the browser keeps nothing. */
export function countKeptSeals(): Promise<KeptTotals | undefined> {
  return withDatabase(async (database) => {
    const seals = await database.getAll('seals')
    return { seals: seals.length, entries: seals.reduce((sum, { count }) => sum + count, 0) }
  })
}

/** Deletes all that is kept. Returns whether nothing is left. */
export async function deleteKeptSeals(): Promise<boolean> {
  const isDone = await withDatabase(async (database) => {
    const transaction = database.transaction(['seals', 'entries'], 'readwrite')
    await Promise.all([
      transaction.objectStore('seals').clear(),
      transaction.objectStore('entries').clear(),
      transaction.done,
    ])
    return true
  })
  return isDone ?? false
}

/**
 * Opens the database for one purpose. A browser without one, a full disk and a newer version of it are no errors: links
 * work without what is kept.
 */
async function withDatabase<T>(
  use: (database: IDBPDatabase<KeptSchema>) => Promise<T>,
): Promise<T | undefined> {
  let database: IDBPDatabase<KeptSchema> | undefined
  try {
    database = await openDB<KeptSchema>(name, version, {
      upgrade(created) {
        created.createObjectStore('seals')
        created.createObjectStore('entries')
      },
    })
    return await use(database)
  } catch {
    return undefined
  } finally {
    database?.close()
  }
}

/** The entries with the part of their digests that is compared. */
function cut(entries: SealedEntries): SealedEntries {
  return { ...entries, leaves: cutDigests(entries.leaves), contents: cutDigests(entries.contents) }
}

function cutDigests(digests: DigestColumn): DigestColumn {
  const count = digests.bytes.length / digests.width
  const bytes = new Uint8Array(count * comparedBytes)
  for (let index = 0; index < count; index++) {
    bytes.set(digestAt(digests, index).subarray(0, comparedBytes), index * comparedBytes)
  }
  return { bytes, width: comparedBytes }
}

/** What is read was written by this version or damaged: its columns have to have equal lengths. */
function isSealedEntries(value: unknown): value is SealedEntries {
  if (typeof value !== 'object' || value === null) return false
  const { sourceTexts, sources, times, ids, leaves, contents } = value as Partial<SealedEntries>
  if (!(times instanceof Float64Array)) return false
  const { length } = times
  return (
    Array.isArray(sourceTexts) &&
    sourceTexts.every((text) => typeof text === 'string') &&
    sources instanceof Uint16Array &&
    ids instanceof Float64Array &&
    [sources, ids].every((column) => column.length === length) &&
    [leaves, contents].every(
      (digests) =>
        digests?.bytes instanceof Uint8Array && digests.bytes.length === length * digests.width,
    )
  )
}
