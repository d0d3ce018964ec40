/** Undo and redo of the gestures that change the query, by button and by Ctrl or ⌘ with Z. */
import { useEffect, useRef, useState } from 'react'
import type { Seal } from '../../../query/address/seal-text.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { LogQueryControl } from './use-log-query.ts'

/** Undo forgets the oldest changes beyond this many. */
const maxUndoSteps = 50

/** Elements with their own undo. The search bar has none while it is empty, as after a filter was added from it. */
const textFields = 'input, textarea, select, [contenteditable=""], [contenteditable=true]'

/** A query that was run, its moment, so that undo shows the same list again, and the fingerprint that its address had. */
export type VisitedQuery = Pick<LogQueryControl, 'query' | 'moment'> & { seal?: Seal | undefined }

/** The queries before the present one, latest last, and those that were undone, next first. */
export type UndoMemory = { past: readonly VisitedQuery[]; future: readonly VisitedQuery[] }

/** The query that undo or redo runs, and the memory after that. */
export type UndoStep = { target: VisitedQuery; memory: UndoMemory }

/** The control with `undo` and `redo`; each is absent when there is nothing to undo or redo. */
export type UndoableControl = LogQueryControl & {
  undo: (() => void) | undefined
  redo: (() => void) | undefined
}

/** The memory after a gesture that runs `next`; unchanged if that is the present query. */
export function remember(memory: UndoMemory, present: VisitedQuery, next: LogQuery): UndoMemory {
  if (isSameQuery(present.query, next)) return memory
  return { past: [...memory.past, present].slice(-maxUndoSteps), future: [] }
}

/** The latest query that differs from the present one; the browser's Back may have reached the last already. */
export function findUndo(
  { past, future }: UndoMemory,
  present: VisitedQuery,
): UndoStep | undefined {
  const at = past.findLastIndex(({ query }) => !isSameQuery(query, present.query))
  const target = past[at]
  return target && { target, memory: { past: past.slice(0, at), future: [present, ...future] } }
}

/** The next undone query that differs from the present one. */
export function findRedo(
  { past, future }: UndoMemory,
  present: VisitedQuery,
): UndoStep | undefined {
  const at = future.findIndex(({ query }) => !isSameQuery(query, present.query))
  const target = future[at]
  return target && { target, memory: { past: [...past, present], future: future.slice(at + 1) } }
}

/** The gesture of a key press; `undefined` in a text field with its own undo. */
export function findUndoGesture(
  event: Pick<
    KeyboardEvent,
    'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'defaultPrevented' | 'target'
  >,
): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return undefined
  const target = event.target as Partial<HTMLInputElement> | null
  const isEmptyBar = target?.value === '' && target.matches?.('[data-query-bar]')
  if (target?.closest?.(textFields) && !isEmptyBar) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.metaKey && !event.shiftKey ? 'redo' : undefined
}

/** Adds undo and redo to the control, and remembers every query that a gesture replaces. */
export function useUndo(control: LogQueryControl): UndoableControl {
  const { query, moment, screen, setQuery } = control
  const [memory, setMemory] = useState<UndoMemory>({ past: [], future: [] })
  const present: VisitedQuery = { query, moment, seal: screen.seal }
  const toGesture = (step: UndoStep | undefined) =>
    step &&
    (() => {
      setMemory(step.memory)
      const { query: next, ...shown } = step.target
      setQuery(next, { keepEntry: true, ...shown })
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
      if (!options?.replaces) setMemory(remember(memory, present, next))
      setQuery(next, options)
    },
    undo,
    redo,
  }
}

function isSameQuery(one: LogQuery, other: LogQuery): boolean {
  return formatUrl(one) === formatUrl(other)
}
