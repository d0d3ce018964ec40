/** The state of the query bar: the typed text, the query that it means, its problems and completions. */
import { type RefObject, useRef, useState } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { TypedProblem } from '../../../query/typed/typed-items.ts'
import { parseTyped } from '../../../query/typed/typed-query.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { createQueryBarActions, type QueryBarActions } from './query-bar-actions.ts'
import { type BarCompletion, useCompletions } from './use-completions.ts'
import { type TypedDraft, useTypedDraft } from './use-typed-draft.ts'

/** The state that the parts of the query bar share. */
export type QueryBarState = {
  input: RefObject<HTMLInputElement | null>
  draft: TypedDraft
  /** The query that running the text would ask. */
  next: LogQuery
  /** Problems in the order in which they are shown: those at the caret last, until the user tries to run the text. */
  problems: readonly TypedProblem[]
  /** Whether there is a problem besides the item at the caret, which may still be completed. */
  isWrong: boolean
  /** Whether note and completions are shown. */
  isOpen: boolean
  setIsOpen: (isOpen: boolean) => void
  completions: readonly BarCompletion[]
  actions: QueryBarActions
}

/** Holds the text typed over `query`; calls `onRun` with the query to ask, `onFind` with a text to search for. */
export function useQueryBar(
  log: EditedLog,
  query: LogQuery,
  onRun: (next: LogQuery) => void,
  onFind: (text: string) => void,
): QueryBarState {
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const draft = useTypedDraft(query)
  const completions = useCompletions(log, query, draft, isOpen)
  const parsed = parseTyped(draft.text, draft.base)
  const close = () => setIsOpen(false)
  const actions = createQueryBarActions({ input, query, draft, parsed, close, onRun, onFind })
  const { problems, isWrong } = orderProblems(parsed.problems, draft)
  return {
    input,
    draft,
    next: parsed.query,
    problems,
    isWrong,
    isOpen,
    setIsOpen,
    completions,
    actions,
  }
}

function orderProblems(
  problems: readonly TypedProblem[],
  { caret, isTried }: TypedDraft,
): Pick<QueryBarState, 'problems' | 'isWrong'> {
  if (isTried) return { problems, isWrong: problems.length > 0 }
  const isAtCaret = ({ from, to }: TypedProblem) => from <= caret && caret <= to
  const elsewhere = problems.filter((problem) => !isAtCaret(problem))
  return {
    problems: [...elsewhere, ...problems.filter(isAtCaret)],
    isWrong: elsewhere.length > 0,
  }
}
