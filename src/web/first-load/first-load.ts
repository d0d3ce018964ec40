/**
 * When the first load is over: the first row stands, or there is none to wait for. What the row does not
 * need is loaded from then on, so that it does not come before the row.
 */
import { useEffect, useSyncExternalStore } from 'react'

/** Longest wait for a row, in milliseconds: a slow answer must not keep the controls away. */
const longestWaitMs = 3_000

let isOver = false
const listeners = new Set<() => void>()

/** Whether the parts that come later may be loaded by now. */
export function useIsFirstLoadOver(): boolean {
  return useSyncExternalStore(subscribe, () => isOver)
}

/** Ends the first load: with the first row or without any, with the first key or press, or after a long wait. */
export function useFirstLoad(hasNoRow: boolean): void {
  useEffect(() => {
    if (hasNoRow) end()
    if (isOver) return
    const timer = window.setTimeout(end, longestWaitMs)
    let frame = requestAnimationFrame(look)
    function look() {
      const row = document.querySelector('[role="row"][aria-rowindex="2"]')
      // This comes before the frame is painted, and a task after it.
      if (row?.textContent) window.setTimeout(end)
      else frame = requestAnimationFrame(look)
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
