/** The keys of the search in loaded entries: n goes to the next hit, Shift+N to the previous one. */
import { useEffect, useRef } from 'react'
import type { Find } from '../../find/use-find.ts'
import { isShortcut } from '../../ui/keys/shortcut.ts'

/** Listens while the component is mounted. */
export function useFindKeys(find: Find): void {
  const { step, hits } = find
  const latest = useRef({ step, hasHits: false })
  useEffect(() => {
    latest.current = { step, hasHits: hits.length > 0 }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (latest.current.hasHits && isShortcut(event, 'n')) latest.current.step(1)
      else if (latest.current.hasHits && isShortcut(event, 'N')) latest.current.step(-1)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
