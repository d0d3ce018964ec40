/** The search for a text in the loaded entries, as React sees it. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { EntryStore } from '../store/entry-store.ts'
import {
  createFinder,
  type Finder,
  type FindState,
  type FoundList,
  noFind,
} from './create-finder.ts'

/** A search, the hit to look at, and what can be done. */
export type Find = FindState & {
  hitIndex: number | undefined
  step: (by: 1 | -1) => void
  stop: () => void
}

/** Searches the list for `text`. */
export function useFind(
  store: EntryStore | undefined,
  text: string,
  { revision, size }: FoundList,
): Find {
  const [state, setState] = useState(noFind)
  const finder = useRef<Finder>(undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a list that changes is told to the search, which goes on.
  useEffect(() => {
    if (!store || text === '') return
    const made = createFinder(store, text, { revision, size }, setState)
    finder.current = made
    return () => {
      made.end()
      finder.current = undefined
      setState(noFind)
    }
  }, [store, text])
  useEffect(() => finder.current?.see({ revision, size }), [revision, size])

  const step = useCallback((by: 1 | -1) => finder.current?.step(by), [])
  const stop = useCallback(() => finder.current?.stop(), [])
  return { ...state, hitIndex: state.hits[state.at], step, stop }
}
