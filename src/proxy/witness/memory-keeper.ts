/**
 * Keeps records in the memory of this process: 20,000 of 5,000 searches at most, and each search for an hour after its last
 * use. When there are more, the principal that has most of them, of their bytes, or of searches loses the search that it
 * used longest ago, so that no principal displaces the records of others.
 */
import type { HashFunction } from '../../evidence/merkle/hash-leaf.ts'
import { createOpenRequests, type OpenRequests } from './open-requests.ts'
import { type ChainEnd, createSearchRecords, type SearchRecords } from './search-records.ts'
import type { KeptSearch, RecordDraft, SearchOwner, WitnessKeeper } from './witness-keeper.ts'

/** Limits of all searches together. */
export type MemoryLimits = {
  /** The maximum of records, and of the bytes of their canonical form. */
  maxRecords: number
  maxBytes: number
  /** The maximum of searches: each takes some 10 kB beside its records. */
  maxSearches: number
  /** The maximum of dropped searches that are still known to have been dropped. */
  maxDroppedSearches: number
}

const ownLimits: MemoryLimits = {
  maxRecords: 20_000,
  maxBytes: 32 * 1_048_576,
  maxSearches: 5_000,
  maxDroppedSearches: 10_000,
}

/** How long a search is kept after its last use, and how often those that are too old are looked for. */
const maxAgeMs = 3_600_000
const sweepMs = 60_000

type Search = { records: SearchRecords; openRequests: OpenRequests; usedMs: number }

/** The searches of one principal, the one that was used longest ago first; how many records they have, and their bytes. */
type PrincipalSearches = { searches: Map<string, Search>; count: number; bytes: number }

type Memory = {
  now: () => number
  hash: HashFunction
  limits: MemoryLimits
  principals: Map<string, PrincipalSearches>
  /** Where the chains of dropped searches ended, the one that was dropped first at the beginning. */
  droppedSearches: Map<string, { chainEnd: ChainEnd; usedMs: number }>
  /** How many records there are, their bytes, and how many searches. */
  count: number
  bytes: number
  searches: number
  sweptMs: number
}

/** Creates an empty keeper; `now` is in milliseconds since the epoch. */
export function createMemoryKeeper(
  now: () => number,
  hash: HashFunction,
  limits: MemoryLimits = ownLimits,
): WitnessKeeper {
  const memory: Memory = {
    ...{ now, hash, limits, count: 0, bytes: 0, searches: 0, sweptMs: now() },
    principals: new Map(),
    droppedSearches: new Map(),
  }
  return {
    begin(owner, requestId) {
      sweep(memory)
      const search = use(memory, owner) ?? create(memory, owner)
      search.openRequests.begin(requestId)
    },
    end(owner, requestId, draft) {
      // It is missing when it was dropped meanwhile.
      const search = use(memory, owner) ?? create(memory, owner)
      try {
        if (draft) add(memory, owner, search, draft)
      } finally {
        search.openRequests.end(requestId)
      }
      if (search.records.count() === 0 && search.openRequests.isEmpty()) drop(memory, owner)
      for (let kind = findExcess(memory); kind; kind = findExcess(memory)) dropOldest(memory, kind)
    },
    async read(owner) {
      sweep(memory)
      const search = use(memory, owner)
      if (!search) return findDropped(memory, owner)
      await search.openRequests.settle()
      return search.records.keep()
    },
    seal(owner, signed) {
      const search = use(memory, owner)
      search?.records.seal(signed)
      return search?.records.keep()
    },
  }
}

/** The search, which becomes the one that was used last. */
function use({ principals, now }: Memory, { principal, searchId }: SearchOwner) {
  const searches = principals.get(principal)?.searches
  const search = searches?.get(searchId)
  if (!search) return undefined
  search.usedMs = now()
  searches?.delete(searchId)
  searches?.set(searchId, search)
  return search
}

function create(memory: Memory, owner: SearchOwner): Search {
  const { principals, droppedSearches, hash, now } = memory
  const { principal, searchId } = owner
  const own = principals.get(principal) ?? {
    searches: new Map<string, Search>(),
    count: 0,
    bytes: 0,
  }
  principals.set(principal, own)
  const key = toKey(owner)
  const chainEnd = droppedSearches.get(key)?.chainEnd
  droppedSearches.delete(key)
  const records = createSearchRecords(hash, chainEnd && { chainEnd, records: [], heads: [] })
  const search = { records, openRequests: createOpenRequests(), usedMs: now() }
  own.searches.set(searchId, search)
  memory.searches++
  return search
}

function add(
  memory: Memory,
  { principal }: SearchOwner,
  { records }: Search,
  draft: RecordDraft,
): void {
  const own = memory.principals.get(principal)
  const before = records.bytes()
  if (!own || !records.add(draft)) return
  const added = records.bytes() - before
  own.count++
  own.bytes += added
  memory.count++
  memory.bytes += added
}

function remove(memory: Memory, { principal, searchId }: SearchOwner): Search | undefined {
  const own = memory.principals.get(principal)
  const search = own?.searches.get(searchId)
  if (!own || !search) return undefined
  own.searches.delete(searchId)
  memory.searches--
  own.count -= search.records.count()
  own.bytes -= search.records.bytes()
  if (own.searches.size === 0) memory.principals.delete(principal)
  memory.count -= search.records.count()
  memory.bytes -= search.records.bytes()
  return search
}

/** Drops the records of a search, and remembers that it had some. */
function drop(memory: Memory, owner: SearchOwner): void {
  const { droppedSearches, limits, now } = memory
  const records = remove(memory, owner)?.records
  if (!records) return
  const { dropped, ...rest } = records.chainEnd()
  const chainEnd = { ...rest, dropped: dropped + records.count() }
  if (chainEnd.last === 0 && chainEnd.dropped === 0) return
  droppedSearches.set(toKey(owner), { chainEnd, usedMs: now() })
  const [oldest] = droppedSearches.keys()
  if (droppedSearches.size > limits.maxDroppedSearches && oldest) droppedSearches.delete(oldest)
}

const sizeOf = {
  count: ({ count }: PrincipalSearches) => count,
  bytes: ({ bytes }: PrincipalSearches) => bytes,
  searches: ({ searches }: PrincipalSearches) => searches.size,
} as const

/** What there is too much of. */
function findExcess({ count, bytes, searches, limits }: Memory): keyof typeof sizeOf | undefined {
  if (bytes > limits.maxBytes) return 'bytes'
  if (count > limits.maxRecords) return 'count'
  return searches > limits.maxSearches ? 'searches' : undefined
}

/** Drops the oldest search of the principal that has most of a kind. */
function dropOldest(memory: Memory, kind: keyof typeof sizeOf): void {
  const size = sizeOf[kind]
  const [principal, own] = [...memory.principals].reduce((a, b) =>
    size(b[1]) > size(a[1]) ? b : a,
  )
  const [searchId] = own.searches.keys()
  if (searchId !== undefined) drop(memory, { principal, searchId })
}

/** Forgets what is too old. */
function sweep(memory: Memory): void {
  const { now, principals, droppedSearches } = memory
  // Differences are absolute, so that a clock that was set back makes nothing immortal.
  if (Math.abs(now() - memory.sweptMs) < sweepMs) return
  memory.sweptMs = now()
  const isTooOld = ({ usedMs }: { usedMs: number }) => Math.abs(now() - usedMs) >= maxAgeMs
  for (const [key, dropped] of droppedSearches) if (isTooOld(dropped)) droppedSearches.delete(key)
  for (const [principal, { searches }] of [...principals]) {
    for (const [searchId, search] of [...searches]) {
      if (isTooOld(search) && search.openRequests.isEmpty()) remove(memory, { principal, searchId })
    }
  }
}

function findDropped({ droppedSearches }: Memory, owner: SearchOwner): KeptSearch | undefined {
  const found = droppedSearches.get(toKey(owner))
  return found && { records: [], heads: [], dropped: found.chainEnd.dropped }
}

/** The id of a search has no space, so two owners never have the same key. */
function toKey({ principal, searchId }: SearchOwner): string {
  return `${searchId} ${principal}`
}
