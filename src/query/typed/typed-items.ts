/**
 * The grammar of typed filters: splits a text into items with their positions. It does not depend on a dataset.
 *
 *     item  = ["off:"] ["-"] name ":" value | ["off:"] ["-"] "local:" pointer (":" | "=") value
 *           | ["off:"] ["-"] (word | string)
 *     value = word | string | "(" (word | string)* ")"
 *
 * A string is a JSON string. A word has no escapes and ends at a space. After a name `=` may be used instead of `:`, as
 * in an address. A word or a string without a name is a text to search for, and always usable.
 */

/** A part of the text in UTF-16 units: `from` is inclusive, `to` exclusive. */
export type TextRange = { from: number; to: number }

/**
 * A value without quotes, and its range with quotes. A value without its closing quote is open: it includes the
 * remaining text.
 */
export type TypedValue = TextRange & { text: string; isOpen?: boolean }

/** A part of the text that cannot be used; `message` says for the user what to write instead. */
export type TypedProblem = TextRange & { message: string }

/** An item; `problem` says why it cannot be used. */
export type TypedItem = TextRange & {
  isOff: boolean
  isExcluded: boolean
  name: TypedValue
  /** The JSON Pointer of a local filter, and whether the value at it has to equal the text. */
  local?: { pointer: TypedValue; isExact: boolean }
  values: readonly TypedValue[]
  /** Whether the values are in parentheses. */
  isGroup: boolean
  /** Whether the only value is a text without a name, and whether that is in quotes. */
  bare?: { isQuoted: boolean }
  problem?: TypedProblem
}

/** Maximum length of a typed or pasted text, in UTF-16 units: four times the longest query string. */
export const maxTypedLength = 65_536

/** The message for a text that is longer than `maxTypedLength`; `undefined` for any other text. */
export function findLengthProblem(text: string): string | undefined {
  if (text.length <= maxTypedLength) return undefined
  const [length, maxLength] = [text.length, maxTypedLength].map((count) =>
    count.toLocaleString('en-US'),
  )
  return `This text has ${length} characters; at most ${maxLength} are read. Shorten it.`
}

/** Maximum number of items; an address carries half as many values. */
const maxItems = 1_024

/** Parses all items of a text, in order, with their problems; a text over `maxTypedLength` has none. */
export function parseTypedItems(text: string): readonly TypedItem[] {
  if (text.length > maxTypedLength) return []
  const items: TypedItem[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const item = items.length < maxItems ? readItem(text, at) : toRestItem(text, at)
    items.push(item)
    at = skipSpace(text, item.to)
  }
  return items
}

/** The rest of a text with too many items, as one item with a problem. */
function toRestItem(text: string, from: number): TypedItem {
  const to = text.length
  const message = `This is more than ${maxItems.toLocaleString('en-US')} filters. Leave some out.`
  const name = { text: '', from, to: from }
  const item = { from, to, isOff: false, isExcluded: false, name, values: [], isGroup: false }
  return { ...item, problem: { from, to, message } }
}

/** Formats a value as a word where that is possible, else as a string. */
export function formatTypedValue(value: string): string {
  return /^[^\s"()\p{C}]+$/u.test(value) ? value : toStringLiteral(value)
}

/** Formats the JSON Pointer of a local filter, which ends at the first `:` or `=`. */
export function formatTypedPath(pointer: string): string {
  return /^[^\s"():=\p{C}]*$/u.test(pointer) ? pointer : toStringLiteral(pointer)
}

/** Formats a JSON string. Escapes characters that are invisible or that an input element would remove. */
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
  if (!isName(text, name)) return readBare(text, { ...item, isExcluded }, at)
  if (name.text !== 'local') return { ...item, ...readValues(text, name.to + 1) }
  const pointer = readOne(text, name.to + 1, /[\s:="()]/)
  if (pointer.problem) return { ...item, to: pointer.to, problem: pointer.problem }
  const local = { pointer, isExact: text[pointer.to] === '=' }
  if (/[:=]/.test(text[pointer.to] ?? '')) {
    return { ...item, local, ...readValues(text, pointer.to + 1) }
  }
  const problem = {
    from,
    to: pointer.to,
    message: 'A local filter reads local:place:text, such as local:/raw/user_agent:terraform.',
  }
  return { ...item, local, to: pointer.to, problem }
}

/** Whether a word is the name of a filter: `2001:db8::7`, `10:30` and `https://…` are texts. */
function isName(text: string, { text: name, to }: TypedValue): boolean {
  if (!/[:=]/.test(text[to] ?? '') || !/^[a-z_][\w.-]*$/i.test(name)) return false
  const next = text.slice(to, to + 3)
  if (/^[0-9a-f]{1,4}$/i.test(name) && next.startsWith('::')) return false
  return !(/^(https?|wss?|ftp)$/i.test(name) && next === '://')
}

/** Reads a text without a name. A quote or a sign that makes no sense is a part of it. */
function readBare(
  text: string,
  { from, isOff, isExcluded }: Pick<TypedItem, 'from' | 'isOff' | 'isExcluded'>,
  at: number,
): TypedItem {
  const { problem, ...string } = readOne(text, at, /\s/)
  const isOpen = problem !== undefined && string.isOpen === true && string.text.length > 1
  const isQuoted = text[at] === '"' && (isOpen || (!problem && string.text !== ''))
  const word = readUntil(text, at, /\s/)
  const { text: found, to } = isQuoted ? string : word
  const isAlone = found === ''
  const value = {
    text: isAlone ? text.slice(from, to) : isOpen ? found.slice(1) : found,
    from: at,
    to,
    ...(isOpen && { isOpen }),
  }
  return {
    from,
    to,
    isOff: isOff && !isAlone,
    isExcluded: isExcluded && !isAlone,
    name: { text: value.text, from: isAlone ? from : at, to },
    values: [value],
    isGroup: false,
    bare: { isQuoted },
  }
}

/**
 * Joins the words that follow each other without a name into one phrase; words in quotes, excluded and disabled ones
 * stay single. An operator of other tools between filters has a problem, because filters need none.
 */
export function joinPhrases(items: readonly TypedItem[]): readonly TypedItem[] {
  const joined: TypedItem[] = []
  const isWord = ({ bare, isOff, isExcluded }: TypedItem) =>
    bare !== undefined && !bare.isQuoted && !isOff && !isExcluded
  let words: TypedItem[] = []
  function endPhrase(): void {
    const [first] = words
    const { to } = words.at(-1) ?? {}
    if (!first || to === undefined) return
    const { from } = first
    const text = words.map(({ name }) => name.text).join(' ')
    const isOperator = words.length === 1 && items.length > 1 && operators.test(text)
    const phrase = { ...first, to, values: [{ text, from, to }] }
    joined.push(isOperator ? { ...phrase, problem: { from, to, message: operatorWords } } : phrase)
    words = []
  }
  for (const item of items) {
    if (isWord(item)) words.push(item)
    else {
      endPhrase()
      joined.push(item)
    }
  }
  endPhrase()
  return joined
}

const operators = /^(and|or|not|&&|\|\|)$/i
const operatorWords =
  'Filters need no “and”, “or” or “not”: all of them hold, name:(a b) means any of the values, and -name:value excludes. To search for the word, put it in quotes.'

type ItemValues = Pick<TypedItem, 'to' | 'values' | 'isGroup' | 'problem'>

function readValues(text: string, from: number): ItemValues {
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

/** Reads a word up to `end`, or a string, which has to be followed by `end` or the end of the text. */
function readOne(text: string, from: number, end: RegExp): TypedValue & { problem?: TypedProblem } {
  if (text[from] !== '"') return readUntil(text, from, end)
  const closing = /^"(?:[^"\\]|\\.)*"/su.exec(text.slice(from))?.[0]
  if (closing === undefined) {
    return {
      text: text.slice(from),
      from,
      to: text.length,
      isOpen: true,
      problem: { from, to: text.length, message: 'This quote is not closed. Add “"”.' },
    }
  }
  const to = from + closing.length
  const value = findStringValue(closing)
  if (value === undefined) {
    const message = 'In quotes, write a backslash as \\\\ and a quote as \\".'
    return { text: closing, from, to, problem: { from, to, message } }
  }
  if (to < text.length && !end.test(text[to] ?? '')) {
    const { to: wordEnd } = readUntil(text, to, /\s/)
    const message =
      'A closing quote ends the value. Put a space behind it, or a backslash before it.'
    return { text: value, from, to: wordEnd, problem: { from, to: wordEnd, message } }
  }
  return { text: value, from, to }
}

function findStringValue(literal: string): string | undefined {
  try {
    // JSON forbids unescaped control characters, but a pasted value may have them.
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
