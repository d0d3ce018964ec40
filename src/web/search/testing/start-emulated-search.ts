/** A search over the emulator with the real store, and the emulator's entries to compare with. */
import { readPath } from '../../../catalog/fields.ts'
import { getDataset } from '../../../catalog/index.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { ApiForms } from '../../../emulator/api-forms.ts'
import { createEmulator } from '../../../emulator/app.ts'
import { listEntryIds } from '../../../query/identity/digest-id.ts'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { splitQuery } from '../../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { Origin } from '../../../query/timeline/to-timeline-entry.ts'
import { ApiFailure, toApiFailure } from '../../api/api-failure.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { onlySource, type SourceId } from '../../store/entry-store.ts'
import type { SearchParts, SearchSource, SearchState } from '../engine/search-state.ts'
import { createSearch } from '../session/create-search.ts'
import { listSessionSources } from '../session/session-sources.ts'
import { countWork, type TestClock, watchCalls, watchStore } from './count-work.ts'

const startMs = Date.parse('2026-11-19T15:20:00.000Z')

/** Creates an emulator with a clock that only waiting advances. */
export async function createWorld(forms: Partial<ApiForms> = {}, entries = 5_000) {
  const clock = { nowMs: startMs }
  const emulator = createEmulator({ seed: 7, entries, now: () => clock.nowMs, forms })
  const response = await emulator.fetch(
    new Request('https://api.cloudflare.com/client/v4/accounts'),
  )
  const { result } = (await response.json()) as { result: { id: string }[] }
  return { clock, emulator, accountId: result[0]?.id ?? '' }
}

/** What `createWorld` makes. */
export type World = Awaited<ReturnType<typeof createWorld>>

/** A query in the world's first account. */
export function createWorldQuery(world: World, datasetId = 'account-audit-logs-v2'): LogQuery {
  return createQuery(datasetId, { kind: 'account', id: world.accountId })
}

/** A page that the emulator answered. */
export type EmulatedPage = {
  source: SourceId
  request: string
  requestId: string
  bytes: Uint8Array
}

/** Asks the emulator as the app asks the proxy. */
function createPageRequester(
  { emulator }: World,
  store: ReturnType<typeof createColumnEntryStore>,
  requests: string[],
  received: EmulatedPage[],
): SearchParts['requestPage'] {
  return async (request, lane, chain, source, isPoll) => {
    const target = formatApiRequest(request)
    requests.push(`${lane} ${target}`)
    const requestId = `emulated-${requests.length}`
    const answer = await emulator
      .fetch(new Request(`https://api.cloudflare.com/client/v4${target}`))
      .catch(() => new ApiFailure({ kind: 'unreachable' }))
    if (answer instanceof ApiFailure) throw answer
    const bytes = await answer.arrayBuffer().catch(() => undefined)
    if (!bytes) throw new ApiFailure({ kind: 'unreachable' })
    if (!answer.ok) throw toApiFailure(answer, new Uint8Array(bytes))
    const copy = new Uint8Array(bytes.slice(0))
    const staged = await (isPoll ? store.stageNew : store.stage)(bytes, chain, source)
    if (staged.problem) throw new ApiFailure({ kind: 'not-a-page', problem: staged.problem })
    received.push({ source, request: target, requestId, bytes: copy })
    return { staged, requestId }
  }
}

/** Creates a search in the world; it requests nothing yet. */
export function startEmulatedSearch(
  world: World,
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  clock?: TestClock,
) {
  return startEmulatedSources(world, { [onlySource]: query }, timeRange, clock)
}

/** Creates a search over several sources, in the order of their queries; it requests nothing yet. */
export function startEmulatedSources(
  world: World,
  queries: Readonly<Record<SourceId, LogQuery>>,
  timeRange: ResolvedTimeRange,
  clock?: TestClock,
) {
  const [first, ...others] = Object.entries(queries).map(([id, query]): SearchSource => {
    const [one = query, ...more] = splitQuery(query)
    return { id, dataset: getDataset(query.dataset), queries: [one, ...more] }
  })
  if (!first) throw new RangeError('A search needs a source.')
  return startEmulated(world, [first, ...others], timeRange, clock)
}

/** Creates a search over the logs of a timeline that can contain the answer; it requests nothing yet. */
export function startEmulatedTimeline(world: World, query: LogQuery, timeRange: ResolvedTimeRange) {
  const sources = listSessionSources(query)
  if (!sources) throw new RangeError('The query asks for nothing.')
  return startEmulated(world, sources, timeRange)
}

function startEmulated(
  world: World,
  [first, ...others]: readonly [EmulatedSource, ...EmulatedSource[]],
  timeRange: ResolvedTimeRange,
  givenClock?: TestClock,
) {
  const backoffs: number[] = []
  const clock = { ...countWork(), ...(givenClock ?? createHastyClock(world, backoffs)) }
  const sources = [first, ...others].map(({ id, dataset, origin }) => ({
    id,
    dataset,
    ...(origin && { timeline: origin }),
  }))
  const store = watchStore(clock, createColumnEntryStore(sources))
  const requests: string[] = []
  const received: EmulatedPage[] = []
  const search = createSearch({
    sources: [first, ...others],
    direction: first.queries[0].direction,
    timeRange,
    store,
    requestPage: watchCalls(clock, createPageRequester(world, store, requests, received)),
    clock,
  })
  return { search, store, requests, received, backoffs }
}

/** A clock that is advanced by waiting, and notes how long each wait lasts. */
function createHastyClock({ clock }: World, backoffs: number[]): TestClock {
  return {
    now: () => clock.nowMs,
    async sleep(ms) {
      backoffs.push(ms)
      clock.nowMs += ms
    },
    untilOnline: async () => undefined,
  }
}

/** In a timeline, a source has the origin of its entries. */
type EmulatedSource = SearchSource & { origin?: Origin }

/** A search that was started. */
type EmulatedSearch = ReturnType<typeof startEmulatedSearch>

/** Waits until a search sends no more requests by itself. */
export function waitUntilIdle({ search }: EmulatedSearch): Promise<SearchState> {
  return new Promise((resolve) => {
    const check = () => {
      const state = search.getState()
      if (state.status === 'loading') return
      stop()
      resolve(state)
    }
    let stop = () => {}
    stop = search.subscribe(check)
    check()
  })
}

/** Reads a range to its end, retrying as an analyst would, at most `maxTries` times. */
export async function readRange(
  started: EmulatedSearch,
  how: 'loadAll' | 'loadMore',
  maxTries = 400,
): Promise<SearchState> {
  for (let tries = 0; tries < maxTries; tries++) {
    started.search[how]()
    const state = await waitUntilIdle(started)
    if (state.status === 'finished') return state
  }
  return started.search.getState()
}

/** The ids in the list, in its order; of one source, or of all by default. */
export async function listIds({ store }: EmulatedSearch, of?: SourceId): Promise<string[]> {
  const rows = await store.rows(0, store.size().stored)
  return rows.filter(({ source }) => of === undefined || source === of).map(({ id }) => id)
}

/** The ids of the emulator's entries in a range, newest first. */
export function listTrueIds(
  { emulator }: World,
  { dataset: datasetId, scope }: LogQuery,
  { since, before }: ResolvedTimeRange,
  matches: (entry: unknown) => boolean = () => true,
): string[] {
  const dataset = getDataset(datasetId)
  const [sinceMs, beforeMs] = [findEpochMs(since) ?? 0, findEpochMs(before) ?? 0]
  const entries = emulator.entries(datasetId, scope).filter((entry) => {
    const timeMs = findEpochMs(String(readPath(entry, dataset.timePath))) ?? 0
    return timeMs >= sinceMs && timeMs < beforeMs && matches(entry)
  })
  return listEntryIds(dataset, entries, (at) => JSON.stringify(entries[at])).toReversed()
}
