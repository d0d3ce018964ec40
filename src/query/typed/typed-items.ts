/**
 * The grammar of typed filters: text → items with their places. It knows no dataset.
 *
 *     item  = ["off:"] ["-"] name ":" value | ["off:"] ["-"] "local:" place (":" | "=") value
 *     value = word | string | "(" (word | string)* ")"
 *
 * A string is a JSON string; in a word nothing has to be escaped, and it ends at a space. `=` may stand
 * for `:` behind a name, as in an address.
 */

/** A stretch of the text: from, inclusive, to, exclusive, in UTF-16 units. */
export type TextRange = { from: number; to: number }

/**
 * One value, unquoted, and where it stands with its quotes. While the closing quote is missing the value
 * is open: all the rest of the text counts to it.
 */
export type TypedValue = TextRange & { text: string; isOpen?: boolean }

/** What is wrong with a stretch of the text, and what would be right. */
export type TypedProblem = TextRange & { message: string }

/** One item. `values` is empty when it has none; `problem` says why the item cannot be used. */
export type TypedItem = TextRange & {
  isOff: boolean
  isExcluded: boolean
  name: TypedValue
  /** Where a local filter looks, and whether it has to be exactly the value. */
  local?: { place: TypedValue; isExact: boolean }
  values: readonly TypedValue[]
  /** Whether the values stand in parentheses. */
  isGroup: boolean
  problem?: TypedProblem
}

/** All items of a text, in order; damaged ones carry their problem. */
export function readTypedItems(text: string): readonly TypedItem[] {
  const items: TypedItem[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const item = readItem(text, at)
    items.push(item)
    at = skipSpace(text, item.to)
  }
  return items
}

/** Writes a value so that it is read as it is: as a word where that is possible, else as a string. */
export function formatTypedValue(value: string): string {
  return /^[^\s"()\p{C}]+$/u.test(value) ? value : toStringLiteral(value)
}

/** Writes the place of a local filter, which ends at the first `:` or `=`. */
export function formatTypedPath(pointer: string): string {
  return /^[^\s"():=\p{C}]*$/u.test(pointer) ? pointer : toStringLiteral(pointer)
}

/** Characters that cannot be seen, or that an input would not keep, are written as escapes. */
function toStringLiteral(value: string): string {
  return JSON.stringify(value).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => toEscape(character, i)).join(''),
  )
}

function toEscape(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`
}

function readItem(text: string, from: number): TypedItem {
  const isOff = text.startsWith('off:', from)
  let at = isOff ? from + 'off:'.length : from
  const isExcluded = text[at] === '-'
  if (isExcluded) at += 1
  const name = readUntil(text, at, /[\s:="()]/)
  const item = { from, isOff, isExcluded, name, values: [], isGroup: false }
  if (!/[:=]/.test(text[name.to] ?? '')) {
    const { to } = readUntil(text, name.to, /\s/)
    return { ...item, to, problem: toWordProblem({ from, to }, text.slice(from, to)) }
  }
  if (name.text !== 'local') return { ...item, ...readValues(text, name.to + 1) }
  const place = readOne(text, name.to + 1, /[\s:="()]/)
  if (place.problem) return { ...item, to: place.to, problem: place.problem }
  const local = { place, isExact: text[place.to] === '=' }
  if (/[:=]/.test(text[place.to] ?? ''))
    return { ...item, local, ...readValues(text, place.to + 1) }
  const problem = {
    from,
    to: place.to,
    message: 'A local filter reads local:place:text, such as local:/raw/user_agent:terraform.',
  }
  return { ...item, local, to: place.to, problem }
}

/** What is said about a word without name; many people type the operators of other tools. */
function toWordProblem(stretch: TextRange, word: string): TypedProblem {
  const message = /^(and|or|not|&&|\|\|)$/i.test(word)
    ? 'Filters need no “and”, “or” or “not”: all of them hold, name:(a b) means either value, and -name:value excludes.'
    : `“${clip(word)}” does not say what to filter by. Choose a completion, or write name:value, such as actor_email:alice@example.com.`
  return { ...stretch, message }
}

type Values = Pick<TypedItem, 'to' | 'values' | 'isGroup' | 'problem'>

function readValues(text: string, from: number): Values {
  if (text[from] !== '(') {
    const { problem, ...value } = readOne(text, from, /\s/)
    const values = value.to > value.from ? [value] : []
    return { to: value.to, values, isGroup: false, ...(problem && { problem }) }
  }
  const values: TypedValue[] = []
  let at = skipSpace(text, from + 1)
  while (at < text.length && text[at] !== ')') {
    const { problem, ...value } = readOne(text, at, /[\s)]/)
    values.push(value)
    if (problem) return { to: value.to, values, isGroup: true, problem }
    at = skipSpace(text, value.to)
  }
  if (at < text.length) return { to: at + 1, values, isGroup: true }
  const problem = { from, to: at, message: 'This parenthesis is not closed. Add “)”.' }
  return { to: at, values, isGroup: true, problem }
}

/** Reads a word up to what ends it, or a string, behind which something has to end it, too. */
function readOne(text: string, from: number, end: RegExp): TypedValue & { problem?: TypedProblem } {
  if (text[from] !== '"') return readUntil(text, from, end)
  const closing = /^"(?:[^"\\]|\\.)*"/su.exec(text.slice(from))?.[0]
  if (closing === undefined) {
    const rest = { text: text.slice(from), from, to: text.length, isOpen: true }
    return {
      ...rest,
      problem: { from, to: rest.to, message: 'This quote is not closed. Add “"”.' },
    }
  }
  const to = from + closing.length
  const value = findStringValue(closing)
  if (value === undefined) {
    const message = 'In quotes, write a backslash as \\\\ and a quote as \\".'
    return { text: closing, from, to, problem: { from, to, message } }
  }
  if (to < text.length && !end.test(text[to] ?? '')) {
    const rest = readUntil(text, to, /\s/)
    const message =
      'A closing quote ends the value. Put a space behind it, or a backslash before it.'
    return { text: value, from, to: rest.to, problem: { from, to: rest.to, message } }
  }
  return { text: value, from, to }
}

function findStringValue(literal: string): string | undefined {
  try {
    // JSON forbids bare control characters; whoever types or pastes them means them.
    const escaped = literal.replace(/\p{Cc}/gu, (character) => toEscape(character, 0))
    const value: unknown = JSON.parse(escaped)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

function readUntil(text: string, from: number, end: RegExp): TypedValue {
  let to = from
  while (to < text.length && !end.test(text[to] ?? '')) to += 1
  return { text: text.slice(from, to), from, to }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at += 1
  return at
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
