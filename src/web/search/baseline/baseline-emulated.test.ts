import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { readRoleText } from '../../../catalog/roles.ts'
import type { BaselineValues, NewFor } from '../../store/baseline-values.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { is, makeCorrelation, makeRule, not, toRuleId } from '../../store/testing/make-rules.ts'
import {
  createWorld,
  createWorldQuery,
  readRange,
  startEmulatedSources,
  type World,
} from '../testing/start-emulated-search.ts'
import { readBaseline } from './read-baseline.ts'

const earlier = { since: '2026-10-19T00:00:00Z', before: '2026-11-17T00:00:00Z' }
const later = { since: earlier.before, before: '2026-11-19T15:20:00Z' }
const roles = ['actor', 'address', 'userAgent', 'product'] as const

/** The logs of a list, by the ids of their sources. */
const lists = {
  'audit log v2': ['account-audit-logs-v2'],
  'several logs': ['account-audit-logs-v2', 'account-audit-logs-v1', 'access-authentication-logs'],
  'insights, whose roles are in JSON': ['insight-audit-logs'],
}

function start(world: World, ids: readonly string[], range: typeof earlier) {
  const queries = ids.map((id) => [id, createWorldQuery(world, id)] as const)
  return startEmulatedSources(world, Object.fromEntries(queries), range)
}

type Facts = Readonly<Partial<Record<string, string>>>

/** What an entry has, read without columns. */
function readFacts(dataset: Dataset, entry: unknown): Facts {
  const facts = Object.fromEntries(roles.map((role) => [role, readRoleText(dataset, entry, role)]))
  const { address } = facts
  const network = address?.includes('.') ? address.replace(/\.\d+$/, '.0/24') : undefined
  return network ? { ...facts, network } : facts
}

async function readAllFacts({ store }: ReturnType<typeof start>) {
  const rows = await store.rows(0, store.size().stored)
  return rows.map(({ source, entry, row, newFor, newFacts }) => ({
    row,
    newFor,
    newFacts,
    facts: readFacts(getDataset(source), entry),
  }))
}

/** Without the networks of IPv6, which the naive reading does not know. */
function listValues(values: BaselineValues['values'] | undefined): string[] {
  return Object.entries(values ?? {})
    .flatMap(([fact, set]) => [...set].map((value) => `${fact} ${value}`))
    .filter((each) => !each.endsWith('/48'))
    .sort()
}

const listNaive = (entries: readonly { facts: Facts }[]) =>
  [
    ...new Set(
      entries.flatMap(({ facts }) =>
        Object.entries(facts).flatMap(([fact, value]) => (value ? `${fact} ${value}` : [])),
      ),
    ),
  ].sort()

describe.each(Object.entries(lists))('a baseline of %s', (_, ids) => {
  it('has the values that a naive reading finds, and marks what it lacks', async () => {
    const world = await createWorld({}, 2_000)
    const before = start(world, ids, earlier)
    expect((await readRange(before, 'loadAll')).loaded).toBeGreaterThan(10)
    const values = await before.store.collectBaseline()
    const known = await readAllFacts(before)
    expect(listValues(values.values)).toEqual(listNaive(known))
    const actors = [...new Set(known.flatMap(({ facts }) => facts.actor ?? []))]
    expect([...values.byActor.keys()].sort()).toEqual(actors.sort())
    for (const actor of actors) {
      const own = known.filter(({ facts }) => facts.actor === actor)
      expect(listValues(values.byActor.get(actor))).toEqual(listNaive(own))
    }

    const list = start(world, ids, later)
    await readRange(list, 'loadAll')
    await list.store.setBaseline(values)
    await list.store.detect()
    const all = new Set(listNaive(known))
    const byActor = new Map(
      actors.map((actor) => [
        actor,
        new Set(listNaive(known.filter(({ facts }) => facts.actor === actor))),
      ]),
    )
    const isNew = (facts: Facts, newFor: NewFor): boolean => {
      const own = byActor.get(facts.actor ?? '')
      if (newFor === 'actor' && !facts.actor) return false
      return Object.entries(facts).some(([fact, value]) => {
        if (!value || (newFor === 'actor' && fact === 'actor')) return false
        return !(newFor === 'account' ? all : own)?.has(`${fact} ${value}`)
      })
    }
    const entries = await readAllFacts(list)
    for (const newFor of ['account', 'actor'] as const) {
      const filter = { kind: 'rule', mode: 'include', rule: `new.${newFor}` } as const
      await list.store.setView({
        localFilters: Object.fromEntries(ids.map((id) => [id, [filter]])),
      })
      const shown = (await list.store.rows(0, 99_999)).map(({ row }) => row)
      const expected = entries.filter(({ facts }) => isNew(facts, newFor)).map(({ row }) => row)
      // A new network of IPv6 comes with a new address, so that the naive reading does not need it.
      expect(shown).toEqual(expected)
      expect((await list.store.detect()).news?.[newFor]).toBe(expected.length)
    }
    const listNew = (facts: Facts, known: ReadonlySet<string> | undefined) =>
      Object.entries(facts).flatMap(([fact, value]) =>
        value && fact !== 'network' && !known?.has(`${fact} ${value}`) ? [fact] : [],
      )
    for (const { row, newFor, newFacts, facts } of entries) {
      const expected = isNew(facts, 'account') ? 'account' : isNew(facts, 'actor') && 'actor'
      expect(newFor, String(row)).toBe(expected || undefined)
      if (!newFacts) continue
      const values = newFor === 'account' ? all : byActor.get(facts.actor ?? '')
      const named = newFacts.filter((fact) => fact !== 'network')
      expect(named.toSorted(), String(row)).toEqual(listNew(facts, values).toSorted())
    }
  })
})

describe('reading a baseline', () => {
  const readWith = async (maxEntries: number, stopAt = Number.POSITIVE_INFINITY) => {
    const world = await createWorld({}, 2_000)
    const { search, store } = start(world, ['account-audit-logs-v2'], earlier)
    const controller = new AbortController()
    const collect = store.collectBaseline
    const { scope } = createWorldQuery(world, 'account-audit-logs-v2')
    const logs = [{ dataset: 'account-audit-logs-v2', scope }]
    const parts = { search, logs, collect, timeRange: earlier }
    return readBaseline(
      parts,
      controller.signal,
      ({ read }) => {
        if (read >= stopAt) controller.abort()
      },
      maxEntries,
    )
  }

  it('is complete at the end of the range', async () => {
    const baseline = await readWith(50_000)
    expect(baseline).toMatchObject({ verdict: 'complete', timeRange: earlier })
    expect(baseline?.reason).toBeUndefined()
    const { since, before } = earlier
    expect(baseline?.logs).toMatchObject([
      {
        source: { dataset: 'account-audit-logs-v2' },
        verdict: 'complete',
        coverage: [{ since: since.replace('Z', '.000Z'), before: before.replace('Z', '.000Z') }],
      },
    ])
  })

  it('is partial at the limit, and when it is stopped', async () => {
    const limited = await readWith(500)
    expect(limited).toMatchObject({
      verdict: 'partial',
      reason: 'at most 500 entries are read',
    })
    expect(limited?.read).toBeGreaterThanOrEqual(500)
    const [log] = limited?.logs ?? []
    expect(log?.coverage).toHaveLength(1)
    expect(log?.coverage[0]?.since).toMatch(/^2026-1/)
    expect(log?.coverage[0]?.since).not.toBe('2026-10-19T00:00:00.000Z')
    expect(log?.failure).toBeUndefined()
    expect(await readWith(50_000, 1)).toMatchObject({
      verdict: 'partial',
      reason: 'reading was stopped',
    })
  })

  it('gives nothing when it is stopped before the first entry', async () => {
    expect(await readWith(50_000, 0)).toBeUndefined()
  })
})

it('runs rules of type new_terms with a baseline, and says that they need one', async () => {
  const world = await createWorld({}, 2_000)
  const rules = [
    makeRule(1, not(is('action.type', 'nothing'))),
    makeCorrelation(2, {
      ...{ type: 'new_terms', rules: [toRuleId(1)], groupBy: ['actor.email'] },
      ...{ field: 'actor.ip_address', conditions: [] },
    }),
  ]
  const before = start(world, ['account-audit-logs-v2'], earlier)
  await readRange(before, 'loadAll')
  await before.store.setRules(rules)
  const values = await before.store.collectBaseline()
  const list = start(world, ['account-audit-logs-v2'], later)
  await readRange(list, 'loadAll')
  await list.store.setRules(rules)
  expect((await list.store.detect()).findings).toMatchObject([{ needsBaseline: true, count: 0 }])
  await list.store.setBaseline(values)
  const [finding] = (await list.store.detect()).findings
  expect(finding?.needsBaseline).toBeUndefined()
  const pairOf = ({ facts: { actor = '', address = '' } }: { facts: Facts }) =>
    actor && address ? `${actor} ${address}` : ''
  const known = new Set((await readAllFacts(before)).map(pairOf))
  const expected = (await readAllFacts(list)).filter((each) => !known.has(pairOf(each)))
  expect(finding?.count).toBe(expected.length)
  expect(finding?.count).toBeGreaterThan(0)
})

it('knows the filters by what is new without rules and without a baseline', async () => {
  const store = createColumnEntryStore([{ id: '0', dataset: getDataset('account-audit-logs-v2') }])
  const filter = { kind: 'rule', mode: 'include', rule: 'new.account' } as const
  const size = await store.setView({ localFilters: { 0: [filter] } })
  expect(size.unknownRules).toBeUndefined()
  expect((await store.setRules([])).unknownRules).toBeUndefined()
  store.dispose()
})
