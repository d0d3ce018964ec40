/** What the user can do with the text in the query bar: complete it, paste a request, run it. */
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { LogQuery } from '../../../query/log-query.ts'
import { parsePastedRequest } from '../../../query/pasted/pasted-request.ts'
import type { Completion } from '../../../query/typed/typed-completions.ts'
import { formatTyped, type ParsedTyped } from '../../../query/typed/typed-query.ts'
import type { TypedDraft } from './use-typed-draft.ts'

/** The actions of the query bar. */
export type QueryBarActions = {
  /** Inserts a completion. When that finishes a filter and the text has no problem, the filters are added. */
  accept: (completion: Completion) => void
  /** Appends `typed` as the start of a new item and puts the caret after it. */
  begin: (typed: string) => void
  /** Reads a pasted request; returns false if the text is none, so that it is inserted as text. */
  paste: (pasted: string) => boolean
  /** Runs the text and leaves the bar, or selects the first problem of the text. */
  run: () => void
}

type ActionContext = {
  input: RefObject<HTMLInputElement | null>
  query: LogQuery
  draft: TypedDraft
  /** Parses a text of the draft. */
  parse: (text: string) => ParsedTyped
  close: () => void
  onRun: (next: LogQuery) => void
  onLeave: () => void
}

/** Creates the actions for the draft of the current render. */
export function createQueryBarActions(context: ActionContext): QueryBarActions {
  const { input, query, draft, parse, close, onRun, onLeave } = context
  const { text } = draft

  function select(from: number, to: number) {
    input.current?.focus()
    input.current?.setSelectionRange(from, to)
  }

  /** Renders the new text at once, because the caret can only be set in the rendered text. */
  function editAt(next: string, caret: number) {
    flushSync(() => draft.edit(next, caret))
    select(caret, caret)
  }

  function paste(pasted: string): boolean {
    const request = parsePastedRequest(pasted, query, window.location.host)
    if (!request) return false
    if (request.refused !== undefined) {
      draft.refuse(request.refused)
      return true
    }
    const typed = `${formatTyped(request.query)} `
    const notices = [...request.problems, ...request.notices]
    draft.edit(typed, typed.length, { base: request.query, notices })
    return true
  }

  return {
    paste,
    accept({ from, to, insert }) {
      const next = text.slice(0, from) + insert + text.slice(to)
      const parsed = parse(next)
      // A name is not a filter yet, and a pasted request runs as a whole.
      const isFinished =
        !/:$/.test(insert) && parsed.problems.length === 0 && draft.source === undefined
      if (!isFinished) return editAt(next, from + insert.length)
      draft.revert()
      close()
      onRun(parsed.query)
    },
    begin(typed) {
      const next = (text.trim() === '' ? '' : `${text.trimEnd()} `) + typed
      editAt(next, next.length)
    },
    run() {
      const { query: next, problems } = parse(text)
      const [problem] = problems
      if (!problem) {
        draft.revert()
        close()
        // The focus leaves first, because the query may replace the table.
        onLeave()
        if (draft.isEdited) onRun(next)
        return
      }
      // A request that was typed or dropped into the field caused no paste event.
      if (paste(text)) return
      draft.markTried()
      select(problem.from, problem.to)
    },
  }
}
