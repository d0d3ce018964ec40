/** The state of the query bar: the typed text, the query that it means, its problems and completions. */
import { type RefObject, useRef, useState } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'
import type { Completion } from '../../../query/typed/typed-completions.ts'
import type { TypedProblem } from '../../../query/typed/typed-items.ts'
import { parseTyped, parseTypedAddition } from '../../../query/typed/typed-query.ts'
import type { TypedContext } from '../../../query/typed/typed-settings.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { createQueryBarActions, type QueryBarActions } from './query-bar-actions.ts'
import { useCompletions } from './use-completions.ts'
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
  completions: readonly Completion[]
  actions: QueryBarActions
}

/** Holds the typed text; calls `onRun` with the query to ask, and `onLeave` to move the focus to the entries. */
export function useQueryBar({
  log,
  query,
  context,
  onRun,
  onLeave,
}: {
  log: EditedLog
  query: LogQuery
  context: TypedContext
  onRun: (next: LogQuery) => void
  onLeave: () => void
}): QueryBarState {
  const input = useRef<HTMLInputElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const draft = useTypedDraft()
  const completions = useCompletions(log, query, draft, isOpen)
  const { source } = draft
  const parse = (text: string) =>
    source ? parseTyped(text, source.base, context) : parseTypedAddition(text, query, context)
  const parsed = parse(draft.text)
  const close = () => setIsOpen(false)
  const actions = createQueryBarActions({ input, query, draft, parse, close, onRun, onLeave })
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
