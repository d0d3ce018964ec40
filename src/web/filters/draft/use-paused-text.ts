/** A hook that follows a typed text only after a pause, for questions that read every loaded entry. */
import { useEffect, useState } from 'react'

/** How long after the last key press the text is taken. */
const debounceMs = 150

/** The text as it was at the last pause; an empty text is taken at once. */
export function usePausedText(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), debounceMs)
    return () => clearTimeout(timer)
  }, [text])
  return text === '' ? '' : paused
}
