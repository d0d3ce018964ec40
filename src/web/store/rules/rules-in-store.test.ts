import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { FilterMode, RuleFilter } from '../../../query/log-query.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import {
  type CommitOptions,
  type EntryStore,
  onlySource,
  type StoreSource,
} from '../entry-store.ts'
import type { DetectProgress } from '../findings.ts'
import { createRemoteStore } from '../testing/create-remote-store.ts'
import {
  all,
  any,
  contains,
  is,
  makeCorrelation,
  makeRule,
  not,
  toRuleId,
} from '../testing/make-rules.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const only: readonly StoreSource[] = [{ id: onlySource, dataset: v2 }]
const two: readonly StoreSource[] = [
  { id: 'v2', dataset: v2 },
  { id: 'v1', dataset: getDataset('account-audit-logs-v1') },
]
const atEnd: CommitOptions = { at: 'end', direction: 'desc' }

const toTime = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()
const toMs = (second: number) => Date.parse(toTime(second))

/** Each entry as its id, its second and its type. */
type Made = readonly [id: string, second: number, type: string, more?: object]

const toV2 = ([id, second, type, more]: Made) =>
  JSON.stringify({ id, action: { time: toTime(second), type }, ...more })
const toV1 = ([id, second, type, more]: Made) =>
  JSON.stringify({ id, when: toTime(second), action: { type }, ...more })

let chain = 0

async function stage(store: EntryStore, texts: readonly string[], source = onlySource) {
  const { ticket, problem } = await store.stage(toPageBytes(texts), ++chain, source)
  if (problem) throw new Error(problem.kind)
  return ticket
}

async function load(store: EntryStore, made: readonly Made[], source = onlySource) {
  const texts = made.map(source === 'v1' ? toV1 : toV2)
  return store.commit([[await stage(store, texts, source)]], atEnd)
}

const idsOf = async (store: EntryStore) => (await store.rows(0, 99)).map(({ id }) => id).join('')

const toView = (source: string, ...rules: readonly [FilterMode, string][]) => ({
  localFilters: {
    [source]: rules.map(([mode, rule]): RuleFilter => ({ kind: 'rule', mode, rule })),
  },
})

const entries: readonly Made[] = [
  ['a', 9, 'delete'],
  ['b', 8, 'create'],
  ['c', 7, 'delete'],
  ['d', 6, 'view'],
]
const creates = makeRule(1, is('action.type', 'Create'), {
  ...{ level: 'low', tags: ['effect.tightens', 'attack.t1098'], effect: 'tightens' },
})
const deletes = makeRule(2, is('action.type', 'delete'), {
  ...{ level: 'high', tags: ['effect.loosens'], effect: 'loosens' },
})
const changes = makeRule(3, not(is('action.type', 'view')))
const rules = [creates, deletes, changes]
/** A correlation has the values by which it groups, a detection those of its entries. */
const whoAlias = { [toRuleId(8)]: 'actor.email', [toRuleId(1)]: 'actor.email' }

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (sources) => createColumnEntryStore(sources)],
  ['behind a channel', createRemoteStore],
])('rules in a store %s', (_, create) => {
  const use = async (run: (store: EntryStore) => Promise<void>, sources = only) => {
    const store = create(sources)
    try {
      await run(store)
    } finally {
      store.dispose()
    }
  }

  it('find the entries that they match, most severe first', () =>
    use(async (store) => {
      await load(store, entries)
      await store.setRules(rules)
      const found = await store.detect()
      expect(found).toMatchObject({ searched: 4, of: 4, fromMs: toMs(6), toMs: toMs(9), shown: 4 })
      expect(found.findings.map(({ rule, count, shown }) => [rule, count, shown])).toEqual([
        [toRuleId(2), 2, 2],
        [toRuleId(3), 3, 3],
        [toRuleId(1), 1, 1],
      ])
      const [first] = found.findings
      expect(first).toMatchObject({ firstMs: toMs(7), lastMs: toMs(9), sources: [onlySource] })
      // Three seconds are in 13 bars of 256 milliseconds.
      expect(first?.bars).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
      expect((await store.rows(0, 9)).map(({ rules }) => rules)).toEqual([
        [toRuleId(2), toRuleId(3)],
        [toRuleId(3), toRuleId(1)],
        [toRuleId(2), toRuleId(3)],
        undefined,
      ])
      expect((await store.get(1))?.rules).toEqual([toRuleId(3), toRuleId(1)])
      expect(await store.rulesOf(Uint32Array.of(2, 3))).toEqual(
        new Map([[2, [toRuleId(2), toRuleId(3)]]]),
      )
    }))

  it('search only what was added since, and count what the view shows', () =>
    use(async (store) => {
      await store.setRules([deletes])
      expect(await store.detect()).toMatchObject({ searched: 0, of: 0, findings: [{ count: 0 }] })
      await load(store, entries)
      await store.detect()
      await load(store, [['e', 5, 'delete']])
      await store.setView({
        localFilters: {
          [onlySource]: [
            { kind: 'field', pointer: '/id', mode: 'exclude', text: 'a', isExact: true },
          ],
        },
      })
      const found = await store.detect()
      expect(found).toMatchObject({ searched: 5, of: 5, stored: 5, shown: 4 })
      expect(found.findings).toMatchObject([{ count: 3, shown: 2, firstMs: toMs(5) }])
    }))

  it('say how far they are', () =>
    use(async (store) => {
      await load(store, entries)
      await store.setRules(rules)
      const reports: DetectProgress[] = []
      await store.detect((progress) => reports.push(progress))
      while (reports.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      expect(reports.at(-1)).toEqual({ searched: 4, of: 4 })
    }))

  it('filter the view by id and tag, also entries that come later', () =>
    use(async (store) => {
      await load(store, entries)
      await store.setRules(rules)
      const show = async (...filters: readonly [FilterMode, string][]) => {
        await store.setView(toView(onlySource, ...filters))
        return idsOf(store)
      }
      expect(await show(['include', toRuleId(2)])).toBe('ac')
      expect(await show(['exclude', toRuleId(2)])).toBe('bd')
      expect(await show(['include', 'effect.tightens'])).toBe('b')
      expect(await show(['include', 'effect.tightens'], ['include', toRuleId(2)])).toBe('abc')
      expect(await show(['include', toRuleId(3)], ['exclude', 'effect.loosens'])).toBe('b')
      const ticket = await stage(store, [toV2(['e', 5, 'create']), toV2(['f', 4, 'delete'])])
      expect(await store.countNew([ticket])).toEqual({ shown: 1, hidden: 1, older: 1 })
      await store.commit([[ticket]], atEnd)
      expect(await idsOf(store)).toBe('be')
      expect(store.size()).toEqual({ stored: 6, shown: 2 })
    }))

  it('are there for a view that is set at the same time', () =>
    use(async (store) => {
      await load(store, entries)
      const setting = store.setRules(rules)
      const { shown } = await store.setView(toView(onlySource, ['include', toRuleId(2)]))
      await setting
      expect(shown).toBe(2)
    }))

  it('name the rules of filters that are unknown, once there are rules', () =>
    use(async (store) => {
      await load(store, entries)
      const filters = toView(onlySource, ['include', toRuleId(2)], ['exclude', 'effect.odd'])
      expect(await store.setView(filters)).toEqual({ stored: 4, shown: 0 })
      expect(await store.setRules([creates])).toEqual({
        ...{ stored: 4, shown: 0, unknownRules: [toRuleId(2), 'effect.odd'] },
      })
      expect(await store.setRules(rules)).toEqual({
        ...{ stored: 4, shown: 2, unknownRules: ['effect.odd'] },
      })
      expect(store.size()).toEqual({ stored: 4, shown: 2, unknownRules: ['effect.odd'] })
      expect(await idsOf(store)).toBe('ac')
      await store.setView({ localFilters: {} })
      expect(store.size()).toEqual({ stored: 4, shown: 4 })
    }))

  it('count effects over the view', () =>
    use(async (store) => {
      await load(store, entries)
      const question = { path: 'effect', limit: 9 }
      expect(await store.facet(question)).toEqual({ values: [], missing: 4, distinct: 0 })
      await store.setRules(rules)
      expect(await store.facet(question)).toEqual({
        values: [
          { value: 'loosens', count: 2 },
          { value: 'tightens', count: 1 },
        ],
        ...{ missing: 1, distinct: 2 },
      })
      expect(await store.facet({ ...question, limit: 1, order: 'rare' })).toMatchObject({
        values: [{ value: 'tightens', count: 1 }],
      })
      expect(await store.facet({ ...question, contains: 'LOO' })).toMatchObject({
        ...{ values: [{ value: 'loosens', count: 2 }], matching: { values: 1, isCut: false } },
      })
      await store.setView(toView(onlySource, ['include', toRuleId(1)]))
      expect(await store.facet(question)).toMatchObject({
        ...{ values: [{ value: 'tightens', count: 1 }], missing: 0 },
      })
    }))

  it('say which sources they searched, without hidden ones', () =>
    use(async (store) => {
      await load(store, [['a', 9, 'delete']], 'v2')
      await load(store, [['b', 8, 'delete']], 'v1')
      const old = makeRule(4, is('action.type', 'delete'), { service: 'audit_v1' })
      const insights = makeRule(5, is('action', 'x'), { service: 'security_insights' })
      await store.setRules([deletes, old, insights])
      const counts = async () =>
        (await store.detect()).findings.map(({ count, sources }) => [count, sources.join()])
      expect(await counts()).toEqual([
        [1, 'v2'],
        [1, 'v1'],
        [0, ''],
      ])
      await store.setView({ localFilters: {}, hidden: ['v2'] })
      expect(await counts()).toEqual([
        [0, ''],
        [1, 'v1'],
        [0, ''],
      ])
      expect(await store.detect()).toMatchObject({ searched: 1, of: 1, fromMs: toMs(8) })
      await store.setView({ ...toView('v1', ['include', toRuleId(4)]), hidden: [] })
      expect(await idsOf(store)).toBe('ab')
    }, two))

  it('say whether an entry has a product that they need', () =>
    use(async (store) => {
      const product = (name: string) => is('resource.product', name)
      await store.setRules([
        makeRule(1, all(is('action.type', 'delete'), product('DNS'))),
        makeRule(2, all(is('action.type', 'delete'), any(product('waf'), product('rulesets')))),
        makeRule(3, is('action.type', 'delete')),
        makeRule(4, not(product('dns'))),
      ])
      const seen = async () => (await store.detect()).findings.map((each) => each.isProductSeen)
      await load(store, [['a', 9, 'create', { resource: { product: 'workers' } }]])
      expect(await seen()).toEqual([false, false, true, true])
      await load(store, [['b', 8, 'create', { resource: { product: 'dns' } }]])
      expect(await seen()).toEqual([true, false, true, true])
      await load(store, [['c', 7, 'create', { resource: { product: 'Rulesets' } }]])
      expect(await seen()).toEqual([true, true, true, true])
    }))

  it('correlate what they match, again when entries are added', () =>
    use(async (store) => {
      const actor = (email: string) => ({ actor: { email }, zone: { name: email.slice(0, 1) } })
      const burst = makeCorrelation(8, {
        ...{ rules: [toRuleId(2)], groupBy: ['actor.email'], timespanMs: 10_000 },
        ...{ conditions: [{ op: 'gte', count: 3 }], level: 'critical', effect: 'loosens' },
      })
      const bursts = makeCorrelation(9, {
        ...{ rules: [toRuleId(8), toRuleId(1)], type: 'temporal', timespanMs: 60_000 },
        ...{ groupBy: ['who'], aliases: { who: whoAlias }, generate: true },
      })
      await store.setRules([burst, bursts, deletes, creates])
      await load(store, [
        ['a', 50, 'delete', actor('x@y')],
        ['b', 48, 'delete', actor('x@y')],
        ['c', 47, 'delete', actor('z@y')],
        ['d', 46, 'create', actor('x@y')],
      ])
      const read = async () =>
        (await store.detect()).findings.map(({ rule, count, groups }) => [
          rule.at(-1),
          count,
          groups,
        ])
      // Only a correlation uses the rule of deletions, and does not say `generate`.
      expect(await read()).toEqual([
        ['8', 0, 0],
        ['9', 0, 0],
        ['1', 1, undefined],
      ])
      await store.setView(toView(onlySource, ['include', toRuleId(8)]))
      expect(await idsOf(store)).toBe('')
      await load(store, [['e', 45, 'delete', actor('x@y')]])
      expect(await idsOf(store)).toBe('')
      expect(await read()).toEqual([
        ['8', 3, 1],
        ['9', 2, 1],
        ['1', 1, undefined],
      ])
      expect(await idsOf(store)).toBe('abe')
      expect(store.size()).toEqual({ stored: 5, shown: 3 })
      expect((await store.get(0))?.rules?.map((id) => id.at(-1))).toEqual(['8', '9'])
      expect(await store.correlationsOf(4)).toEqual([
        {
          ...{ rule: toRuleId(8), rows: [4, 1, 0], group: { 'actor.email': 'x@y' }, count: 3 },
          ...{ fromMs: toMs(45), toMs: toMs(50) },
        },
      ])
      expect(await store.correlationsOf(2)).toEqual([])
      expect(await store.facet({ path: 'effect', limit: 9 })).toMatchObject({
        values: [{ value: 'loosens', count: 3 }],
      })
    }))

  it('say how many entries are in each group that a correlation found', () =>
    use(async (store) => {
      const burst = makeCorrelation(8, {
        ...{ rules: [toRuleId(2)], groupBy: ['actor.email'], timespanMs: 10_000 },
        conditions: [{ op: 'gte', count: 1 }],
      })
      await store.setRules([burst, deletes])
      const sizes = async () => (await store.detect()).findings[0]?.groupSizes
      let second = 59
      const loadGroup = (email: string, count: number) =>
        load(
          store,
          Array.from(
            { length: count },
            (_, at): Made => [
              ...([`${email}${at}`, --second, 'delete', { actor: { email } }] as const),
            ],
          ),
        )
      await loadGroup('x@y', 3)
      await loadGroup('y@y', 1)
      await loadGroup('z@y', 2)
      expect((await sizes())?.toSorted()).toEqual([1, 2, 3])
      await loadGroup('w@y', 4)
      expect(await store.detect()).toMatchObject({ findings: [{ groups: 4, groupSizes: [1, 4] }] })
      await store.setView({ localFilters: {}, hidden: [onlySource] })
      expect(await store.detect()).toMatchObject({ findings: [{ groups: 0, groupSizes: [] }] })
    }))

  it('work in a part of the list', () =>
    use(async (store) => {
      await load(store, entries)
      await store.setRules(rules)
      const part = store.narrow({
        ...{ since: toTime(7), before: toTime(9) },
        filters: { [onlySource]: [] },
      })
      const view = toView(onlySource, ['include', toRuleId(2)], ['include', 'attack.x'])
      expect(await part.setView(view)).toEqual({
        ...{ stored: 2, shown: 1, unknownRules: ['attack.x'] },
        sources: { [onlySource]: { stored: 2, late: 0 } },
      })
      expect((await part.rows(0, 9)).map(({ id, rules }) => [id, rules])).toEqual([
        ['c', [toRuleId(2), toRuleId(3)]],
      ])
      const found = await part.detect()
      expect(found).toMatchObject({ searched: 2, of: 2, stored: 2, shown: 1 })
      expect(found.findings.map(({ count, shown }) => [count, shown])).toEqual([
        [1, 1],
        [2, 1],
        [1, 0],
      ])
      expect(await part.facet({ path: 'effect', limit: 9 })).toMatchObject({
        ...{ values: [{ value: 'loosens', count: 1 }], missing: 0 },
      })
      part.dispose()
    }))

  it('search the text of entries where they test what has no column', () =>
    use(async (store) => {
      const request = { resource: { request: { note: 'Disabled by hand' } } }
      await load(store, [
        ['a', 9, 'update', request],
        ['b', 8, 'update'],
      ])
      await store.setRules([makeRule(1, contains('resource.request.note', 'disabled'))])
      expect(await store.detect()).toMatchObject({ findings: [{ count: 1 }] })
      expect((await store.rows(0, 9)).map(({ rules }) => rules?.length)).toEqual([1, undefined])
    }))
})
