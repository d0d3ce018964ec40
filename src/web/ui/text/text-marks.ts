/** The texts that a part of the screen marks wherever it shows them, such as the text that was searched for. */
import { createContext, useContext } from 'react'
import { toTextPattern } from './text-pattern.ts'

/** The texts, and the pattern that matches any of them. */
export type TextMarks = {
  texts: readonly string[]
  pattern: RegExp
  /** Matches the one of the texts that was searched for; absent when the texts are those of filters only. */
  wanted?: RegExp
}

/** Without a provider nothing is marked. */
export const TextMarksContext = createContext<TextMarks | undefined>(undefined)

/** The marks of this part of the screen. */
export function useTextMarks(): TextMarks | undefined {
  return useContext(TextMarksContext)
}

/** Marks for texts, each once, and for the text that was searched for; `undefined` for none. */
export function toTextMarks(texts: readonly string[], find = ''): TextMarks | undefined {
  const distinct = [...new Set([find, ...texts])].filter((text) => text !== '')
  if (distinct.length === 0) return undefined
  const marks = { texts: distinct, pattern: toTextPattern(distinct) }
  return find === '' ? marks : { ...marks, wanted: toTextPattern([find]) }
}

/** The style of a mark; readable in both themes. */
export const foundClass = 'rounded-sm bg-kumo-warning/45 text-kumo-default'

/** Maximum number of marks in one text. */
const maxMarks = 500

/** A part of a text, marked or not. */
export type MarkedPart = { text: string; start: number; isMarked: boolean }

/** Splits a text at its matches. */
export function toMarkedParts(text: string, { pattern }: TextMarks): readonly MarkedPart[] {
  const parts: MarkedPart[] = []
  let end = 0
  let marks = 0
  for (const { 0: match, index } of text.matchAll(pattern)) {
    if (marks++ === maxMarks) break
    if (index > end) parts.push({ text: text.slice(end, index), start: end, isMarked: false })
    parts.push({ text: match, start: index, isMarked: true })
    end = index + match.length
  }
  if (end < text.length) parts.push({ text: text.slice(end), start: end, isMarked: false })
  return parts
}
