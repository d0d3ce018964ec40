/** A search over a fixed list whose API can misbehave in any way, with a clock that the test advances. */
import { getDataset } from '../../../catalog/index.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { createQuery, type Direction, type LogQuery } from '../../../query/log-query.ts'
import type { ApiRequest } from '../../../query/request/api-request.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { onlySource } from '../../store/entry-store.ts'
import { createSearch, type Search } from '../session/create-search.ts'
import { countWork, type TestClock, watchCalls } from './count-work.ts'
import { createWatchedStore } from './create-watched-store.ts'

const account = '0123456789abcdef0123456789abcdef'
/** A log that is read by page numbers. */
export const v1 = getDataset('account-audit-logs-v1')
/** A log that is read by cursors. */
export const v2 = getDataset('account-audit-logs-v2')
/** The range that is searched. */
export const range = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }

const never = () => new Promise<void>(() => undefined)
const stillClock = {
  now: () => Date.parse('2026-11-21T12:00:00Z'),
  sleep: never,
  untilOnline: never,
}

type Entry = { id?: string; when: string; action: { time: string } }

/** Entries one minute apart, newest first, unless `timeOf` says otherwise. */
export function makeEntries(count: number, timeOf?: (i: number) => number): Entry[] {
  const lastMs = Date.parse('2026-11-01T23:59:00.000Z')
  return Array.from({ length: count }, (_, i) => {
    const when = new Date(timeOf ? timeOf(i) : lastMs - i * 60_000).toISOString()
    return { id: `entry-${i}`, when, action: { time: when } }
  })
}

/** A refusal by the API. */
export const refuse = (status: number, retryAfterS?: number) =>
  new ApiFailure({
    kind: 'refused',
    status,
    errors: [],
    retryAfterS,
    requestId: undefined,
  })

/** Answers a request with a body, or throws a refusal. */
export type Api = (parameters: Map<string, string>, calls: number) => unknown

/** An API over a fixed list; `fault` may answer instead by returning a body or throwing. */
export function createApi(all: readonly Entry[], direction: Direction, fault?: Api): Api {
  return (parameters, calls) => {
    const replacement = fault?.(parameters, calls)
    if (replacement !== undefined) return replacement
    const sinceMs = findEpochMs(parameters.get('since') ?? '') ?? 0
    const beforeMs = findEpochMs(parameters.get('before') ?? '') ?? 0
    const matching = all.filter(({ when }) => {
      const atMs = Date.parse(when)
      return atMs >= sinceMs && atMs < beforeMs
    })
    if (direction === 'asc') matching.reverse()
    const size = Number(parameters.get('limit') ?? parameters.get('per_page'))
    const window = `${parameters.get('since')}~${parameters.get('before')}~${size}`
    const pageNumber = Number(parameters.get('page') ?? 1)
    const [cursorWindow, offset] = parameters.get('cursor')?.split('|') ?? [window, '0']
    if (cursorWindow !== window) throw refuse(400)
    const from = parameters.has('page') ? (pageNumber - 1) * size : Number(offset)
    const result = matching.slice(from, from + size)
    if (parameters.has('page')) {
      if (pageNumber > 1 && result.length === 0) throw refuse(400)
      return { success: true, result }
    }
    const next = from + size < matching.length ? { cursor: `${window}|${from + size}` } : {}
    return { success: true, result, result_info: { count: result.length, ...next } }
  }
}

/** Creates a search over an API. */
export function startSearch(
  dataset: typeof v1,
  api: Api,
  direction: Direction = 'desc',
  givenClock: TestClock = stillClock,
) {
  const clock = { ...countWork(), ...givenClock }
  const store = createWatchedStore(dataset, clock)
  const query: LogQuery = {
    ...createQuery(dataset.id, { kind: 'account', id: account }),
    direction,
  }
  const requests: ApiRequest[] = []
  const lanes: string[] = []
  let underWay = 0
  let maxAtOnce = 0
  const search = createSearch({
    sources: [{ id: onlySource, dataset, queries: [query] }],
    direction,
    timeRange: range,
    store,
    clock,
    requestPage: watchCalls(clock, async (request, lane, chain, source, isPoll) => {
      const calls = requests.push(request)
      lanes.push(lane)
      // Answers take time, so that several requests run at once.
      maxAtOnce = Math.max(maxAtOnce, ++underWay)
      await new Promise((resolve) => setTimeout(resolve))
      underWay--
      const body = JSON.stringify(api(new Map(request.pairs), calls))
      const stage = isPoll ? store.stageNew : store.stage
      const staged = await stage(new TextEncoder().encode(body).buffer, chain, source)
      if (staged.problem) throw new ApiFailure({ kind: 'not-a-page', problem: staged.problem })
      return { staged, requestId: undefined }
    }),
  })
  async function readAll() {
    for (let i = 0; i < 200; i++) {
      search.loadMore()
      await waitUntilIdle(search)
      if (['finished', 'failed'].includes(search.getState().status)) break
    }
    return search.getState()
  }
  return {
    search,
    store,
    requests,
    lanes,
    waitUntilIdle: () => waitUntilIdle(search),
    /** Waits until no request is under way and nothing follows from one by itself. */
    untilStill: clock.untilStill,
    readAll,
    ids: store.listIds,
    maxAtOnce: () => maxAtOnce,
  }
}

/** Waits until a search sends no more requests by itself. */
function waitUntilIdle(search: Search): Promise<void> {
  return new Promise((resolve) => {
    const check = () => search.getState().status !== 'loading' && resolve()
    search.subscribe(check)
    check()
  })
}
