/** Moving from the open entry to its neighbors in the list, loading further pages on the way. */
import { useEffect, useRef } from 'react'
import type { EntryStore } from '../store/entry-store.ts'
import type { LogQueryControl } from './use-log-query.ts'

/** The list behind the drawer. */
export type ListBehind = {
  store: EntryStore | undefined
  /** How many entries it shows. */
  size: number
  /** Whether there is no more to load. */
  isWhole: boolean
  onLoadMore: () => void
}

/** The steps from the entry at this place; a step that leads nowhere is absent. */
export function useStep(
  { store, size, isWhole, onLoadMore }: ListBehind,
  index: number | undefined,
  openEntry: LogQueryControl['openEntry'],
): { onPrevious: (() => void) | undefined; onNext: (() => void) | undefined } {
  /** The place that is to be opened as soon as it is loaded, and from where. */
  const awaited = useRef<{ to: number; from: number }>(undefined)
  const go = useRef(async (_to: number) => {})
  useEffect(() => {
    go.current = async (to) => {
      const [row] = (await store?.rows(to, to + 1)) ?? []
      if (row) openEntry({ id: row.id, time: row.time }, row.row)
    }
  })
  useEffect(() => {
    const wanted = awaited.current
    if (!wanted || size <= wanted.to) return
    awaited.current = undefined
    // Whoever went elsewhere meanwhile stays there.
    if (wanted.from === index) void go.current(wanted.to)
  }, [size, index])

  if (index === undefined) return { onPrevious: undefined, onNext: undefined }
  const isLast = index >= size - 1
  function onNext() {
    if (index === undefined) return
    const to = index + 1
    if (to >= size - 1) onLoadMore()
    if (to < size) void go.current(to)
    else awaited.current = { to, from: index }
  }
  return {
    onPrevious: index > 0 ? () => void go.current(index - 1) : undefined,
    onNext: isLast && isWhole ? undefined : onNext,
  }
}
