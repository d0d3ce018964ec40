/** What the user can do with the text in the query bar: complete it, paste a request, run it. */
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { LogQuery } from '../../../query/log-query.ts'
import { parsePastedRequest } from '../../../query/pasted/pasted-request.ts'
import { formatTyped, type parseTyped } from '../../../query/typed/typed-query.ts'
import type { BarCompletion } from './use-completions.ts'
import type { TypedDraft } from './use-typed-draft.ts'

/** The actions of the query bar. */
export type QueryBarActions = {
  /** Inserts a completion, or starts its full-text search. */
  accept: (completion: BarCompletion) => void
  /** Appends `typed` as the start of a new item and puts the caret after it. */
  begin: (typed: string) => void
  /** Reads a pasted request; returns false if the text is none, so that it is inserted as text. */
  paste: (pasted: string) => boolean
  /** Runs the text, or selects its first problem; returns true if the bar can close. */
  run: () => boolean
}

type ActionContext = {
  input: RefObject<HTMLInputElement | null>
  query: LogQuery
  draft: TypedDraft
  parsed: ReturnType<typeof parseTyped>
  close: () => void
  onRun: (next: LogQuery) => void
  onFind: (text: string) => void
}

/** Creates the actions for the draft of the current render. */
export function createQueryBarActions(context: ActionContext): QueryBarActions {
  const { input, query, draft, parsed, close, onRun, onFind } = context
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
    accept({ from, to, insert, find }) {
      const [before, after] = [text.slice(0, from), text.slice(to)]
      if (find === undefined) return editAt(before + insert + after, from + insert.length)
      const withoutWord = before + after
      if (withoutWord.trim() === draft.initialText) draft.revert()
      else draft.edit(withoutWord, from)
      close()
      onFind(find)
    },
    begin(typed) {
      const next = (text.trim() === '' ? '' : `${text.trimEnd()} `) + typed
      editAt(next, next.length)
    },
    run() {
      const [problem] = parsed.problems
      if (!problem) {
        draft.revert()
        if (draft.isEdited) onRun(parsed.query)
        return true
      }
      // A request that was typed or dropped into the field caused no paste event.
      if (paste(text)) return false
      draft.markTried()
      select(problem.from, problem.to)
      return false
    },
  }
}
