/** Undo and redo of the gestures that change the query, by button and by Ctrl or ⌘ with Z. */
import { useEffect, useRef, useState } from 'react'
import type { LogQuery } from '../../query/log-query.ts'
import { formatUrl } from '../../query/url-codec.ts'
import type { LogQueryControl } from './use-log-query.ts'

/** How many gestures are remembered. */
const longestMemory = 50

/** Where letters and their keys belong to the text. */
const typingPlaces = 'input, textarea, select, [contenteditable=""], [contenteditable=true]'

/** A query that was left, and when it was run: undoing shows the list that was there. */
type Left = Pick<LogQueryControl, 'query' | 'moment'>

type Memory = { past: readonly Left[]; future: readonly Left[] }

/** The control with a memory: what `undo` and `redo` go to is absent where there is nothing. */
export type UndoableControl = LogQueryControl & {
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

/** Remembers every query that a gesture left. */
export function useUndo(control: LogQueryControl): UndoableControl {
  const { query, moment, setQuery } = control
  const [{ past, future }, setMemory] = useState<Memory>({ past: [], future: [] })
  const address = formatUrl(query)
  // The browser's own Back may have gone there already.
  const isOther = (each: LogQuery) => formatUrl(each) !== address
  const before = past.findLastIndex(({ query: each }) => isOther(each))
  const after = future.findIndex(({ query: each }) => isOther(each))
  const left: Left = { query, moment }

  function goTo(target: Left | undefined, memory: Memory) {
    if (!target) return
    setMemory(memory)
    setQuery(target.query, { keepEntry: true, moment: target.moment })
  }
  const undo = () => goTo(past[before], { past: past.slice(0, before), future: [left, ...future] })
  const redo = () => goTo(future[after], { past: [...past, left], future: future.slice(after + 1) })

  const keys = useRef({ undo, redo })
  useEffect(() => {
    keys.current = { undo, redo }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const gesture = findGesture(event)
      if (!gesture) return
      event.preventDefault()
      keys.current[gesture]()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return {
    ...control,
    setQuery(next, options) {
      if (isOther(next)) setMemory({ past: [...past, left].slice(-longestMemory), future: [] })
      setQuery(next, options)
    },
    undo: before === -1 ? undefined : undo,
    redo: after === -1 ? undefined : redo,
  }
}

/** What a key asks for; nothing inside of text, whose own undo it is there. */
function findGesture(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined
  if (event.target instanceof Element && event.target.closest(typingPlaces)) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.metaKey && !event.shiftKey ? 'redo' : undefined
}
