import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chunkSize } from '../../columns/chunked-array.ts'
import { createRowMask } from '../../columns/row-mask.ts'
import { createTimeColumn } from '../../columns/time-column.ts'
import { is, makeRule } from '../../testing/make-rules.ts'
import { createMatchRows } from '../match-rows.ts'
import { createRuleSet } from '../rule-set.ts'
import { countAdded, type ListCounts } from './count-added.ts'

/** The rows are around the end of a chunk: those before it are near each other in time, some of those after it have no time. */
const rowCount = 60
const firstRow = chunkSize - rowCount / 2
const allRows = Array.from({ length: rowCount }, (_, at) => firstRow + at)
const startMs = Date.UTC(2026, 10, 1)
const times = createTimeColumn()
for (let row = 0; row < firstRow + rowCount; row++) {
  const ms = [row % 7, (row * row) % 4_000, row < chunkSize ? 1e6 : 1e11 + row][row % 3] ?? 0
  times.push(row >= chunkSize && row % 5 === 0 ? Number.NaN : startMs + ms)
}

const rows = fc.subarray(allRows)
/** What happens between two counts. */
const event = fc.record({
  /** Chains of pages are committed in any order, so a row may be listed after a higher one. */
  listed: fc.subarray(allRows, { maxLength: 20 }),
  searched: fc.nat(20),
  hidden: fc.option(rows, { freq: 3, nil: undefined }),
  /** Another list, another rule that matches the rows divisible by a number, and what a correlation has found anew. */
  narrowed: fc.option(rows, { freq: 2, nil: undefined }),
  divisor: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2, nil: undefined }),
  correlated: fc.option(rows, { freq: 3, nil: undefined }),
})

/** Counts rows one by one. */
function countNaively(counted: readonly number[], matched: readonly number[]) {
  const timesOf = (some: readonly number[]) =>
    some.map(times.at).filter((timeMs) => !Number.isNaN(timeMs))
  const [fromMs, toMs] = [Math.min(...timesOf(counted)), Math.max(...timesOf(counted))]
  let barMs = 1
  const barOf = (timeMs: number) => Math.floor(timeMs / barMs) - Math.floor(fromMs / barMs)
  while (barOf(toMs) >= 24) barMs *= 2
  const own = timesOf(matched)
  const length = fromMs <= toMs ? barOf(toMs) + 1 : 0
  return {
    sums: { of: counted.length, fromMs, toMs },
    ...{ count: matched.length, firstMs: Math.min(...own), lastMs: Math.max(...own) },
    bars: Array.from({ length }, (_, bar) => own.filter((each) => barOf(each) === bar).length),
  }
}

function toMatchRows(matched: readonly number[]) {
  const matches = createMatchRows()
  matches.add(matched)
  return matches
}

/** The parts of a list that are counted, as they change. */
function createList() {
  const toRules = () =>
    createRuleSet(
      [1, 2].map((number) => makeRule(number, is('action.type', 'delete'))),
      [],
    ).rules
  const own = { listed: createRowMask(), hidden: [] as readonly number[], divisor: 1 }
  const found = { rules: toRules(), to: firstRow, matches: [toMatchRows([]), toMatchRows([])] }
  return {
    change(next: typeof event extends fc.Arbitrary<infer Made> ? Made : never) {
      if (next.narrowed) own.listed = createRowMask()
      own.listed.add(Uint32Array.from([...next.listed, ...(next.narrowed ?? [])]))
      own.hidden = next.hidden ?? own.hidden
      if (next.divisor !== undefined) {
        own.divisor = next.divisor
        Object.assign(found, { rules: toRules(), to: firstRow })
        found.matches = [toMatchRows([]), toMatchRows([])]
      }
      const to = Math.min(found.to + next.searched, firstRow + rowCount)
      for (; found.to < to; found.to++)
        if (found.to % own.divisor === 0) found.matches[0]?.add([found.to])
      if (next.correlated)
        found.matches[1] = toMatchRows(next.correlated.filter((row) => row < found.to))
    },
    listed: () => own.listed,
    counted() {
      const counted = own.listed.bytes().slice()
      for (const row of own.hidden) counted[row] = 0
      return counted
    },
    rules: () => found.rules,
    matchesOf: ({ number }: { number: number }) => found.matches[number] ?? toMatchRows([]),
    searchedTo: () => found.to,
  }
}

it('counts what is new as counting all anew does', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), (events) => {
      const list = createList()
      let counts: ListCounts | undefined
      for (const each of events) {
        list.change(each)
        const listed = list.listed()
        const counted = list.counted()
        const isCounted = (row: number) => counted[row] === 1
        counts = countAdded({ times }, list, { listed, counted }, counts)
        for (const { number } of list.rules()) {
          const own = counts.byRule.get(number)
          const matched = list.matchesOf({ number }).all()
          expect({
            sums: counts.sums,
            ...{ count: own?.count, firstMs: own?.firstMs, lastMs: own?.lastMs },
            bars: [...(own?.inBars.subarray(0, own.bars.count) ?? [])],
          }).toEqual(countNaively(allRows.filter(isCounted), [...matched].filter(isCounted)))
        }
      }
    }),
    { numRuns: 300 },
  )
})
