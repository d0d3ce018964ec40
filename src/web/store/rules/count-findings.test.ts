import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import { onlySource } from '../entry-store.ts'
import type { Finding } from '../findings.ts'
import { is, makeRule, toRuleId } from '../testing/make-rules.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

type Made = { type: string; second: number | undefined; isShown: boolean }
type Counts = Pick<Finding, 'count' | 'shown' | 'firstMs' | 'lastMs' | 'bars'>

const startMs = Date.UTC(2026, 10, 1)
const toMs = (second: number) => startMs + second * 1_000
const barCount = 24

/** A few seconds, so that several entries have the same time, or some that are far apart; or no time. */
const second = fc.option(fc.oneof(fc.nat(5), fc.nat(9_000_000)), { nil: undefined, freq: 8 })
const made = fc.record({
  type: fc.constantFrom('delete', 'create', 'update'),
  second,
  isShown: fc.boolean(),
})

const toCounts = ({ count, shown, firstMs, lastMs, bars }: Counts): Counts => ({
  ...{ count, shown, bars },
  ...(firstMs !== undefined && { firstMs }),
  ...(lastMs !== undefined && { lastMs }),
})

/** Counts the entries of a type one by one. */
function countNaively(all: readonly Made[], type: string, isFiltered: boolean): Counts {
  const timesOf = (some: readonly Made[]) =>
    some.flatMap((each) => (each.second === undefined ? [] : [toMs(each.second)]))
  const fromMs = Math.min(...timesOf(all))
  const barMs = (Math.max(...timesOf(all)) - fromMs || 1) / barCount
  const own = all.filter((each) => each.type === type)
  const times = timesOf(own)
  const bars = Array.from({ length: barCount }, () => 0)
  for (const timeMs of times) {
    const bar = Math.min(Math.floor((timeMs - fromMs) / barMs), barCount - 1)
    bars[bar] = (bars[bar] ?? 0) + 1
  }
  return {
    count: own.length,
    shown: own.filter(({ isShown }) => isShown || !isFiltered).length,
    ...(times.length > 0 && { firstMs: Math.min(...times), lastMs: Math.max(...times) }),
    bars,
  }
}

describe('the counts of what rules found', () => {
  it('are those of the entries one by one', async () => {
    const pages = fc.array(fc.array(made, { minLength: 1, maxLength: 12 }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(pages, fc.boolean(), async (pages, isFiltered) => {
        const source = { id: onlySource, dataset: getDataset('account-audit-logs-v2') }
        const store = createColumnEntryStore([source])
        await store.setRules([
          makeRule(1, is('action.type', 'delete')),
          makeRule(2, is('action.type', 'create')),
        ])
        if (isFiltered) {
          const filter = { kind: 'field', pointer: '/id', text: 'shown' } as const
          const include = { ...filter, mode: 'include', isExact: false } as const
          await store.setView({ localFilters: { [onlySource]: [include] } })
        }
        for (const [chain, page] of pages.entries()) {
          const texts = page.map(({ type, second, isShown }, at) =>
            JSON.stringify({
              id: `${isShown ? 'shown' : 'other'} ${chain} ${at}`,
              action: { type, ...(second !== undefined && { time: toTime(second) }) },
            }),
          )
          const { ticket, problem } = await store.stage(toPageBytes(texts), chain, onlySource)
          if (problem) throw new Error(problem.kind)
          await store.commit([[ticket]], { at: 'end', direction: 'desc' })
          const { findings } = await store.detect()
          const all = pages.slice(0, chain + 1).flat()
          expect(findings.map(({ rule, ...each }) => [rule, toCounts(each)])).toEqual([
            [toRuleId(1), countNaively(all, 'delete', isFiltered)],
            [toRuleId(2), countNaively(all, 'create', isFiltered)],
          ])
        }
        store.dispose()
      }),
      { numRuns: 100 },
    )
  })
})

const toTime = (second: number) => new Date(toMs(second)).toISOString()
