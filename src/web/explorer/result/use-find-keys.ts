/** The keys of the search in loaded entries: n and Shift+N step through the hits; Escape in the table ends the search. */
import { useEffect, useRef } from 'react'
import type { Find } from '../../find/use-find.ts'
import { isShortcut } from '../../ui/keys/shortcut.ts'

/** Listens while the component is mounted; `clear` is absent while Escape has another meaning. */
export function useFindKeys(find: Find, clear: (() => void) | undefined): void {
  const { step, hits } = find
  const latest = useRef({ step, hasHits: false, clear })
  useEffect(() => {
    latest.current = { step, hasHits: hits.length > 0, clear }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { step, hasHits, clear } = latest.current
      if (hasHits && isShortcut(event, 'n')) step(1)
      else if (hasHits && isShortcut(event, 'N')) step(-1)
      else if (clear && isShortcut(event, 'Escape') && isInGrid(event.target)) clear()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isInGrid(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=grid]') !== null
}
