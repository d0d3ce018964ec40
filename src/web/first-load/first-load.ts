/**
 * When the first load is over: the first row is painted, or there is none to wait for. Parts that the row does
 * not need are loaded from then on.
 */
import { useEffect, useSyncExternalStore } from 'react'

/** A slow answer must not delay the controls for longer. */
const maxWaitMs = 3_000

let isOver = false
const listeners = new Set<() => void>()

/** Whether deferred parts may be loaded by now. */
export function useIsFirstLoadOver(): boolean {
  return useSyncExternalStore(subscribe, () => isOver)
}

/** Ends the first load: with the first row or without any, with the first key or press, or after a long wait. */
export function useFirstLoad(hasNoRow: boolean): void {
  useEffect(() => {
    if (hasNoRow) end()
    if (isOver) return
    const timer = window.setTimeout(end, maxWaitMs)
    let frame = requestAnimationFrame(findRow)
    function findRow() {
      const row = document.querySelector('[role="row"][aria-rowindex="2"]')
      // This comes before the frame is painted, and a task after it.
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
