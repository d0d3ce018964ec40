/** The search for a text in the loaded entries, as a React hook. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { EntryStore } from '../store/entry-store.ts'
import {
  createFinder,
  type Finder,
  type FindState,
  noFind,
  type SearchedList,
} from './create-finder.ts'

/** The state of the search, the list index of the current hit, and the actions. */
export type Find = FindState & {
  hitIndex: number | undefined
  step: (by: 1 | -1) => void
  stop: () => void
}

/** Searches the list for `text`. */
export function useFind(
  store: EntryStore | undefined,
  text: string,
  { revision, size }: SearchedList,
): Find {
  const [state, setState] = useState(noFind)
  const finder = useRef<Finder>(undefined)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is reported to the running search below.
  useEffect(() => {
    if (!store || text === '') return
    const created = createFinder(store, text, { revision, size }, setState)
    finder.current = created
    return () => {
      created.dispose()
      finder.current = undefined
      setState(noFind)
    }
  }, [store, text])
  useEffect(() => finder.current?.update({ revision, size }), [revision, size])

  const step = useCallback((by: 1 | -1) => finder.current?.step(by), [])
  const stop = useCallback(() => finder.current?.stop(), [])
  return { ...state, hitIndex: state.hits[state.at], step, stop }
}
