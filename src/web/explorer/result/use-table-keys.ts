/**
 * Keys that reach the table from anywhere: `t` focuses it; j, k, and arrow keys that no element uses, step to the
 * next or the previous row.
 */
import { useCallback, useEffect, useRef } from 'react'
import type { GridPosition } from '../../table/grid/grid-position.ts'
import { isShortcut } from '../../ui/keys/shortcut.ts'

/** By how many rows to move; 0 focuses the row that keys start from. */
type Step = -1 | 0 | 1

/** The id of the element with the list, which the skip link leads to, even if there are no rows. */
export const entriesId = 'entries'

const letters: Readonly<Record<string, Step>> = { t: 0, j: 1, k: -1 }
const arrows: Readonly<Record<string, Step>> = { ArrowDown: 1, ArrowUp: -1 }
/** Elements with the focus that do not use the up and down arrows themselves. */
const arrowTargets = 'body, [data-pill], [data-add-filter]'

/**
 * Listens for the keys; returns a function that focuses the table. A table that is still loading is focused once it is
 * there, and so is the table of the next query when it replaces this one.
 */
export function useTableKeys(position: GridPosition | undefined): () => void {
  const latest = useRef(position)
  const pending = useRef<{ by: Step; from: Element | null }>(undefined)
  /** The table that was focused from outside; the table that replaces it takes over the focus. */
  const entered = useRef<GridPosition>(undefined)
  const step = useCallback((by: Step) => {
    const { current: list } = latest
    if (list?.step) list.step(by)
    else pending.current = { by, from: document.activeElement }
  }, [])

  useEffect(() => {
    latest.current = position
    if (entered.current && position !== entered.current && position?.step) {
      entered.current = undefined
      if (document.activeElement === document.body) position.step(0)
    }
    const { by, from } = pending.current ?? {}
    if (by === undefined || !position?.step) return
    pending.current = undefined
    // If the user has moved the focus meanwhile, it stays there.
    const { activeElement } = document
    if (activeElement === from || activeElement === document.body) position.step(by)
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
    if (!latest.current?.step) focusOnce(document.getElementById(entriesId))
    step(0)
    entered.current = latest.current
  }, [step])
}

function findStep(event: KeyboardEvent): Step | undefined {
  const { key, target } = event
  if (!isShortcut(event, key) || !(target instanceof Element)) return undefined
  // The tree of a body in the drawer uses these keys itself.
  if (Object.hasOwn(letters, key)) return target.closest('[role=tree]') ? undefined : letters[key]
  return Object.hasOwn(arrows, key) && target.matches(arrowTargets) ? arrows[key] : undefined
}

/** Focuses an element that a click must not focus. */
function focusOnce(element: HTMLElement | null): void {
  if (!element) return
  element.tabIndex = -1
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true })
  element.focus({ preventScroll: true })
}
