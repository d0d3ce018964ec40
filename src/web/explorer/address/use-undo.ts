/** Undo and redo of the gestures that change the query, by button and by Ctrl or ⌘ with Z. */
import { useEffect, useRef, useState } from 'react'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { LogQueryControl } from './use-log-query.ts'

/** Undo forgets the oldest changes beyond this many. */
const maxUndoSteps = 50

/** Elements with their own undo. */
const textFields = 'input, textarea, select, [contenteditable=""], [contenteditable=true]'

/** A query that was left, and when it was run: undoing shows the list that was there. */
export type LeftQuery = Pick<LogQueryControl, 'query' | 'moment'>

/** The queries before the present one, latest last, and those that were undone, next first. */
export type UndoMemory = { past: readonly LeftQuery[]; future: readonly LeftQuery[] }

/** A query to go to, and the memory there. */
export type UndoStep = { target: LeftQuery; memory: UndoMemory }

/** The control with a memory: what `undo` and `redo` go to is absent where there is nothing. */
export type UndoableControl = LogQueryControl & {
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

/** The memory after a gesture that runs `next`; the same where that is the present query. */
export function remember(memory: UndoMemory, present: LeftQuery, next: LogQuery): UndoMemory {
  if (isSameQuery(present.query, next)) return memory
  return { past: [...memory.past, present].slice(-maxUndoSteps), future: [] }
}

/** The latest other query before the present one: the browser's own Back may have gone to the last already. */
export function findUndo({ past, future }: UndoMemory, present: LeftQuery): UndoStep | undefined {
  const at = past.findLastIndex(({ query }) => !isSameQuery(query, present.query))
  const target = past[at]
  return target && { target, memory: { past: past.slice(0, at), future: [present, ...future] } }
}

/** The next other query that was undone. */
export function findRedo({ past, future }: UndoMemory, present: LeftQuery): UndoStep | undefined {
  const at = future.findIndex(({ query }) => !isSameQuery(query, present.query))
  const target = future[at]
  return target && { target, memory: { past: [...past, present], future: future.slice(at + 1) } }
}

/** What a key press means; nothing in a text field. */
export function findUndoGesture(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'defaultPrevented' | 'target'
  >,
): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined
  const target = event.target as Partial<Element> | null
  if (target?.closest?.(textFields)) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.metaKey && !event.shiftKey ? 'redo' : undefined
}

/** Remembers every query that a gesture left. */
export function useUndo(control: LogQueryControl): UndoableControl {
  const { query, moment, setQuery } = control
  const [memory, setMemory] = useState<UndoMemory>({ past: [], future: [] })
  const present: LeftQuery = { query, moment }
  const toGesture = (step: UndoStep | undefined) =>
    step &&
    (() => {
      setMemory(step.memory)
      setQuery(step.target.query, { keepEntry: true, moment: step.target.moment })
    })
  const undo = toGesture(findUndo(memory, present))
  const redo = toGesture(findRedo(memory, present))

  const keys = useRef({ undo, redo })
  useEffect(() => {
    keys.current = { undo, redo }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const gesture = findUndoGesture(event)
      if (!gesture) return
      event.preventDefault()
      keys.current[gesture]?.()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  return {
    ...control,
    setQuery(next, options) {
      setMemory(remember(memory, present, next))
      setQuery(next, options)
    },
    undo,
    redo,
  }
}

function isSameQuery(one: LogQuery, other: LogQuery): boolean {
  return formatUrl(one) === formatUrl(other)
}
