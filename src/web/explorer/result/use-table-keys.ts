/** The way to the table from anywhere: `t` goes there, j and k step there, and so do arrows from where nothing else has them. */
import { useCallback, useEffect, useRef } from 'react'
import type { GridPosition } from '../../table/grid/grid-position.ts'
import { isShortcut } from '../../ui/keys/shortcut.ts'

/** How many rows further; with 0 it goes to the row that keys start from. */
type Step = -1 | 0 | 1

/** Where the list stands, with rows or without: what the skip link leads to. */
export const entriesId = 'entries'

const letters: Readonly<Record<string, Step>> = { t: 0, j: 1, k: -1 }
const arrows: Readonly<Record<string, Step>> = { ArrowDown: 1, ArrowUp: -1 }
/** What has no use for arrows up and down itself. */
const arrowPlaces = 'body, [data-pill], [data-add-filter]'

/** Listens while there is a list; returns how to go there. A list that is still loaded is gone to when it is there. */
export function useTableKeys(place: GridPosition | undefined): () => void {
  const current = useRef(place)
  const wanted = useRef<{ by: Step; from: Element | null }>(undefined)
  const step = useCallback((by: Step) => {
    const { current: list } = current
    if (list?.step) list.step(by)
    else wanted.current = { by, from: document.activeElement }
  }, [])

  useEffect(() => {
    current.current = place
    const { by, from } = wanted.current ?? {}
    if (by === undefined || !place?.step) return
    wanted.current = undefined
    // Whoever went elsewhere meanwhile stays there.
    const { activeElement } = document
    if (activeElement === from || activeElement === document.body) place.step(by)
  })

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = findStep(event)
      if (by === undefined) return
      event.preventDefault()
      step(by)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [step])

  return useCallback(() => {
    if (!current.current?.step) focusOnce(document.getElementById(entriesId))
    step(0)
  }, [step])
}

function findStep(event: KeyboardEvent): Step | undefined {
  const { key, target } = event
  if (!isShortcut(event, key) || !(target instanceof Element)) return undefined
  // A body in the drawer is a list of its own.
  if (Object.hasOwn(letters, key)) return target.closest('[role=tree]') ? undefined : letters[key]
  return Object.hasOwn(arrows, key) && target.matches(arrowPlaces) ? arrows[key] : undefined
}

/** Gives the focus to what a click must not give it to. */
function focusOnce(element: HTMLElement | null): void {
  if (!element) return
  element.tabIndex = -1
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true })
  element.focus({ preventScroll: true })
}
