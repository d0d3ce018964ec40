/** A hook for the comparison of a list with the days before it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { keepRequired } from '../../../query/required/required-filter.ts'
import { ruleLibrary } from '../../rules/rule-library.ts'
import type { SearchSession } from '../session/search-session.ts'
import { type BaselineKey, createBaselineMemory } from './baseline-memory.ts'
import { type BaselineState, notCompared } from './baseline-state.ts'

/** The comparison, and how it is begun and ended. */
export type BaselineControl = {
  state: BaselineState
  /** Reads the days before the list. */
  start: () => void
  /** Stops to read; what was read is used. */
  stop: () => void
}

/** The baselines of the whole app. */
const memory = createBaselineMemory()

/** Compares the list of a session once its baseline has been read. */
export function useBaseline(session: SearchSession | undefined): BaselineControl {
  const queryClient = useQueryClient()
  // A part of another list is compared with what was before that list: they share the store.
  const compared = session?.base ?? session
  const key = useMemo(() => compared && toKey(compared), [compared])
  const state = useSyncExternalStore(memory.subscribe, () => (key ? memory.find(key) : notCompared))
  const baseline = state.status === 'read' && state.baseline.read > 0 ? state.baseline : undefined
  useEffect(() => {
    void session?.rules.giveBaseline(baseline)
  }, [session, baseline])
  return {
    state,
    start() {
      if (!compared || !key) return
      void memory.start(key, async (signal, onProgress) => {
        const [{ compareSession }] = await Promise.all([
          import('./compare-session.ts'),
          ruleLibrary.read(),
        ])
        const { rules } = ruleLibrary.get()
        return compareSession(compared, rules, queryClient, signal, onProgress)
      })
    },
    stop: () => key && memory.stop(key),
  }
}

/** The logs with the filters that they require: a baseline has no others. */
function toKey({ sources, question }: SearchSession): BaselineKey {
  const logs = sources.map(({ source, dataset, query }) => [
    source.dataset,
    source.scope,
    keepRequired(dataset, query.filters),
  ])
  return { logs: JSON.stringify(logs), sinceMs: findEpochMs(question.timeRange.since) ?? 0 }
}
