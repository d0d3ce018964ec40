/** The text being typed into the query bar, with caret, highlighted completion and errors, as React state. */
import { useState } from 'react'
import { formatUrl } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { formatTypedFilters } from '../../../query/typed/typed-query.ts'

/** A text and the query that it was started from. */
type StoredDraft = {
  text: string
  /** The address of the query that was shown; the draft is dropped when another query is shown. */
  address: string
  base: LogQuery
  notices: readonly string[]
}

/** The draft in the query bar. Until the user types, its text is that of the query's filters. */
export type TypedDraft = {
  text: string
  /** The query that supplies log, scope, time range and direction for the text. */
  base: LogQuery
  /** What a pasted request contained that the draft does not. */
  notices: readonly string[]
  /** The text of the shown query's filters. */
  initialText: string
  /** Whether running the draft would change the query. */
  isEdited: boolean
  /** Position of the caret in the text. */
  caret: number
  /** Index of the highlighted completion; -1 for none. */
  active: number
  /** Why a pasted request was refused; empty if it was not. */
  refusal: string
  /** Whether the user tried to run the text as it is. */
  isTried: boolean
  moveCaret: (caret: number) => void
  setActive: (index: number) => void
  refuse: (refusal: string) => void
  markTried: () => void
  /** Replaces the text; `source` is given when the text comes from a pasted request. */
  edit: (text: string, caret: number, source?: Pick<StoredDraft, 'base' | 'notices'>) => void
  /** Drops the draft, so that the bar shows the filters of the query again. */
  revert: () => void
}

/** Holds the draft over `query`. */
export function useTypedDraft(query: LogQuery): TypedDraft {
  const [stored, setStored] = useState<StoredDraft>()
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(-1)
  const [refusal, setRefusal] = useState('')
  const [isTried, setIsTried] = useState(false)
  const address = formatUrl(query)
  const initialText = formatTypedFilters(query)
  const current = stored?.address === address ? stored : undefined
  const { text, base, notices } = current ?? { text: initialText, base: query, notices: [] }

  function clearErrors() {
    setActive(-1)
    setRefusal('')
    setIsTried(false)
  }

  return {
    text,
    base,
    notices,
    initialText,
    isEdited: base !== query || text.trim() !== initialText,
    caret,
    active,
    refusal,
    isTried,
    moveCaret: setCaret,
    setActive,
    refuse: setRefusal,
    markTried: () => setIsTried(true),
    edit(next, nextCaret, source = { base, notices }) {
      setStored({ text: next, address, base: source.base, notices: source.notices })
      setCaret(nextCaret)
      clearErrors()
    },
    revert() {
      setStored(undefined)
      clearErrors()
    },
  }
}
