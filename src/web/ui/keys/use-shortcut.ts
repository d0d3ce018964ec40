/** A hook for a shortcut of one letter that works anywhere in the page. */
import { useEffect, useRef } from 'react'
import { isShortcut } from './shortcut.ts'

/** Runs the latest `run` whenever the key is used as a shortcut. */
export function useShortcut(key: string, run: () => void): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event, key)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [key])
}
