/** A hook that runs the grid, which is outside of React, in the elements of a component. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { createEntryGrid, type EntryGrid } from './entry-grid.ts'
import type { GridEvents, GridView } from './grid-view.ts'

/** Runs the grid in its elements, and passes it every view. Returns the refs of the elements. */
export function useGrid(
  scroller: RefObject<HTMLElement | null>,
  view: GridView,
  events: GridEvents,
) {
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const announcer = useRef<HTMLOutputElement>(null)
  const running = useRef<EntryGrid>(undefined)
  useLayoutEffect(() => {
    if (running.current) {
      running.current.update(view, events)
      return
    }
    const [a, b, c, d, e] = [scroller, grid, body, layer, announcer].map(({ current }) => current)
    if (!a || !b || !c || !d || !e) return
    const elements = { scroller: a, grid: b, body: c, layer: d, announcer: e }
    running.current = createEntryGrid(elements, view, events)
  })
  useEffect(
    () => () => {
      running.current?.destroy()
      running.current = undefined
    },
    [],
  )
  return { grid, body, layer, announcer }
}
