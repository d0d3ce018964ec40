/** 119: entries of the same moment have one order, however pages, windows and repeats divide them. */
import { expect, it } from 'vitest'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import { splitQuery } from '../../../query/split-query.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { onlySource } from '../../store/entry-store.ts'
import { type Api, createApi, range, refuse, v1, v2 } from '../testing/start-scripted-search.ts'
import { createSearch } from './create-search.ts'

const account = { kind: 'account', id: '0123456789abcdef0123456789abcdef' } as const
const types = ['add', 'delete', 'login']

/** Many entries share a second, once more than a page of them; their types follow no pattern. */
const all = Array.from({ length: 9_000 }, (_, i) => {
  const second = i < 3_000 ? Math.floor(i / 7) : i < 5_500 ? 500 : 501 + Math.floor(i / 40)
  const when = new Date(Date.parse('2026-11-01T23:00:00Z') - second * 1_000).toISOString()
  const type = types[(i * i + (i >> 3)) % 3]
  return { id: `entry-${(i * 7_919) % 9_000}`, when, action: { time: when, type } }
})

/** Reads the range with a store as the app has it. */
async function read(query: LogQuery, api: Api, how: 'loadMore' | 'loadAll') {
  const dataset = query.dataset === v1.id ? v1 : v2
  const store = createColumnEntryStore([{ id: onlySource, dataset }])
  const [first = query, ...others] = splitQuery(query)
  let calls = 0
  const search = createSearch({
    sources: [{ id: onlySource, dataset, queries: [first, ...others] }],
    direction: query.direction,
    timeRange: range,
    store,
    clock: {
      now: () => Date.parse('2026-11-21T12:00:00Z'),
      sleep: async () => undefined,
      untilOnline: async () => undefined,
    },
    async requestPage({ pairs }, _, chain) {
      calls++
      // Which answer comes first differs from read to read.
      for (let turns = (calls * 7) % 5; turns >= 0; turns--) {
        await new Promise((resolve) => setTimeout(resolve))
      }
      const bytes = new TextEncoder().encode(JSON.stringify(api(new Map(pairs), calls)))
      const staged = await store.stage(bytes.buffer, chain, onlySource)
      if (staged.problem) throw new ApiFailure({ kind: 'not-a-page', problem: staged.problem })
      return { staged, requestId: undefined }
    },
  })
  for (let tries = 0; search.getState().status !== 'finished' && tries < 400; tries++) {
    search[how]()
    while (search.getState().status === 'loading') {
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  expect(search.getState()).toMatchObject({ verdict: 'complete', conflicting: 0 })
  return (await store.rows(0, store.size().stored)).map(({ id }) => id)
}

const idsOf = (entries: typeof all) => entries.map(({ id }) => id)
const ways = ['loadMore', 'loadAll'] as const

it.each(ways)('%s shows them in the order of the API', async (how) => {
  const expired: Api = (parameters, calls) => {
    if (parameters.has('cursor') && calls % 4 === 0) throw refuse(400)
    return undefined
  }
  const query = createQuery(v2.id, account)
  expect(await read(query, createApi(all, 'desc'), how)).toEqual(idsOf(all))
  expect(await read(query, createApi(all, 'desc', expired), how)).toEqual(idsOf(all))
  const upwards = { ...query, direction: 'asc' as const }
  expect(await read(upwards, createApi(all, 'asc'), how)).toEqual(idsOf(all.toReversed()))
})

it.each(ways)('%s merges several requests request by request', async (how) => {
  const api: Api = (parameters, calls) => {
    const wanted = parameters.get('action.type')
    return createApi(
      all.filter(({ action }) => action.type === wanted),
      'desc',
    )(parameters, calls)
  }
  const query: LogQuery = {
    ...createQuery(v1.id, account),
    filters: [{ parameter: 'action.type', mode: 'include', values: types }],
  }
  const merged = all.toSorted(
    (a, b) =>
      Date.parse(b.when) - Date.parse(a.when) ||
      types.indexOf(a.action.type ?? '') - types.indexOf(b.action.type ?? ''),
  )
  expect(await read(query, api, how)).toEqual(idsOf(merged))
})
