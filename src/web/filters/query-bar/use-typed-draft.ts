/** The text being typed into the query bar, with caret, highlighted completion and errors, as React state. */
import { useState } from 'react'
import type { LogQuery } from '../../../query/log-query.ts'

/** The request that a text was pasted from: the text replaces the query, and is not added to it. */
export type PastedSource = {
  base: LogQuery
  /** What the request contained that the text does not. */
  notices: readonly string[]
}

/** The draft in the query bar. It outlives a change of the query, because it adds to whatever is shown. */
export type TypedDraft = {
  text: string
  /** Absent while the text is added to the shown query. */
  source: PastedSource | undefined
  /** Whether there is anything to run. */
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
  edit: (text: string, caret: number, source?: PastedSource) => void
  /** Drops the draft. */
  revert: () => void
}

/** Holds the draft. */
export function useTypedDraft(): TypedDraft {
  const [text, setText] = useState('')
  const [source, setSource] = useState<PastedSource>()
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(-1)
  const [refusal, setRefusal] = useState('')
  const [isTried, setIsTried] = useState(false)

  function edit(next: string, nextCaret: number, nextSource = source) {
    setText(next)
    setSource(next.trim() === '' ? undefined : nextSource)
    setCaret(nextCaret)
    setActive(-1)
    setRefusal('')
    setIsTried(false)
  }

  return {
    text,
    source,
    isEdited: text.trim() !== '',
    caret,
    active,
    refusal,
    isTried,
    moveCaret: setCaret,
    setActive,
    refuse: setRefusal,
    markTried: () => setIsTried(true),
    edit,
    revert: () => edit('', 0, undefined),
  }
}
