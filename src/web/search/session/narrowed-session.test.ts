/**
 * The answer from memory has to be the answer of the API. Both are compared for random questions about every log, with
 * the values that its entries have.
 */
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readField } from '../../../catalog/fields.ts'
import { datasets, getDataset } from '../../../catalog/index.ts'
import { formatInstant } from '../../../cloudflare/instant.ts'
import { fillRequired, findScopes } from '../../../emulator/testing/ask-emulator.ts'
import { addValues, removeValue } from '../../../query/filters.ts'
import { createQuery, type Filter, type LogQuery } from '../../../query/log-query.ts'
import { listLocalFilters } from '../../../query/plan-filters.ts'
import { findRequestsProblem } from '../../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { onlySource } from '../../store/entry-store.ts'
import {
  createDice,
  listShownIds,
  narrow,
  toReadSession,
  until,
} from '../testing/narrow-session.ts'
import {
  createWorld,
  createWorldQuery,
  listIds,
  readRange,
  startEmulatedSearch,
  type World,
} from '../testing/start-emulated-search.ts'
import { planFromMemory } from './narrowed-session.ts'
import type { SearchSession } from './search-session.ts'

const dayMs = 86_400_000
const range = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-19T00:00:00.000Z' }

/** Reads a question completely, as a session that the cache has. */
async function readSession(world: World, query: LogQuery, timeRange: ResolvedTimeRange) {
  const started = startEmulatedSearch(world, query, timeRange)
  const { status } = await readRange(started, 'loadAll')
  expect(status).toBe('finished')
  return { session: toReadSession(world, started, query, timeRange), started }
}

/** Values of the field of a parameter that entries have; the API may refuse others. */
function listValues(dataset: Dataset, entries: readonly unknown[]) {
  return dataset.parameters.flatMap(({ wireName, field: path, exclude, kind, values: known }) => {
    const field = dataset.fields.find((each) => each.path === path)
    if (!field) return []
    const found = new Set(entries.map((entry) => String(readField(entry, field) ?? '')))
    const values = [...found].filter(
      (value) => value !== '' && (kind !== 'choice' || known?.includes(value)),
    )
    return values.length === 0 ? [] : [{ wireName, values, modes: exclude ? both : includes }]
  })
}
const includes = ['include'] as const
const both = ['include', 'exclude'] as const

/** Random changes of a question that may make it narrower. */
function change(
  query: LogQuery,
  choices: ReturnType<typeof listValues>,
  dice: (limit: number) => number,
): LogQuery {
  let { filters } = query
  const pick = <T>(list: readonly T[]): T => list[dice(list.length)] as T
  for (let count = dice(3); count >= 0 && choices.length > 0; count--) {
    const { wireName, values, modes } = pick(choices)
    const mode = pick(modes)
    const present = filters.find((each) => each.parameter === wireName && each.mode === mode)
    const next: readonly Filter[] =
      present && mode === 'include' && present.values.length > 1
        ? removeValue(filters, wireName, mode, pick(present.values))
        : addValues(filters, wireName, mode, [pick(values), pick(values)].slice(dice(2)))
    if (!findRequestsProblem(getDataset(query.dataset), next)) filters = next
  }
  return { ...query, filters }
}

describe.each(datasets.map((dataset) => [dataset.id, dataset] as const))(
  'memory and the API answer alike about %s',
  (id, dataset) => {
    it.each(dataset.scopes.map(({ kind }) => kind))('in the scope %s', async (kind) => {
      const world = await createWorld({}, 1_500)
      const scope = (await findScopes(world.emulator))[kind]
      const dice = createDice(id.length * 31 + kind.length)
      const choices = listValues(dataset, world.emulator.entries(id, scope))
      const required = (await fillRequired(world.emulator, dataset, scope, [])).reduce<
        readonly Filter[]
      >((filters, [name, value]) => addValues(filters, name, 'include', [value]), [])
      let answered = 0
      for (let round = 0; round < 12; round++) {
        const direction = dice(4) === 0 ? 'asc' : 'desc'
        const plain: LogQuery = { ...createQuery(id, scope), direction, filters: required }
        const wider = dice(3) === 0 ? plain : change(plain, choices, dice)
        const { session: base } = await readSession(world, wider, range)
        for (let narrower = 0; narrower < 6; narrower++) {
          const next = change(wider, choices, dice)
          const firstDay = dice(10)
          const timeRange =
            dice(2) === 0
              ? range
              : {
                  since: formatInstant(Date.parse(range.since) + firstDay * dayMs),
                  before: formatInstant(Date.parse(range.since) + (firstDay + 1 + dice(7)) * dayMs),
                }
          const part = await narrow(base, next, timeRange)
          if (!part || part.search.getState().mustAsk) continue
          const asked = startEmulatedSearch(world, next, timeRange)
          await readRange(asked, 'loadAll')
          // A filter that the API does not get is applied to loaded entries.
          await asked.store.setView({ localFilters: { [onlySource]: listLocalFilters(next) } })
          expect(await listShownIds(part), JSON.stringify([wider.filters, next.filters])).toEqual(
            await listIds(asked),
          )
          expect(part.search.getState()).toMatchObject({
            verdict: base.search.getState().verdict,
            loaded: asked.search.getState().loaded,
          })
          answered++
          part.dispose()
        }
        base.dispose()
      }
      expect(answered).toBeGreaterThan(10)
    })
  },
)

describe('a question about a part of what was read', () => {
  const dns: Filter = { parameter: 'resource_product', mode: 'include', values: ['dns'] }
  const nowMs = Date.parse('2026-11-19T15:20:00.000Z')

  async function readAll(query?: Partial<LogQuery>) {
    const world = await createWorld({}, 1_500)
    const wider = { ...createWorldQuery(world), ...query }
    return { world, wider, ...(await readSession(world, wider, range)) }
  }

  it('is answered without a request, with the verdict of the read', async () => {
    const { wider, session, started } = await readAll()
    const sent = started.requests.length
    const part = await narrow(session, { ...wider, filters: [dns] }, range)
    const state = part?.search.getState()
    expect(state).toMatchObject({ status: 'finished', verdict: 'complete', coverage: [range] })
    expect(state?.loaded).toBeGreaterThan(0)
    expect(state?.loaded).toBeLessThan(started.search.getState().loaded)
    expect(state?.ledger.sources[0]?.windows).toEqual(
      started.search.getState().ledger.sources[0]?.windows,
    )
    expect(part).toMatchObject({ base: session, excludedBy: { [onlySource]: [] } })
    expect(started.requests).toHaveLength(sent)
  })

  it('is covered only within its own time', async () => {
    const { wider, session } = await readAll()
    const inside = { since: '2026-11-05T00:00:00.000Z', before: '2026-11-06T00:00:00.000Z' }
    const part = await narrow(session, wider, inside)
    expect(part?.search.getState()).toMatchObject({ coverage: [inside], late: undefined })
  })

  it('is proven against the read, also after other parts of it', async () => {
    const { wider, session } = await readAll()
    const narrower = { ...wider, filters: [dns] }
    const part = await narrow(session, narrower, range)
    const sessions = part ? [session, part] : []
    const sibling = { ...wider, filters: [{ ...dns, values: ['access'] }] }
    expect(planFromMemory(sessions, 1, sibling, nowMs)).toBeDefined()
    expect(planFromMemory(sessions, 1, wider, nowMs)).toEqual({ timeRange: expect.anything() })
    expect(planFromMemory(sessions, 2, narrower, nowMs)).toBeUndefined()
  })

  it('shows what passes its local filters', async () => {
    const { wider, session } = await readAll()
    const localFilters = [
      {
        kind: 'field',
        pointer: '/action/type',
        mode: 'include',
        text: 'update',
        isExact: true,
      } as const,
    ]
    const part = await narrow(session, { ...wider, filters: [dns], localFilters }, range)
    const { loaded = 0, shown = 0 } = part?.search.getState() ?? {}
    expect(shown).toBeGreaterThan(0)
    expect(shown).toBeLessThan(loaded)
    expect(part?.store.size()).toMatchObject({ stored: loaded, shown })
  })

  it('is asked of the API when entries do not decide it', async () => {
    const { wider, session } = await readAll()
    const filter: Filter = { parameter: 'resource_type', mode: 'include', values: ['token'] }
    const part = await narrow(session, { ...wider, filters: [filter] }, range)
    expect(part?.search.getState().mustAsk?.because).toMatch(
      /^“token” may also match “.*token.*” in “resource_type”: the rule is not documented\.$/,
    )
  })

  it('is asked of the API while the read is not complete', async () => {
    const world = await createWorld({}, 1_500)
    const wider = createWorldQuery(world)
    const started = startEmulatedSearch(world, wider, range)
    started.search.loadMore()
    const base = { question: { query: wider, timeRange: range, run: 1 }, search: started.search }
    const sessions = [base as unknown as SearchSession]
    expect(planFromMemory(sessions, 1, { ...wider, filters: [dns] }, nowMs)).toBeUndefined()
  })

  it('is asked of the API to follow it', async () => {
    const timeRange = { kind: 'relative', range: '24h' } as const
    const { wider, session, started } = await readAll({ timeRange })
    const part = await narrow(session, { ...wider, filters: [dns] }, range)
    part?.search.follow({ isWanted: false, isRelative: true, isVisible: true })
    expect(part?.search.getState().mustAsk).toBeUndefined()
    part?.search.follow({ isWanted: true, isRelative: true, isVisible: true })
    expect(part?.search.getState().mustAsk).toEqual({})
    expect(started.search.getState().follow.status).toBe('off')
    started.search.stop()
  })

  it('has the bounds of its own time after the read was followed', async () => {
    const timeRange = { kind: 'relative', range: '24h' } as const
    const { wider, session, started } = await readAll({ timeRange })
    const narrower = { ...wider, filters: [dns] }
    const part = await narrow(session, narrower, range)
    expect(part?.isOutdated?.()).toBe(false)
    const coverage = [{ ...range, before: '2026-11-19T15:00:00.000Z' }]
    const reachesUntil = coverage[0]?.before
    const followed = { ...started.search.getState(), reachesUntil, coverage }
    started.search.getState = () => followed
    expect(part?.isOutdated?.()).toBe(true)
    // The same range as before reaches as far as the list.
    expect(planFromMemory([session], 1, narrower, nowMs)).toEqual({
      timeRange: { ...range, before: reachesUntil },
    })
    const again = await narrow(session, narrower, range)
    expect(again?.search.getState().coverage).toEqual([range])
  })

  it('shows an entry that arrives late for the read, marked as late', async () => {
    const { wider, session, started } = await readAll()
    const part = await narrow(session, { ...wider, filters: [dns] }, range)
    const before = part?.search.getState().loaded ?? 0
    const entry = {
      id: 'late',
      action: { time: '2026-11-18T12:00:00.000Z', type: 'update' },
      resource: { product: 'dns' },
    }
    const bytes = new TextEncoder().encode(JSON.stringify({ success: true, result: [entry] }))
    const staged = await started.store.stageNew(bytes.buffer, 900, onlySource)
    await started.store.commit([[staged.ticket ?? -1]], {
      at: 'start',
      direction: 'desc',
      lateBefore: range.before,
    })
    const listed = started.store.size()
    const changed = { ...started.search.getState(), loaded: listed.stored }
    // As the reader of late entries does: it changes the state of the search that was read.
    started.search.getState = () => changed
    started.search.noteView(listed)
    if (!part) throw new Error('There is no part.')
    await until(part, ({ loaded }) => loaded === before + 1)
    expect(part.search.getState().ledger.sources[0]?.arrivedLate).toBe(1)
    expect(part.search.getState().quietRevision).toBe(part.search.getState().revision)
  })
})
