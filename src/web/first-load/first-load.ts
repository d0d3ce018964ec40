/**
 * Tells when the first load is over: the first row is painted, or no row will come. Parts that the row does not
 * need are loaded after that.
 */
import { useEffect, useSyncExternalStore } from 'react'

/** Ends the first load without a row, so that a slow answer does not delay the controls for longer. */
const maxWaitMs = 3_000

let isOver = false
const listeners = new Set<() => void>()

/** Whether deferred parts may be loaded. */
export function useIsFirstLoadOver(): boolean {
  return useSyncExternalStore(subscribe, () => isOver)
}

/**
 * Ends the first load with the first row, with the first key or pointer press, or after `maxWaitMs`; at once if
 * no row will come (`hasNoRow`).
 */
export function useFirstLoad(hasNoRow: boolean): void {
  useEffect(() => {
    if (hasNoRow) end()
    if (isOver) return
    const timer = window.setTimeout(end, maxWaitMs)
    let frame = requestAnimationFrame(findRow)
    function findRow() {
      const row = document.querySelector('[role="row"][aria-rowindex="2"]')
      // A frame callback runs before the frame is painted; a task runs after it.
      if (row?.textContent) window.setTimeout(end)
      else frame = requestAnimationFrame(findRow)
    }
    document.addEventListener('keydown', end)
    document.addEventListener('pointerdown', end)
    return () => {
      window.clearTimeout(timer)
      cancelAnimationFrame(frame)
      document.removeEventListener('keydown', end)
      document.removeEventListener('pointerdown', end)
    }
  }, [hasNoRow])
}

function end(): void {
  if (isOver) return
  isOver = true
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
