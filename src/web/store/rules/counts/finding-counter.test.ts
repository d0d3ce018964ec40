import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../../catalog/index.ts'
import { createColumnEntryStore } from '../../column-entry-store.ts'
import { createRowMask } from '../../columns/row-mask.ts'
import { createTimeColumn } from '../../columns/time-column.ts'
import type { EntryStore, StoreSource, StoreView } from '../../entry-store.ts'
import type { Finding, Findings } from '../../findings.ts'
import { is, makeRule, toRuleId } from '../../testing/make-rules.ts'
import { toPageBytes } from '../../testing/page-bytes.ts'
import { createMatchRows } from '../match-rows.ts'
import { createRuleSet } from '../rule-set.ts'
import { createFindingCounter } from './finding-counter.ts'

type Made = { type: string; second: number | undefined; isShown: boolean }

const startMs = Date.UTC(2026, 10, 1)
const toMs = (second: number) => startMs + second * 1_000
const toTime = (second: number) => new Date(toMs(second)).toISOString()

/** A few seconds, so that several entries have the same time, or some that are far apart; or no time. */
const second = fc.option(fc.oneof(fc.nat(5), fc.nat(9_000_000)), { nil: undefined, freq: 8 })
const made = fc.record({
  type: fc.constantFrom('delete', 'create', 'update'),
  second,
  isShown: fc.boolean(),
})
/** A page, what happens before it is added, and the view of the list from then on. */
const step = fc.record({
  page: fc.array(made, { minLength: 1, maxLength: 12 }),
  source: fc.constantFrom('one', 'other'),
  at: fc.constantFrom('start' as const, 'end' as const),
  /** Whether the page is added together with the next one, after it. */
  isLate: fc.boolean(),
  view: fc.option(fc.record({ isFiltered: fc.boolean(), isHidden: fc.boolean() }), {
    nil: undefined,
  }),
  /** The types that the rules search from now on. */
  types: fc.option(
    fc.constantFrom(['delete', 'create'], ['create', 'delete'], ['update', 'create']),
    {
      nil: undefined,
    },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never
/** What is compared. */
type Counts = Pick<Findings, 'searched' | 'of' | 'fromMs' | 'toMs' | 'news'> & {
  findings: readonly Pick<Finding, 'rule' | 'count' | 'shown' | 'firstMs' | 'lastMs' | 'bars'>[]
}
type Entry = Made & { source: string }

/** Counts entries one by one. */
function countNaively(
  counted: readonly Entry[],
  types: readonly string[],
  isFiltered: boolean,
): Counts {
  const timesOf = (some: readonly Made[]) =>
    some.flatMap((each) => (each.second === undefined ? [] : [toMs(each.second)]))
  const times = timesOf(counted)
  const [fromMs, lastMs] = [Math.min(...times), Math.max(...times)]
  let barMs = 1
  const barOf = (timeMs: number) => Math.floor(timeMs / barMs) - Math.floor(fromMs / barMs)
  while (barOf(lastMs) >= 24) barMs *= 2
  const findings = types.map((type, at) => {
    const own = counted.filter((each) => each.type === type)
    const ownTimes = timesOf(own)
    const bars = Array.from({ length: times.length > 0 ? barOf(lastMs) + 1 : 0 }, () => 0)
    for (const timeMs of ownTimes) bars[barOf(timeMs)] = (bars[barOf(timeMs)] ?? 0) + 1
    return {
      ...{ rule: toRuleId(at + 1), count: own.length, bars },
      shown: own.filter(({ isShown }) => isShown || !isFiltered).length,
      ...(ownTimes.length > 0 && { firstMs: Math.min(...ownTimes), lastMs: Math.max(...ownTimes) }),
    }
  })
  const { length } = counted
  return {
    searched: length,
    of: length,
    ...(times.length > 0 && { fromMs, toMs: lastMs }),
    findings,
  }
}

function toCounts({ searched, of, fromMs, toMs, news, findings }: Findings): Counts {
  return {
    ...{ searched, of, fromMs, toMs, news },
    findings: findings.map(({ rule, count, shown, firstMs, lastMs, bars }) => ({
      ...{ rule, count, shown, firstMs, lastMs, bars },
    })),
  }
}

const sources: readonly StoreSource[] = ['one', 'other'].map((id) => ({
  ...{ id, dataset: getDataset('account-audit-logs-v2') },
}))
const isId = {
  kind: 'field',
  pointer: '/id',
  text: 'shown',
  mode: 'include',
  isExact: false,
} as const

function toView({ isFiltered, isHidden }: NonNullable<Step['view']>): StoreView {
  return {
    localFilters: isFiltered ? { one: [isId], other: [isId] } : {},
    hidden: isHidden ? ['other'] : [],
  }
}

/** Stages the page of a step, and returns a function that adds it to the list. */
async function stage(store: EntryStore, { page, source, at }: Step, chain: number) {
  const texts = page.map(({ type, second, isShown }, number) =>
    JSON.stringify({
      id: `${isShown ? 'shown' : 'other'} ${chain} ${number}`,
      action: { type, ...(second !== undefined && { time: toTime(second) }) },
    }),
  )
  const { ticket, problem } = await store.stage(toPageBytes(texts), chain, source)
  if (problem) throw new Error(problem.kind)
  return () => store.commit([[ticket]], { at, direction: 'desc' })
}

describe('the counts of what rules found', () => {
  it('are those of the entries one by one, after each change of a list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        const store = createColumnEntryStore(sources)
        const entries: Entry[] = []
        let types: readonly string[] = ['delete', 'create']
        let view = { isFiltered: false, isHidden: false }
        const setTypes = (next: readonly string[]) => {
          types = next
          return store.setRules(types.map((type, at) => makeRule(at + 1, is('action.type', type))))
        }
        await setTypes(types)
        const check = async () => {
          const { isFiltered, isHidden } = view
          const counted = entries.filter(({ source }) => !isHidden || source === 'one')
          expect(toCounts(await store.detect())).toEqual(countNaively(counted, types, isFiltered))
        }
        let addLate: (() => Promise<void>) | undefined
        for (const [chain, each] of steps.entries()) {
          const commit = await stage(store, each, chain)
          const add = async () => {
            await commit()
            entries.push(...each.page.map((one) => ({ ...one, source: each.source })))
            await check()
          }
          if (!each.isLate) await add()
          await addLate?.()
          addLate = each.isLate ? add : undefined
          if (each.view) {
            view = each.view
            await store.setView(toView(view))
          }
          if (each.types) await setTypes(each.types)
          await check()
        }
        store.dispose()
      }),
      { numRuns: 200 },
    )
  })

  it('need only the matches in rows that were added since the call before', () => {
    const times = createTimeColumn()
    const listed = createRowMask()
    const matches = createMatchRows()
    const asked: number[] = []
    const countBelow = (row: number) => {
      asked.push(row)
      return matches.countBelow(row)
    }
    const spied = { ...matches, countBelow }
    const { rules } = createRuleSet([makeRule(1, is('action.type', 'delete'))], [])
    const none = { findCorrelated: () => undefined, isProductSeen: () => true }
    const baseline = { isSet: () => false, rowsOf: () => matches, termsOf: () => undefined }
    const count = createFindingCounter(
      { times, sources: [], rangesOf: () => [] },
      {
        ...{ ...none, baseline, rules: () => rules, matchesOf: () => spied },
        searchedTo: times.length,
      },
    )
    const add = (rows: readonly number[]) => {
      for (const row of rows) times.push(toMs(row))
      listed.add(Uint32Array.from(rows))
      matches.add(rows)
      asked.length = 0
      return count({ listed, shown: listed, hidden: [], findJoined: () => undefined })
    }
    expect(add([0, 1, 2]).findings).toMatchObject([{ count: 3 }])
    expect(add([3, 4]).findings).toMatchObject([{ count: 5 }])
    expect(asked).toEqual([3, 5])
  })
})
