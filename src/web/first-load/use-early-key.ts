/** Keeps what was typed before the part that listens to it had been loaded, and gives it again. */
import { useEffect } from 'react'
import { isShortcut } from '../ui/shortcut.ts'

/** Longest wait for the field that a key leads to, in frames. */
const mostFrames = 30

/**
 * Takes one of the keys while `isMissing`, and the text typed after it; as soon as the part is there, the page
 * gets the key as if pressed now, and the field that it leads to gets the text.
 */
export function useEarlyKey(keys: readonly string[], isMissing: boolean): void {
  const list = keys.join('')
  useEffect(() => {
    if (!isMissing) return
    let early: string | undefined
    let text = ''
    const keep = (event: KeyboardEvent) => {
      const { key: typed, ctrlKey, metaKey, altKey, isComposing } = event
      if (early !== undefined && typed.length === 1 && !ctrlKey && !metaKey && !altKey) {
        if (isComposing) return
        event.preventDefault()
        event.stopPropagation()
        text += typed
        return
      }
      const key = [...list].find((each) => isShortcut(event, each))
      if (key === undefined) return
      event.preventDefault()
      early ??= key
    }
    document.addEventListener('keydown', keep, true)
    return () => {
      document.removeEventListener('keydown', keep, true)
      if (early === undefined) return
      const event = new KeyboardEvent('keydown', { key: early, bubbles: true, cancelable: true })
      // The listeners of the part are added in this same moment.
      window.setTimeout(() => {
        document.body.dispatchEvent(event)
        if (text !== '') typeWhenReady(text, mostFrames)
      })
    }
  }, [isMissing, list])
}

function typeWhenReady(text: string, frames: number): void {
  // This is how a field that React controls takes a text as if it had been typed.
  if (document.activeElement?.matches('input, textarea'))
    document.execCommand('insertText', false, text)
  else if (frames > 0) requestAnimationFrame(() => typeWhenReady(text, frames - 1))
}
