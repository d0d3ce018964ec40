/** Reads the range before that of a session, with a store in a worker of its own. Loaded when it is first wanted. */
import type { QueryClient } from '@tanstack/react-query'
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Rule } from '../../../detection/rule.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { keepRequired } from '../../../query/required/required-filter.ts'
import { splitQuery } from '../../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { Baseline } from '../../store/baseline-values.ts'
import { createRemoteEntryStore } from '../../store/worker/remote-entry-store.ts'
import { startStoreWorker } from '../../store/worker/start-store-worker.ts'
import type { SearchSource } from '../engine/search-state.ts'
import { createBrowserClock } from '../session/create-browser-clock.ts'
import { createSearch } from '../session/create-search.ts'
import { createRequester } from '../session/page-requester.ts'
import type { SearchSession } from '../session/search-session.ts'
import type { SessionSource } from '../session/session-sources.ts'
import type { BaselineReader } from './baseline-memory.ts'
import { baselineDays } from './baseline-state.ts'
import { type BaselineSearch, readBaseline } from './read-baseline.ts'

/** Reads the baseline of a session; see `readBaseline`. */
export async function compareSession(
  session: SearchSession,
  rules: readonly Rule[],
  queryClient: QueryClient,
  ...[signal, onProgress]: Parameters<BaselineReader>
): Promise<Baseline | undefined> {
  const opened = openBaselineSearch(session, rules, queryClient)
  try {
    return await readBaseline(opened, signal, onProgress)
  } finally {
    opened.dispose()
  }
}

/** `dispose` ends the requests and the worker. */
function openBaselineSearch(
  { sources, question, now }: SearchSession,
  rules: readonly Rule[],
  queryClient: QueryClient,
): BaselineSearch & { dispose: () => void } {
  const [first, ...others] = sources
  const asked = [toUnfiltered(first), ...others.map(toUnfiltered)] as const
  const store = createRemoteEntryStore(
    startStoreWorker(),
    asked.map(({ id, dataset }) => ({ id, dataset })),
  )
  const searchId = crypto.randomUUID()
  const timeRange = toBaselineRange(question.timeRange)
  const search = createSearch({
    sources: asked,
    direction: 'desc',
    timeRange,
    store,
    requestPage: createRequester({ queryClient, searchId, store, now }),
    clock: createBrowserClock(now),
  })
  return {
    search,
    logs: sources.map(({ source }) => source),
    timeRange,
    async collect() {
      await store.setRules(listCompared(rules))
      return store.collectBaseline()
    },
    dispose() {
      search.stop()
      void queryClient.cancelQueries({ queryKey: ['page', searchId] })
      store.dispose()
    },
  }
}

/** The days before a range. */
function toBaselineRange({ since }: ResolvedTimeRange): ResolvedTimeRange {
  const sinceMs = findEpochMs(since) ?? 0
  return { since: formatInstant(sinceMs - baselineDays * 86_400_000), before: since }
}

/**
 * The log without the filters of the query, because what is new for the account must not depend on a filter; those without
 * which the log cannot be asked remain.
 */
function toUnfiltered({ id, dataset, query }: SessionSource): SearchSource {
  const all: LogQuery = {
    ...query,
    filters: keepRequired(dataset, query.filters),
    disabledFilters: [],
    localFilters: [],
    direction: 'desc',
  }
  const [first = all, ...others] = splitQuery(all)
  return { id, dataset, queries: [first, ...others] }
}

/** The rules that compare with a baseline, and those whose matches they compare. */
function listCompared(rules: readonly Rule[]): readonly Rule[] {
  const comparing = rules.filter((rule) => rule.kind === 'correlation' && rule.type === 'new_terms')
  const used = new Set(comparing.flatMap((rule) => (rule.kind === 'correlation' ? rule.rules : [])))
  return rules.filter((rule) => comparing.includes(rule) || used.has(rule.id))
}
