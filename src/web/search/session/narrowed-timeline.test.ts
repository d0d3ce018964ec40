/**
 * A part of a timeline has to be what all of its logs would answer. Both are compared for random questions, with the values
 * that the entries have.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import { timelineRoles, toRoleKey } from '../../../catalog/timeline/timeline-role.ts'
import { formatInstant } from '../../../cloudflare/instant.ts'
import { fillRequired, findScopes, listAccounts } from '../../../emulator/testing/ask-emulator.ts'
import { setHiddenSources } from '../../../query/address/hidden-sources.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { addValues, removeValue } from '../../../query/filters.ts'
import { createQuery, type Filter, type LogQuery, type Source } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { readRoleValue } from '../../../query/timeline/match-role.ts'
import { recordsRole } from '../../../query/timeline/plan-timeline.ts'
import {
  createDice,
  listShownIds,
  narrow,
  toReadSession,
  until,
} from '../testing/narrow-session.ts'
import {
  createWorld,
  listIds,
  readRange,
  startEmulatedTimeline,
  type World,
} from '../testing/start-emulated-search.ts'
import { planFromMemory } from './narrowed-session.ts'
import { showView } from './search-session.ts'
import { listSessionSources } from './session-sources.ts'

const dayMs = 86_400_000
const range = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-19T00:00:00.000Z' }
let world: World
let sources: readonly Source[] = []

beforeAll(async () => {
  world = await createWorld({}, 1_500)
  const scopes = await findScopes(world.emulator)
  const [, other = scopes.account] = await listAccounts(world.emulator)
  const scim = getDataset('access-scim-logs')
  const required = await fillRequired(world.emulator, scim, scopes.account, [])
  sources = [
    { dataset: 'account-audit-logs-v2', scope: scopes.account },
    { dataset: 'account-audit-logs-v1', scope: scopes.account },
    { dataset: 'insight-audit-logs', scope: scopes.account },
    { dataset: 'access-authentication-logs', scope: scopes.account },
    {
      dataset: scim.id,
      scope: scopes.account,
      filters: required.reduce<readonly Filter[]>(
        (filters, [name, value]) => addValues(filters, name, 'include', [value]),
        [],
      ),
    },
    { dataset: 'account-audit-logs-v2', scope: other },
    { dataset: 'user-audit-logs-v1', scope: scopes.user },
  ]
})

const ask = (change: Partial<LogQuery> = {}): LogQuery => ({
  ...createQuery(timeline.id, sources[0]?.scope ?? { kind: 'user' }),
  sources,
  ...change,
})

async function read(query: LogQuery, timeRange: ResolvedTimeRange = range) {
  const started = startEmulatedTimeline(world, query, timeRange)
  expect((await readRange(started, 'loadAll')).status).toBe('finished')
  return { started, session: toReadSession(world, started, query, timeRange) }
}

/** The values of each role that entries of the logs have, by key, most frequent first. */
function listValues(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Map<string, number>>()
  for (const { dataset: id, scope } of sources) {
    const dataset = getDataset(id)
    for (const role of timelineRoles) {
      if (!recordsRole(dataset, role)) continue
      const counts = found.get(toRoleKey(role)) ?? new Map<string, number>()
      found.set(toRoleKey(role), counts)
      for (const entry of world.emulator.entries(id, scope)) {
        const value = readRoleValue(dataset, entry, role)
        if (value) counts.set(value, (counts.get(value) ?? 0) + 1)
      }
    }
  }
  return new Map(
    [...found].flatMap(([key, counts]) => {
      const values = [...counts].toSorted(([, a], [, b]) => b - a).map(([value]) => value)
      return values.length > 0 ? [[key, values.slice(0, 12)] as const] : []
    }),
  )
}

/** Random changes of a question that may make it narrower. */
function change(
  query: LogQuery,
  choices: ReturnType<typeof listValues>,
  dice: (limit: number) => number,
): LogQuery {
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  let { filters, sources: logs = [] } = query
  for (let count = dice(2); count >= 0; count--) {
    const [key, values] = pick([...choices])
    const mode = dice(3) === 0 ? 'include' : 'exclude'
    const present = filters.find((each) => each.parameter === key && each.mode === mode)
    filters =
      present && mode === 'include' && present.values.length > 1
        ? removeValue(filters, key, mode, pick(present.values))
        : addValues(filters, key, mode, [pick(values), pick(values)].slice(dice(2)))
  }
  if (dice(4) === 0 && logs.length > 2) logs = logs.filter((each) => each !== pick(logs))
  return { ...query, filters, sources: logs }
}

function changeRange(dice: (limit: number) => number): ResolvedTimeRange {
  if (dice(2) === 0) return range
  const sinceMs = Date.parse(range.since) + dice(10) * dayMs
  const beforeMs = sinceMs + (1 + dice(7)) * dayMs
  return { since: formatInstant(sinceMs), before: formatInstant(beforeMs) }
}

describe('memory and the logs of a timeline answer alike', () => {
  it.each(['desc', 'asc'] as const)(
    'in the direction %s',
    async (direction) => {
      const choices = listValues()
      const dice = createDice(direction.length)
      let answered = 0
      let filtered = 0
      for (let round = 0; round < 4; round++) {
        const plain = ask({ direction })
        const wider = dice(2) === 0 ? plain : change(plain, choices, dice)
        if (!listSessionSources(wider)) continue
        const { session: base, started: reading } = await read(wider)
        for (let narrower = 0; narrower < 8; narrower++) {
          const next = change(wider, choices, dice)
          const timeRange = changeRange(dice)
          const sent = reading.requests.length
          const part = await narrow(base, next, timeRange)
          expect(reading.requests).toHaveLength(sent)
          if (!part || part.search.getState().mustAsk) continue
          const { session: again, started } = await read(next, timeRange)
          showView(again, next)
          await started.store.listRows('shown')
          const why = JSON.stringify([wider.filters, next.filters, next.sources, timeRange])
          expect(await listShownIds(part), why).toEqual(await listIds(started))
          const { verdict, loaded, shown, sources: states } = part.search.getState()
          const { search, store } = started
          expect({ verdict, loaded, shown }).toEqual({
            verdict: 'complete',
            loaded: search.getState().loaded,
            shown: store.size().shown,
          })
          expect(states).toEqual(
            search.getState().sources.map((state) => ({ ...state, retries: 0 })),
          )
          answered++
          if (loaded < base.search.getState().loaded && loaded > 0) filtered++
          part.dispose()
          again.dispose()
        }
        base.dispose()
      }
      expect(answered).toBeGreaterThan(12)
      expect(filtered).toBeGreaterThan(8)
    },
    60_000,
  )
})

describe('a question about a part of a timeline', () => {
  const nowMs = Date.parse('2026-11-19T15:20:00.000Z')
  const byDana: LogQuery['filters'] = [
    { parameter: 'actor', mode: 'include', values: ['dana.whitfield@acme.example'] },
  ]
  const byCredential: LogQuery['filters'] = [
    { parameter: 'credential_id', mode: 'include', values: ['deploy-7'] },
  ]
  const textOf = (number: number) => formatSource(sources[number] ?? ask().sources?.[0] ?? none)
  const none: Source = { dataset: '', scope: { kind: 'user' } }

  it('has the verdict of each log that is asked, and counts its entries', async () => {
    const { session, started } = await read(ask())
    const part = await narrow(session, ask({ filters: byDana }), range)
    const state = part?.search.getState()
    // Access SCIM and insights record no actor.
    const ids = [0, 1, 3, 5, 6].map(textOf)
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete', coverage: [range] })
    expect(state?.ledger.sources.map(({ id, verdict }) => [id, verdict])).toEqual(
      ids.map((id) => [id, 'complete']),
    )
    expect(state?.sources.map(({ id }) => id)).toEqual(ids)
    const counts = await Promise.all(
      ids.map(async (id) => {
        const rows = await part?.store.rows(0, state?.shown ?? 0)
        return rows?.filter(({ source }) => source === id).length
      }),
    )
    expect(state?.sources.map(({ loaded }) => loaded)).toEqual(counts)
    expect(state?.loaded).toBeLessThan(started.search.getState().loaded)
  })

  it('numbers the logs of rows as its own list of sources does', async () => {
    const { session } = await read(ask())
    const part = await narrow(session, ask({ filters: byDana, sources: sources.slice(1) }), range)
    const rows = (await part?.store.rows(0, 9_999)) ?? []
    const numbers = await part?.store.sourcesOf(Uint32Array.from(rows, ({ row }) => row))
    expect([...(numbers ?? [])].map((number) => part?.sources[number]?.id)).toEqual(
      rows.map(({ source }) => source),
    )
    expect(new Set(numbers).size).toBeGreaterThan(1)
  })

  it('is answered where the logs that are missing cannot contain the answer, or are hidden', async () => {
    const failing = textOf(2)
    const { session, started } = await read(ask())
    const state = started.search.getState()
    const [gap] = state.ledger.sources
    const ledger = {
      ...state.ledger,
      sources: state.ledger.sources.map((source) =>
        source.id === failing && gap ? { ...source, verdict: 'partial' as const } : source,
      ),
    }
    started.search.getState = () => ({ ...state, ledger, verdict: 'partial' })
    const plan = (query: LogQuery) => planFromMemory([session], 1, query, nowMs)
    const timeRange = expect.anything()
    expect(plan(ask())).toBeUndefined()
    expect(plan(ask({ filters: byDana }))).toEqual({ timeRange })
    const hidden = setHiddenSources(ask(), (source) => formatSource(source) === failing)
    expect(plan(hidden)).toEqual({ timeRange, unasked: [failing] })
    const without = ask({ sources: sources.filter((source) => formatSource(source) !== failing) })
    expect(plan(without)).toEqual({ timeRange })
    expect(planFromMemory([session], 2, without, nowMs)).toBeUndefined()
  })

  it('keeps the read where no log can contain the answer, and asks nothing', async () => {
    const { session } = await read(ask({ sources: sources.slice(2, 3) }))
    const query = ask({ sources: sources.slice(2, 3), filters: byCredential })
    expect(planFromMemory([session], 1, query, nowMs)).toEqual({ timeRange: expect.anything() })
    expect(await narrow(session, query, range)).toBeUndefined()
  })

  it('says of which log the entries do not decide what its API would match', async () => {
    const { session } = await read(ask())
    const entries = world.emulator.entries('account-audit-logs-v2', sources[0]?.scope ?? none.scope)
    const kind = readRoleValue(getDataset('account-audit-logs-v2'), entries[0], 'resourceKind')
    const filters = [
      { parameter: 'resource_kind', mode: 'include' as const, values: ['token', kind ?? ''] },
    ]
    const part = await narrow(session, ask({ filters }), range)
    expect(part?.search.getState().mustAsk?.because).toMatch(
      /^“token” may also match “.*token.*” in “resource_type” of Account audit log v2: the rule/,
    )
  })

  it('is selected again when pairs were found', async () => {
    const { session, started } = await read(ask())
    const part = await narrow(session, ask({ filters: byDana }), range)
    if (!part) throw new Error('There is no part.')
    const { revision } = part.search.getState()
    started.search.notePairs(started.store.size())
    await until(part, (state) => state.revision > revision)
    expect(part.search.getState().quietRevision).toBe(part.search.getState().revision)
    expect(part.hasPairs).toBe(true)
    const ofV2 = await narrow(session, ask({ filters: byCredential }), range)
    expect(ofV2?.hasPairs).toBe(false)
  })

  it('hides logs, and shows what passes filters after loading', async () => {
    const { session } = await read(ask())
    const filters: LogQuery['filters'] = [
      ...byDana,
      { parameter: 'verb', mode: 'exclude', values: ['update'] },
    ]
    const part = await narrow(session, ask({ filters }), range)
    if (!part) throw new Error('There is no part.')
    const { shown, loaded } = part.search.getState()
    expect(shown).toBeLessThan(loaded)
    const ids = [0, 5].map(textOf)
    showView(
      part,
      setHiddenSources(ask({ filters }), (source) => !ids.includes(formatSource(source))),
    )
    await until(part, (state) => state.shown < shown)
    const rows = await part.store.rows(0, 9_999)
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(ids))
  })
})
