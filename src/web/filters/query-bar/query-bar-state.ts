/**
 * The state of the typed bar: what is being typed, what it means, and what could stand at the caret.
 * While nothing is typed the bar shows the filters of the query.
 */
import { type RefObject, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { getDataset } from '../../../catalog/index.ts'
import { formatUrl } from '../../../query/address/url-codec.ts'
import { listOfferedParameters } from '../../../query/list-offered-parameters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { parsePastedRequest } from '../../../query/pasted/pasted-request.ts'
import {
  type Completion,
  completeTyped,
  findBareWord,
} from '../../../query/typed/typed-completions.ts'
import type { TypedProblem } from '../../../query/typed/typed-items.ts'
import { formatTyped, formatTypedFilters, parseTyped } from '../../../query/typed/typed-query.ts'
import type { EditedLog } from '../draft/edited-log.ts'
import { useSuggestions } from '../draft/use-suggestions.ts'

/** Most completions that are listed; typing finds the others. */
const listedCompletions = 60

/** What is being typed, over the query that it began from. */
type Draft = {
  text: string
  /** The address of the query that was shown; another query ends the draft. */
  address: string
  /** The log, scope, time and direction that the text is for. */
  base: LogQuery
  /** What was left out in pasting. */
  notices: readonly string[]
}

/** What is offered at the caret: a text to insert, or to find in what is loaded. */
export type BarOffer = Completion & { find?: string }

/** The typed bar as its parts need it. */
export type QueryBarState = {
  input: RefObject<HTMLInputElement | null>
  text: string
  /** Whether note and completions are shown. */
  isOpen: boolean
  setIsOpen: (isOpen: boolean) => void
  isEdited: boolean
  /** What running would ask. */
  next: LogQuery
  /**
   * What keeps it from running: first what is not being typed at this moment, or, once running was tried, what
   * is pointed to.
   */
  problems: readonly TypedProblem[]
  caret: number
  /** Whether something is wrong beside the item at the caret, which may still become right. */
  isWrong: boolean
  refusal: string
  notices: readonly string[]
  completions: readonly BarOffer[]
  active: number
  setActive: (index: number) => void
  edit: (text: string, caret: number) => void
  moveCaret: (caret: number) => void
  /** Takes a pasted text for a request; false when it is none, and belongs into the text. */
  paste: (pasted: string) => boolean
  accept: (offer: BarOffer) => void
  /** Puts the caret behind the text, ready for another item, of which some may be typed already. */
  begin: (typed: string) => void
  /** Runs what is typed, or points to what is wrong; true when there is nothing left to do. */
  run: () => boolean
  revert: () => void
}

/** Holds what is typed over a query; `onRun` is told the query that it means, `onFind` a text to look for. */
export function useQueryBar(
  log: EditedLog,
  query: LogQuery,
  onRun: (next: LogQuery) => void,
  onFind: (text: string) => void,
): QueryBarState {
  const input = useRef<HTMLInputElement>(null)
  const [kept, setDraft] = useState<Draft>()
  const [isOpen, setIsOpen] = useState(false)
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(-1)
  const [refusal, setRefusal] = useState('')
  const [isTried, setIsTried] = useState(false)
  const address = formatUrl(query)
  const shown = formatTypedFilters(query)
  const draft = kept?.address === address ? kept : undefined
  const { text, base, notices } = draft ?? { text: shown, base: query, notices: [] }
  const isEdited = base !== query || text.trim() !== shown
  const parsed = parseTyped(text, base)
  const isAtCaret = ({ from, to }: TypedProblem) => from <= caret && caret <= to
  const firm = parsed.problems.filter((each) => !isAtCaret(each))
  const isElsewhere = base.dataset !== query.dataset
  // What was loaded belongs to the log on the page, and counting it takes time.
  const isCounted = isOpen && !isElsewhere
  const { suggestionsFor } = useSuggestions(
    log,
    isCounted ? listOfferedParameters(text, caret, log.dataset) : [],
  )

  function edit(next: string, at: number) {
    setDraft({ text: next, address, base, notices })
    setCaret(at)
    setActive(-1)
    setRefusal('')
    setIsTried(false)
  }

  function select(from: number, to: number) {
    input.current?.focus()
    input.current?.setSelectionRange(from, to)
  }

  function accept({ from, to, insert, find }: BarOffer) {
    if (find !== undefined) {
      const rest = text.slice(0, from) + text.slice(to)
      if (rest.trim() === shown) revert()
      else edit(rest, from)
      setIsOpen(false)
      onFind(find)
      return
    }
    const at = from + insert.length
    flushSync(() => edit(text.slice(0, from) + insert + text.slice(to), at))
    select(at, at)
  }

  function begin(typed: string) {
    const spaced = text.trim() === '' ? '' : `${text.trimEnd()} `
    const begun = spaced + typed
    flushSync(() => edit(begun, begun.length))
    select(begun.length, begun.length)
  }

  function paste(pasted: string): boolean {
    const read = parsePastedRequest(pasted, query, window.location.host)
    if (!read) return false
    if (read.refused !== undefined) {
      setRefusal(read.refused)
      return true
    }
    const written = `${formatTyped(read.query)} `
    edit(written, written.length)
    const left = [...read.problems, ...read.notices]
    setDraft({ text: written, address, base: read.query, notices: left })
    return true
  }

  function revert() {
    setDraft(undefined)
    setRefusal('')
    setActive(-1)
    setIsTried(false)
  }

  function run(): boolean {
    const [first] = parsed.problems
    if (!first) {
      revert()
      if (isEdited) onRun(parsed.query)
      return true
    }
    // A request that was typed or dropped has not come by the clipboard.
    if (paste(text)) return false
    setIsTried(true)
    select(first.from, first.to)
    return false
  }

  function listOffers(): readonly BarOffer[] {
    const known = isElsewhere ? () => [] : suggestionsFor
    const completions = completeTyped(text, caret, getDataset(base.dataset), known)
      .filter(({ from, to, insert }) => text.slice(from, to) !== insert.trim())
      .slice(0, listedCompletions)
    const word = isElsewhere ? undefined : findBareWord(text, caret)
    return word && word.text !== '' ? [...completions, toFindOffer(word)] : completions
  }

  return {
    input,
    text,
    isOpen,
    setIsOpen,
    caret,
    isEdited,
    refusal,
    notices,
    active,
    setActive,
    next: parsed.query,
    problems: isTried ? parsed.problems : [...firm, ...parsed.problems.filter(isAtCaret)],
    isWrong: firm.length > 0 || (isTried && parsed.problems.length > 0),
    completions: isOpen ? listOffers() : [],
    edit,
    moveCaret: setCaret,
    paste,
    begin,
    accept,
    run,
    revert,
  }
}

/** A word without a name may be meant as what a search field elsewhere takes. */
function toFindOffer({ from, to, text }: { from: number; to: number; text: string }): BarOffer {
  const label = `Find “${text}” in loaded entries`
  return { from, to, insert: '', label, detail: 'bodies included', find: text }
}
