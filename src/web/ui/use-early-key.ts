/** Keeps the key that was pressed before the part that listens to it had been loaded, and gives it again. */
import { useEffect } from 'react'
import { isShortcut } from './shortcut.ts'

/** Takes one of the keys while `isMissing`; as soon as the part is there, the page gets the key as if pressed now. */
export function useEarlyKey(keys: readonly string[], isMissing: boolean): void {
  const list = keys.join('')
  useEffect(() => {
    if (!isMissing) return
    let early: string | undefined
    const keep = (event: KeyboardEvent) => {
      const key = [...list].find((each) => isShortcut(event, each))
      if (key === undefined) return
      event.preventDefault()
      early ??= key
    }
    document.addEventListener('keydown', keep)
    return () => {
      document.removeEventListener('keydown', keep)
      if (early === undefined) return
      const event = new KeyboardEvent('keydown', { key: early, bubbles: true, cancelable: true })
      // The listeners of the part are added in this same moment.
      window.setTimeout(() => document.body.dispatchEvent(event))
    }
  }, [isMissing, list])
}
