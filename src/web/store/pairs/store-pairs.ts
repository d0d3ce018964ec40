/** The pairs of a store: of each two sources that are counterparts. */
import type { RowMask } from '../columns/row-mask.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { getTableSource, type TableSource } from '../list/table-source.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { isCertain, type PairList } from '../pages/pair-list.ts'
import type { Counterparts, PairSummary, Partners, StoredPair } from '../stored-pair.ts'
import { createSourcePairs, type SourcePairs } from './pair-sources.ts'

/** What the store knows of pairs. */
export type StorePairs = {
  /** Finds the pairs of the listed rows. Another call waits for the end of the one before. */
  find: (listed: () => Promise<RowMask>) => Promise<void>
  /** Shows what `find` found. */
  resolve: () => readonly PairSummary[]
  /** The pairs of rows, as they were when `resolve` was called; nothing in a store without counterparts. */
  listPairs: (rows: Uint32Array) => readonly (StoredPair | undefined)[] | undefined
  /** The partners of rows, for many rows at once. */
  listPartners: (rows: Uint32Array) => Partners
  lists: () => readonly PairList[]
  /** Whether a source is the first or the second of two counterparts. */
  sideOf: (source: TableSource) => 'first' | 'second' | undefined
  stop: () => void
}

/** Starts without pairs. Throws for an unknown source, and for one that has two counterparts. */
export function createStorePairs(
  table: EntryTable,
  tasks: PageTasks,
  counterparts: Counterparts,
): StorePairs {
  const all = counterparts.map(([first, second]) =>
    createSourcePairs(
      table,
      tasks,
      getTableSource(table.sources, first),
      getTableSource(table.sources, second),
    ),
  )
  const bySource = toBySource(all)
  const controller = new AbortController()
  let last: Promise<unknown> = Promise.resolve()

  function findPair(row: number): StoredPair | undefined {
    const pair = bySource.get(table.sourceOf(row).number)?.pairs.index().find(row)
    return pair && { ...pair, source: table.sourceOf(pair.row).id }
  }

  const listPairLists = () =>
    all.flatMap((pairs) => pairs.index().slices.map((slice) => slice.pairs))

  async function findAll(listed: () => Promise<RowMask>): Promise<void> {
    const rows = await listed()
    for (const pairs of all) pairs.addListed(rows)
    for (const pairs of all) await pairs.findChanged(controller.signal)
  }

  return {
    find(listed) {
      const run = () => findAll(listed)
      const result = last.then(run, run)
      last = result.catch(() => undefined)
      return result
    },
    resolve() {
      for (const pairs of all) pairs.resolve()
      return all.map((pairs) => pairs.summary())
    },
    listPairs: (rows) => (all.length > 0 ? Array.from(rows, findPair) : undefined),
    listPartners: (rows) => listPartners(listPairLists(), rows),
    lists: listPairLists,
    sideOf: (source) => bySource.get(source.number)?.side,
    stop: () => controller.abort(),
  }
}

/** Goes through all pairs once: looking up each row would take longer for the rows of a whole list. */
function listPartners(lists: readonly PairList[], rows: Uint32Array): Partners {
  const length = rows.reduce((last, row) => Math.max(last, row), -1) + 1
  const partners = new Int32Array(length).fill(-1)
  const certain = new Uint8Array(length)
  for (const list of lists) {
    for (const [at, one] of list.ones.entries()) {
      const other = list.others[at] ?? 0
      const mark = isCertain(list, at) ? 1 : 0
      // Writing beyond the end of a typed array does nothing.
      partners[one] = other
      partners[other] = one
      certain[one] = mark
      certain[other] = mark
    }
  }
  return {
    rows: Int32Array.from(rows, (row) => partners[row] ?? -1),
    certain: Uint8Array.from(rows, (row) => certain[row] ?? 0),
  }
}

function toBySource(all: readonly SourcePairs[]) {
  const bySource = new Map<number, { pairs: SourcePairs; side: 'first' | 'second' }>()
  for (const pairs of all) {
    for (const side of ['first', 'second'] as const) {
      const { id, number } = pairs[side]
      if (bySource.has(number)) throw new RangeError(`The source ${id} has two counterparts.`)
      bySource.set(number, { pairs, side })
    }
  }
  return bySource
}
