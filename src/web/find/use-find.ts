/** The search for a text in the loaded entries, as a React hook. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNavigationType } from 'react-router'
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

/**
 * Searches the list for `text`. The first hit of a new text becomes the current one, unless the list was at another row:
 * with an entry that a link opens, and after Back.
 */
export function useFind(
  store: EntryStore | undefined,
  text: string,
  { revision, size }: SearchedList,
  {
    hasOpenEntry,
    getRow,
  }: {
    hasOpenEntry: boolean
    /** The current row, if the user has moved to one. */
    getRow: () => number | undefined
  },
): Find {
  const [found, setFound] = useState({ text: '', state: noFind })
  const finder = useRef<Finder>(undefined)
  const last = useRef<string>(undefined)
  const isBack = useNavigationType() === 'POP'

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is reported to the running search below.
  useEffect(() => {
    const isFirst = last.current === undefined
    const isNew = last.current !== text
    if (store || text === '') last.current = text
    if (!store || text === '') return
    const jumps = isNew && (isFirst ? !hasOpenEntry : !isBack)
    const onChange = (state: FindState) => setFound({ text, state })
    const created = createFinder(store, text, { revision, size }, onChange, jumps)
    finder.current = created
    return () => {
      created.dispose()
      finder.current = undefined
      setFound({ text: '', state: noFind })
    }
  }, [store, text])
  useEffect(() => finder.current?.update({ revision, size }), [revision, size])

  const latest = useRef(getRow)
  useEffect(() => {
    latest.current = getRow
  })
  const step = useCallback((by: 1 | -1) => finder.current?.step(by, latest.current()), [])
  const stop = useCallback(() => finder.current?.stop(), [])
  // In the first moment of another text, the state is still that of the one before.
  const state = found.text === text ? found.state : noFind
  return { ...state, hitIndex: state.hits[state.at], step, stop }
}
