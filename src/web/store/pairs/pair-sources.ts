/** Finds the pairs of two sources, slice by slice of their time, and again only where entries were added. */
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import {
  filterPairs,
  isCertain,
  type PairList,
  packPairs,
  renumberPairs,
} from '../pages/pair-list.ts'
import { readAllTexts } from '../pages/read-texts.ts'
import type { PairSummary } from '../stored-pair.ts'
import { createPairIndex, type PairIndex, pairReachMs } from './pair-index.ts'
import { resolveClaims } from './resolve-claims.ts'
import { createTimeSlices, type TimeSlice } from './time-slices.ts'

/** The pairs of two sources. */
export type SourcePairs = {
  first: TableSource
  second: TableSource
  /** Takes in the rows that were added to the list. */
  addListed: (listed: RowMask) => void
  /** Finds the pairs of slices that changed. May be stopped; the next call continues. */
  findChanged: (signal: AbortSignal) => Promise<void>
  /** Makes what was found the answer of `index` and `summary`. */
  resolve: () => void
  index: () => PairIndex
  summary: () => PairSummary
}

/** About 50 ms of work for a page worker. Pairs are as good in small slices as in large ones. */
const maxRows = 2_000
const minMs = 2 ** 14
/** The entries within reach of a slice decide together with those within their own reach. */
const nearMs = 2 * pairReachMs
/** Maximum number of slices whose texts are in memory at a time. */
const maxInFlight = 4

/** Starts without pairs. */
export function createSourcePairs(
  table: EntryTable,
  tasks: PageTasks,
  first: TableSource,
  second: TableSource,
): SourcePairs {
  const timeAt = table.times.at
  const slices = createTimeSlices<PairList>({ timeAt, maxRows, minMs, nearMs })
  const seen = createRowMask()
  const counts = { first: 0, second: 0 }
  let index = createPairIndex([], timeAt)

  function listUnseen(source: TableSource, listed: RowMask): Uint32Array {
    const rows: number[] = []
    for (const { from, to } of table.rangesOf(source)) {
      const end = Math.min(to, listed.length())
      for (let row = from; row < end; row++) {
        if (listed.has(row) && !seen.has(row)) rows.push(row)
      }
    }
    return Uint32Array.from(rows)
  }

  async function pairSlice(slice: TimeSlice<PairList>): Promise<PairList> {
    const rows = slices.listNear(slice)
    const ones = rows.filter((row) => table.sourceOf(row) === first)
    const others = rows.filter((row) => table.sourceOf(row) === second)
    if (ones.length === 0 || others.length === 0) return packPairs([])
    const read = async ({ dataset }: TableSource, own: readonly number[]) => ({
      datasetId: dataset.id,
      texts: await readAllTexts(table.archive, Uint32Array.from(own)),
    })
    const found = renumberPairs(
      await tasks.pair(await read(first, ones), await read(second, others)),
      (one) => ones[one] ?? 0,
      (other) => others[other] ?? 0,
    )
    const own = new Set(slice.rows)
    return filterPairs(found, (at) => own.has(found.ones[at] ?? -1))
  }

  return {
    first,
    second,
    addListed(listed) {
      const ones = listUnseen(first, listed)
      const others = listUnseen(second, listed)
      counts.first += ones.length
      counts.second += others.length
      for (const rows of [ones, others]) {
        seen.add(rows)
        slices.add(rows.filter((row) => !Number.isNaN(timeAt(row))))
      }
    },
    async findChanged(signal) {
      const changed = slices.list().filter(({ result }) => result === undefined)
      const queue = changed.values()
      async function pairQueued(): Promise<void> {
        for (const slice of queue) {
          if (signal.aborted) return
          slice.result = await pairSlice(slice)
          // Without a worker, other answers would wait until the end.
          await new Promise((resolve) => setTimeout(resolve))
        }
      }
      await Promise.all(Array.from({ length: maxInFlight }, pairQueued))
    },
    resolve() {
      const found = slices
        .list()
        .flatMap(({ fromMs, toMs, result }) => (result ? [{ fromMs, toMs, pairs: result }] : []))
      index = createPairIndex(resolveClaims(found, timeAt), timeAt)
    },
    index: () => index,
    summary: () => summarize(index, first, second, counts),
  }
}

function summarize(
  { slices }: PairIndex,
  first: TableSource,
  second: TableSource,
  counts: { first: number; second: number },
): PairSummary {
  let pairs = 0
  let certain = 0
  for (const { pairs: list } of slices) {
    pairs += list.ones.length
    for (let at = 0; at < list.ones.length; at++) if (isCertain(list, at)) certain++
  }
  return {
    ...{ first: first.id, second: second.id },
    pairs,
    onlyFirst: counts.first - pairs,
    onlySecond: counts.second - pairs,
    certain,
    likely: pairs - certain,
  }
}
