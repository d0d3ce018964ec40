/** Reads the condition of a rule and puts the selections in: `selection and not 1 of filter_*`. */
import { findNearestName } from '../../query/names/nearest-name.ts'
import type { Expression } from '../expression.ts'
import { clip } from './yaml-node.ts'

/** The selections of a rule by name; one that has a problem of its own is `undefined`. */
export type Selections = ReadonlyMap<string, Expression | undefined>

/** What a condition means, and the names of the selections that it uses. */
export type Condition = { expression: Expression; used: ReadonlySet<string> }

/** Maximum length of a condition in UTF-16 units. */
const maxLength = 4_000
const maxDepth = 40

type Token = { text: string; column: number }

/** Thrown and caught in this file only. */
class ConditionProblem extends Error {
  readonly column: number
  constructor(message: string, column: number) {
    super(message)
    this.column = column
  }
}

/**
 * The meaning of a condition. `or` binds least, then `and`, `not`, and `1 of`. A problem has the number of characters
 * before it.
 */
export function parseCondition(
  text: string,
  selections: Selections,
): Condition | { problem: string; column: number } {
  if (text.length > maxLength) {
    return {
      problem: `The condition is longer than ${maxLength} characters. Split the rule.`,
      column: 0,
    }
  }
  try {
    return readCondition(toTokens(text), selections)
  } catch (error) {
    if (!(error instanceof ConditionProblem)) throw error
    return { problem: error.message, column: error.column }
  }
}

function toTokens(text: string): readonly Token[] {
  return [...text.matchAll(/[()|]|[^\s()|]+/g)].map((match) => ({
    text: match[0],
    column: match.index,
  }))
}

function readCondition(tokens: readonly Token[], selections: Selections): Condition {
  const reader = new ConditionReader(tokens, selections)
  const expression = reader.readOr(0)
  reader.finish()
  return { expression, used: reader.used }
}

/** Reads tokens from left to right; each method reads one level of the grammar. */
class ConditionReader {
  readonly used = new Set<string>()
  readonly #tokens: readonly Token[]
  readonly #selections: Selections
  #at = 0

  constructor(tokens: readonly Token[], selections: Selections) {
    this.#tokens = tokens
    this.#selections = selections
  }

  readOr(depth: number): Expression {
    return this.#readChain('or', () => this.#readAnd(depth))
  }

  #readAnd(depth: number): Expression {
    return this.#readChain('and', () => this.#readNot(depth))
  }

  #readChain(kind: 'or' | 'and', readPart: () => Expression): Expression {
    const first = readPart()
    const parts = [first]
    while (this.#word() === kind) {
      this.#at += 1
      parts.push(readPart())
    }
    return parts.length === 1 ? first : { kind, of: parts }
  }

  #readNot(depth: number): Expression {
    if (depth > maxDepth)
      this.#fail(`The condition is nested too deep (at most ${maxDepth} levels).`)
    if (this.#word() !== 'not') return this.#readOne(depth)
    this.#at += 1
    return { kind: 'not', of: this.#readNot(depth + 1) }
  }

  #readOne(depth: number): Expression {
    const token =
      this.#tokens[this.#at] ??
      this.#fail('The condition ends too early. Add the name of a selection.')
    if (token.text === '(') {
      this.#at += 1
      const inner = this.readOr(depth + 1)
      if (this.#word() !== ')') this.#fail('A parenthesis is not closed. Add “)”.')
      this.#at += 1
      return inner
    }
    const isGroup = this.#tokens[this.#at + 1]?.text.toLowerCase() === 'of'
    return isGroup ? this.#readGroup(token.text) : this.#readSelection(token.text)
  }

  #readGroup(text: string): Expression {
    const quantity = text.toLowerCase()
    if (!['1', 'any', 'all'].includes(quantity)) {
      this.#fail(
        `“${clip(text)} of” is not supported. Write 1 of or all of, or a correlation to count.`,
      )
    }
    const target =
      this.#tokens[this.#at + 2]?.text ??
      this.#fail(`“${clip(text)} of” is not complete. Add them, or a name such as filter_*.`)
    const names = this.#listNames(target)
    if (names.length === 0) {
      this.#at += 2
      this.#fail(`No selection matches “${clip(target)}”.${this.#toHint(target)}`)
    }
    this.#at += 3
    return { kind: quantity === 'all' ? 'and' : 'or', of: names.map((name) => this.#use(name)) }
  }

  #listNames(pattern: string): readonly string[] {
    const names = [...this.#selections.keys()]
    if (pattern.toLowerCase() === 'them') return names.filter((name) => !name.startsWith('_'))
    const texts = pattern.split('*')
    return names.filter((name) => matchesName(name, texts))
  }

  #readSelection(text: string): Expression {
    if (!this.#selections.has(text)) {
      const problem = findWordProblem(text) ?? `There is no selection “${clip(text)}”.`
      this.#fail(problem + this.#toHint(text))
    }
    this.#at += 1
    return this.#use(text)
  }

  #use(name: string): Expression {
    this.used.add(name)
    // A selection with a problem of its own is reported there.
    return this.#selections.get(name) ?? { kind: 'and', of: [], name }
  }

  /** Refuses what follows a complete condition. */
  finish(): void {
    const rest = this.#tokens[this.#at]
    if (rest) this.#fail(findEndProblem(rest.text))
  }

  #word(): string | undefined {
    return this.#tokens[this.#at]?.text.toLowerCase()
  }

  #toHint(name: string): string {
    const nearest = findNearestName(name, [...this.#selections.keys()])
    return nearest === undefined ? '' : ` Did you mean ${nearest}?`
  }

  #fail(message: string): never {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1)
    throw new ConditionProblem(message, token?.column ?? 0)
  }
}

function findWordProblem(text: string): string | undefined {
  const lower = text.toLowerCase()
  if (text === '|' || lower === 'near') return findEndProblem(text)
  return ['and', 'or', 'not', 'of', ')', '('].includes(lower)
    ? `“${text}” is not expected here. Write the name of a selection.`
    : undefined
}

function findEndProblem(text: string): string {
  if (text === '|') {
    return 'Aggregations after “|” are not supported. Write a correlation of type event_count or value_count.'
  }
  if (text.toLowerCase() === 'near') {
    return 'near is not supported. Write a correlation of type temporal.'
  }
  return `“${clip(text)}” is not expected here. Join selections with and or or.`
}

/** Whether a name consists of these texts, with anything between them. */
function matchesName(name: string, texts: readonly string[]): boolean {
  const [first = '', ...others] = texts
  const last = others.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first)) return false
  let at = first.length
  for (const text of others) {
    const index = name.indexOf(text, at)
    if (index === -1) return false
    at = index + text.length
  }
  return name.length - last.length >= at && name.endsWith(last)
}
