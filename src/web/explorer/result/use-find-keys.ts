/** The keys of the search in loaded entries: n and Shift+N go to the next hit and back. */
import { useEffect, useRef } from 'react'
import type { Find } from '../../find/use-find.ts'
import { isShortcut } from '../../ui/keys/shortcut.ts'

/** Listens while the page is shown. */
export function useFindKeys(find: Find): void {
  const { step, hits } = find
  const now = useRef({ step, hasHits: false })
  useEffect(() => {
    now.current = { step, hasHits: hits.length > 0 }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (now.current.hasHits && isShortcut(event, 'n')) now.current.step(1)
      else if (now.current.hasHits && isShortcut(event, 'N')) now.current.step(-1)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
