/**
 * Caches the entries near the screen, because the store is asynchronous. Requests visible entries at once and the
 * neighboring ones after the next frame, and drops those that are far away.
 */
import type { EntryStore, StoredEntry } from '../../store/entry-store.ts'
import { rowsAtOnce } from '../../store/entry-transfer.ts'

/** Where entries come from: the part of the store that the table uses. */
export type RowSource = Pick<EntryStore, 'rows' | 'get' | 'seek'> &
  Partial<Pick<EntryStore, 'changes'>>

/** Maximum number of cached blocks, about 6,000 entries. With fewer, the garbage collector runs more often in a fling. */
const maxBlocks = 96
/** Maximum number of pending requests, so that a jump does not wait for those of a fling. */
const maxPending = 3

/** The loaded entries. */
export type RowCache = {
  get: (index: number) => StoredEntry | undefined
  /** Sets the rows on the screen, up to, not including, `to`, and requests those and their neighbors. */
  want: (from: number, to: number) => void
  /** Sets the number of entries in the list. */
  grow: (size: number) => void
  /** Requests all entries again, because they may have other rules; the old ones are there meanwhile. */
  reload: () => void
}

/** Block numbers of the rows on the screen. */
function listSeen(from: number, to: number): number[] {
  if (to <= from) return []
  const first = Math.floor(from / rowsAtOnce)
  const last = Math.floor((to - 1) / rowsAtOnce)
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** Block numbers of the rows on the screen, then two in the direction of scrolling and one behind. */
function listNeeded(from: number, to: number, isUpward: boolean): number[] {
  const seen = listSeen(from, to)
  const [first = 0, last = 0] = [seen[0], seen.at(-1)]
  const near = isUpward ? [first - 1, first - 2, last + 1] : [last + 1, last + 2, first - 1]
  return seen.length > 0 ? [...seen, ...near.filter((block) => block >= 0)] : []
}

/**
 * Creates a cache. `onArrive` is called when entries have loaded, for the first time or again; `afterFrame` defers work
 * until a frame is drawn. `firstEntries` are those of the first block, if they are there already.
 */
export function createRowCache(
  source: Pick<RowSource, 'rows'>,
  onArrive: (isReloaded: boolean) => void,
  afterFrame: (work: () => void) => void,
  firstEntries: readonly StoredEntry[] = [],
): RowCache {
  const blocks = new Map<number, readonly StoredEntry[]>(
    firstEntries.length > 0 ? [[0, firstEntries]] : [],
  )
  const pending = new Set<number>()
  /** Blocks that were requested before the last reload. */
  const outdated = new Set<number>()
  let size = 0
  let wanted = { from: 0, to: 0 }
  let isUpward = false
  let isDeferred = false

  const lengthOf = (block: number) => Math.min(rowsAtOnce, size - block * rowsAtOnce)
  const isMissing = (block: number) =>
    lengthOf(block) > 0 &&
    (outdated.has(block) || (blocks.get(block)?.length ?? 0) < lengthOf(block)) &&
    !pending.has(block)

  /** Otherwise the store and this page would compete for the processor before the frame is drawn. */
  function deferRequests(): void {
    if (isDeferred) return
    isDeferred = true
    afterFrame(() => {
      isDeferred = false
      request()
    })
  }

  function request(needed = listNeeded(wanted.from, wanted.to, isUpward)): void {
    for (const block of needed) {
      if (pending.size >= maxPending) return
      if (!isMissing(block)) continue
      pending.add(block)
      const isReloaded = outdated.delete(block)
      const from = block * rowsAtOnce
      source.rows(from, from + lengthOf(block)).then(
        (entries) => {
          pending.delete(block)
          blocks.set(block, entries)
          dropFarthest(blocks, wanted)
          onArrive(isReloaded)
          request()
        },
        // A disposed store rejects; its table is removed as well.
        () => pending.delete(block),
      )
    }
  }

  return {
    get: (index) => blocks.get(Math.floor(index / rowsAtOnce))?.[index % rowsAtOnce],
    want(from, to) {
      if (from === wanted.from && to === wanted.to) return
      isUpward = from < wanted.from
      wanted = { from, to }
      request(listSeen(from, to))
      deferRequests()
    },
    reload() {
      for (const block of [...blocks.keys(), ...pending]) outdated.add(block)
      request()
    },
    grow(next) {
      if (next === size) return
      size = next
      request()
    },
  }
}

/** Drops the block that is farthest from the rows on the screen when there are too many. */
function dropFarthest(
  blocks: Map<number, readonly StoredEntry[]>,
  { from, to }: { from: number; to: number },
): void {
  if (blocks.size <= maxBlocks) return
  const middle = (from + to) / 2 / rowsAtOnce
  const [farthest] = [...blocks.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
  if (farthest !== undefined) blocks.delete(farthest)
}
