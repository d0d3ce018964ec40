/** A search over several sources with fixed lists, whose APIs can misbehave in any way. */
import { createQuery, type Direction, type LogQuery } from '../../../query/log-query.ts'
import type { ApiRequest } from '../../../query/request/api-request.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import type { SourceId } from '../../store/entry-store.ts'
import type { Clock, SearchSource } from '../engine/search-state.ts'
import { createSearch } from '../session/create-search.ts'
import { type Api, range, type v1 } from './start-scripted-search.ts'

const account = '0123456789abcdef0123456789abcdef'

/** A source of the test: its log, and its API. */
export type ScriptedSource = { id: SourceId; dataset: typeof v1; api: Api }

/** How the search is read. */
type ScriptedOptions = {
  direction?: Direction
  clock?: Clock
  /** How many turns of the event loop the answer to a call takes. */
  turns?: (call: number) => number
}

const quickClock: Clock = {
  now: () => Date.parse('2026-11-21T12:00:00Z'),
  sleep: async () => undefined,
  untilOnline: async () => undefined,
}

/** Creates a search over these sources; it requests nothing yet. */
export function startSourcesSearch(
  scripted: readonly ScriptedSource[],
  { direction = 'desc', clock = quickClock, turns = () => 1 }: ScriptedOptions = {},
) {
  const toSource = ({ id, dataset }: ScriptedSource): SearchSource => {
    const query: LogQuery = {
      ...createQuery(dataset.id, { kind: 'account', id: account }),
      direction,
    }
    return { id, dataset, queries: [query] }
  }
  const [first, ...others] = scripted.map(toSource)
  if (!first) throw new RangeError('A search needs a source.')
  const store = createColumnEntryStore(scripted.map(({ id, dataset }) => ({ id, dataset })))
  const requests: { source: SourceId; request: ApiRequest; isPoll: boolean }[] = []
  const calls = new Map<SourceId, number>()
  const search = createSearch({
    sources: [first, ...others],
    direction,
    timeRange: range,
    store,
    clock,
    async requestPage(request, _, chain, source, isPoll = false) {
      const call = requests.push({ source, request, isPoll })
      const own = (calls.get(source) ?? 0) + 1
      calls.set(source, own)
      for (let left = turns(call); left >= 0; left--) {
        await new Promise((resolve) => setTimeout(resolve))
      }
      const api = scripted.find(({ id }) => id === source)?.api
      const body = JSON.stringify(api?.(new Map(request.pairs), own))
      const stage = isPoll ? store.stageNew : store.stage
      const staged = await stage(new TextEncoder().encode(body).buffer, chain, source)
      if (staged.problem) throw new ApiFailure({ kind: 'not-a-page', problem: staged.problem })
      return { staged, requestId: undefined }
    },
  })

  async function waitUntilIdle() {
    while (search.getState().status === 'loading') {
      await new Promise((resolve) => setTimeout(resolve))
    }
    return search.getState()
  }

  return {
    search,
    store,
    requests,
    waitUntilIdle,
    /** Reads the range to its end, or until the search fails. */
    async read(how: 'loadMore' | 'loadAll') {
      for (let tries = 0; tries < 500; tries++) {
        search[how]()
        const { status } = await waitUntilIdle()
        if (status === 'finished' || status === 'failed') break
      }
      return search.getState()
    },
    /** Source and id of each entry, in the order of the list. */
    async list() {
      const rows = await store.rows(0, store.size().stored)
      return rows.map(({ source, id }) => `${source} ${id}`)
    },
  }
}
