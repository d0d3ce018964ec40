/** The overview counts what the questions themselves find: each is asked of the emulator over the same range. */
import { beforeAll, describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import type { ValueTest } from '../../../detection/expression.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { toStarterQuery } from '../../../query/starters/starter.ts'
import { starters } from '../../../query/starters/starters.ts'
import {
  listCountable,
  listQuestions,
  toStarterStarts,
} from '../../findings/overview/list-questions.ts'
import { readOverview } from '../../findings/overview/read-overview.ts'
import {
  createWorld,
  createWorldQuery,
  readRange,
  startEmulatedSearch,
  startEmulatedSources,
  type World,
} from '../../search/testing/start-emulated-search.ts'
import { onlySource } from '../../store/entry-store.ts'
import { makeRule, toRuleId } from '../../store/testing/make-rules.ts'

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'
const range = { since: '2026-11-05T00:00:00.000Z', before: '2026-11-19T15:00:00.000Z' }
const ofLogs = listCountable(starters, false)

let world: World
beforeAll(async () => {
  world = await createWorld({}, 3_000)
})

async function load(query: LogQuery) {
  const started = startEmulatedSearch(world, query, range)
  const state = await readRange(started, 'loadAll')
  expect(state.verdict).toBe('complete')
  return started
}

describe.each([v2, v1, 'user-audit-logs-v1', 'insight-audit-logs', 'access-authentication-logs'])(
  'over %s',
  (id) => {
    it('counts of each starter what its own query finds', async () => {
      const base = createWorldQuery(world, id)
      const scope = id === 'user-audit-logs-v1' ? ({ kind: 'user' } as const) : base.scope
      const { store } = await load({ ...base, scope })
      const sources = [{ id: onlySource, dataset: getDataset(id) }]
      const counted = await readOverview(store, { sources, starters: ofLogs })
      expect(counted.of).toBe(store.size().stored)
      const own = ofLogs.filter(({ dataset }) => dataset === id)
      expect([...counted.starters.keys()]).toEqual(own.map((starter) => starter.id))
      const found: [string, number][] = []
      for (const starter of own) {
        const query = toStarterQuery(starter, scope)
        const asked = await load(query)
        await asked.store.setView({ localFilters: { [onlySource]: query.localFilters } })
        found.push([starter.id, asked.store.size().shown])
      }
      expect([...counted.starters].map(([key, bySource]) => [key, bySource.get('0')])).toEqual(
        found,
      )
      if (id === v2) expect(found.filter(([, count]) => count > 0).length).toBeGreaterThan(10)
    })
  },
)

describe('over several logs', () => {
  const sources = [
    { id: 'two', dataset: getDataset(v2) },
    { id: 'one', dataset: getDataset(v1) },
  ]

  async function loadBoth() {
    const queries = { two: createWorldQuery(world, v2), one: createWorldQuery(world, v1) }
    const started = startEmulatedSources(world, queries, range)
    await readRange(started, 'loadAll')
    return started.store
  }

  it('counts by source, and questions with a time in their title from the end of the range', async () => {
    const store = await loadBoth()
    const sinceMs = toStarterStarts(starters, Date.parse(range.before))
    expect([...sinceMs.keys()]).toContain('timeline-deletions')
    const { starters: counts } = await readOverview(store, { sources, starters, sinceMs })
    const deletions = counts.get('timeline-deletions')
    const dayAgoMs = Date.parse(range.before) - 86_400_000
    const entries = await store.rows(0, store.size().shown)
    const inV2 = entries.filter(({ source, time, entry }) => {
      const { type } = (entry as { action?: { type?: string } }).action ?? {}
      return source === 'two' && Date.parse(time) >= dayAgoMs && type === 'delete'
    })
    expect(inV2.length).toBeGreaterThan(0)
    expect(deletions?.get('two')).toBe(inV2.length)
    expect([...(deletions?.keys() ?? [])]).toEqual(['two', 'one'])

    const { found, empty, unasked } = listQuestions(starters, { starters: counts })
    expect(found.length + empty.length + unasked.flatMap((each) => each.starters).length).toBe(
      starters.length,
    )
    expect(unasked.map(({ dataset }) => dataset)).not.toContain(timelineId)
    expect(unasked.map(({ dataset }) => dataset)).toContain('insight-audit-logs')
    expect(
      found.every(({ count, sources: of }) => count > 0 && of.every((each) => each.count > 0)),
    ).toBe(true)
  })

  it('leaves out what is hidden, and names who acted and what came first', async () => {
    const store = await loadBoth()
    const test: ValueTest = {
      op: 'pattern',
      parts: [{ kind: 'text', text: 'delete' }],
      isCased: false,
    }
    await store.setRules([makeRule(1, { kind: 'field', field: 'action.type', test })])
    await store.detect()
    const hidden = sources.map((each) => ({ ...each, isHidden: each.id === 'one' }))
    const counted = await readOverview(store, { sources: hidden, starters: [] })
    const entries = (await store.rows(0, store.size().shown)).filter(
      ({ source }) => source === 'two',
    )
    expect(counted.of).toBe(entries.length)
    const deleted = entries.filter(
      ({ entry }) => (entry as { action?: { type?: string } }).action?.type === 'delete',
    )
    const rule = counted.rules.get(toRuleId(1))
    expect(deleted.length).toBeGreaterThan(1)
    const times = deleted.map(({ time }) => Date.parse(time))
    const first = rule?.first?.entry as { action?: { time?: string } } | undefined
    expect(Date.parse(first?.action?.time ?? '')).toBe(Math.min(...times))
    const byActor = rule?.actors.reduce((sum, { count }) => sum + count, 0) ?? 0
    expect(byActor).toBeGreaterThan(0)
    expect(byActor + (rule?.nameless ?? 0)).toBe(deleted.length)
    expect(rule?.actors.map(({ count }) => count)).toEqual(
      rule?.actors.map(({ count }) => count).toSorted((a, b) => b - a),
    )
  })

  it('ends when it is aborted', async () => {
    const store = await loadBoth()
    const stop = new AbortController()
    const reading = readOverview(
      store,
      { sources, starters },
      { signal: stop.signal, nextTask: async () => stop.abort(new Error('closed')) },
    )
    await expect(reading).rejects.toThrow('closed')
  })
})
