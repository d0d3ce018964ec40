/** Searches the loaded entries for a text, as hits stream in, and steps through them. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { EntryStore } from '../store/entry-store.ts'

/** How far a search has come. Hits are places in the list, in its order. */
export type FindState = {
  status: 'idle' | 'searching' | 'done' | 'stopped'
  hits: readonly number[]
  hitSet: ReadonlySet<number>
  searched: number
  of: number
}

/** A search, the hit to look at, and what can be done. */
export type Find = FindState & {
  /** Place among the hits, from 0; -1 before the first step. */
  at: number
  hitIndex: number | undefined
  step: (by: 1 | -1) => void
  stop: () => void
}

const nothing: FindState = { status: 'idle', hits: [], hitSet: new Set(), searched: 0, of: 0 }

/** More hits than these are not stepped through; the rest is said as “+”. */
export const mostHits = 100_000

/** How long entries have to stop arriving before they are searched again. */
const restMs = 400

/** Searches for `text`, again when `version` says that the list is another. */
export function useFind(store: EntryStore | undefined, text: string, version: string): Find {
  const [state, setState] = useState(nothing)
  const [at, setAt] = useState(-1)
  const running = useRef<AbortController>(undefined)
  const sought = useRef('')

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the entries of the store.
  useEffect(() => {
    if (!store || text === '') {
      sought.current = ''
      setState(nothing)
      setAt(-1)
      return
    }
    const isNew = sought.current !== text
    sought.current = text
    if (isNew) {
      setState({ ...nothing, status: 'searching' })
      setAt(-1)
    }
    const search = new AbortController()
    running.current = search
    const timer = setTimeout(() => run(store, text, search.signal, setState), isNew ? 0 : restMs)
    return () => {
      clearTimeout(timer)
      search.abort()
    }
  }, [store, text, version])

  const { length } = state.hits
  const step = useCallback(
    (by: 1 | -1) =>
      setAt((before) => {
        if (length === 0) return -1
        if (before < 0) return by === 1 ? 0 : length - 1
        return (before + by + length) % length
      }),
    [length],
  )
  const stop = useCallback(() => {
    running.current?.abort()
    setState((before) => ({ ...before, status: 'stopped' }))
  }, [])
  return { ...state, at, hitIndex: state.hits[at], step, stop }
}

function run(
  store: EntryStore,
  text: string,
  signal: AbortSignal,
  setState: (state: FindState) => void,
): void {
  const hits: number[] = []
  const hitSet = new Set<number>()
  store
    .findText(
      text,
      (progress) => {
        if (signal.aborted) return
        for (const hit of progress.hits) {
          if (hits.length === mostHits) break
          hits.push(hit)
          hitSet.add(hit)
        }
        const { searched, of, isDone } = progress
        const status = isDone ? 'done' : 'searching'
        setState({ status, hits: [...hits], hitSet: new Set(hitSet), searched, of })
      },
      signal,
    )
    // It rejects when it is stopped, which whoever stopped it knows.
    .catch(() => undefined)
}
