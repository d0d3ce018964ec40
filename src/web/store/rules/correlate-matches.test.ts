import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { CorrelationRule } from '../../../detection/rule.ts'
import { createRowMask } from '../columns/row-mask.ts'
import { onlySource } from '../entry-store.ts'
import { createEntryTable } from '../list/entry-table.ts'
import { createPageTasks } from '../pages/page-tasks.ts'
import { is, makeCorrelation, makeRule, toRuleId } from '../testing/make-rules.ts'
import { correlateMatches } from './correlate-matches.ts'
import { createMatchRows } from './match-rows.ts'
import { createRuleSet } from './rule-set.ts'

const source = { id: onlySource, dataset: getDataset('account-audit-logs-v2') }
const [first, second] = [1, 2].map((number) => makeRule(number, is('action.type', 'update')))
const rules = [first, second].flatMap((rule) => rule ?? [])
const steps = { rules: [toRuleId(1), toRuleId(2)], groupBy: ['actor.id'] }
const newAddress = { rules: [toRuleId(1)], groupBy: ['actor.id'], field: 'actor.ip_address' }

/** Correlates by one rule where the rules 1 and 2 match these rows, all of one actor. Tells of which rows values were read. */
async function correlateBy(
  more: Partial<CorrelationRule>,
  matches: readonly (readonly number[])[],
  known?: ReadonlySet<string>,
  listedRows: readonly number[] = matches.flat(),
) {
  const table = createEntryTable([source], createPageTasks())
  table.times.push(1_000)
  table.times.push(2_000)
  const set = createRuleSet([...rules, makeCorrelation(3, more)], table.sources)
  const read: number[] = []
  const search = {
    ...{ set, searchedTo: () => 2, run: async () => undefined, stop: () => undefined },
    isProductSeen: () => true,
    matchesOf(number: number) {
      const rows = createMatchRows()
      rows.add(matches[rules.findIndex(({ id }) => id === set.rules[number]?.rule.id)] ?? [])
      return rows
    },
    async valuesOf(_: unknown, field: string, rows: Uint32Array) {
      read.push(...rows)
      return new Map([...rows].map((row) => [row, field === 'actor.id' ? 'a' : '192.0.2.1']))
    },
  }
  const listed = createRowMask()
  listed.add(Uint32Array.from(listedRows))
  const baseline = { termsOf: () => known, version: () => 1 }
  const results = await correlateMatches(
    table,
    { current: () => search, baseline: baseline as never },
    listed,
    new Map(),
  )
  const [found] = results.values()
  return { rows: found && [...found.rows.all()], read: [...new Set(read)] }
}

it('reads no entry for new values without a baseline', async () => {
  const rule = { ...newAddress, type: 'new_terms' as const }
  expect(await correlateBy(rule, [[0, 1]])).toEqual({ rows: [], read: [] })
  expect(await correlateBy(rule, [[0, 1]], new Set())).toEqual({ rows: [0, 1], read: [0, 1] })
})

it.each(['temporal', 'temporal_ordered'] as const)(
  'reads no entry for a rule of type %s while one of its rules matches none',
  async (type) => {
    expect(await correlateBy({ ...steps, type }, [[0, 1], []])).toEqual({ rows: [], read: [] })
    expect(await correlateBy({ ...steps, type }, [[0], [1]])).toEqual({
      rows: [0, 1],
      read: [0, 1],
    })
    expect(await correlateBy({ ...steps, type }, [[0], [1]], undefined, [0])).toEqual({
      rows: [],
      read: [],
    })
  },
)

it('correlates the matches that are in the list', async () => {
  const conditions = [{ op: 'gte' as const, count: 1 }]
  const rule = { ...steps, type: 'event_count' as const, conditions }
  expect(await correlateBy(rule, [[0, 1], []], undefined, [1])).toEqual({ rows: [1], read: [1] })
})
