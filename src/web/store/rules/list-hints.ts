/** Finds texts that an entry has to contain, so that most entries need not be parsed. */
import type { Expression, ValueTest } from '../../../detection/expression.ts'

/** Shorter texts are in most entries. */
const minLength = 3

/** What is known of the tests of a rule. */
export type LeafFacts = {
  /** The columns decide the test: it has let the entry pass already. */
  isDecided: (leaf: Expression) => boolean
  /** The value is translated from other words, so an entry that passes need not contain the text of the test. */
  isTranslated: (leaf: Expression) => boolean
  /** A key that every entry with a value for the test contains. */
  keyOf: (leaf: Expression) => string | undefined
}

/** Texts of which an entry that matches contains one, in any case. */
type Hint = { texts: readonly string[]; rank: number }

/** What fewer entries contain has a lower rank: values, then keys, then `true` and `false`. */
const ranks = { value: 0, key: 1, boolean: 2 }

/**
 * Lists of texts, the one that fewest entries contain first. An entry that matches contains a text of each list, in any
 * case, as its JSON writes it. Empty when nothing is known.
 */
export function listHints(
  expression: Expression,
  facts: LeafFacts,
): readonly (readonly string[])[] {
  const lists = findHints(expression, facts).map(({ texts }) => texts)
  const byText = new Map(lists.map((texts) => [texts.join('\n'), texts]))
  return [...byText.values()]
}

function findHints(expression: Expression, facts: LeafFacts): readonly Hint[] {
  if (facts.isDecided(expression) || facts.isTranslated(expression)) return []
  switch (expression.kind) {
    case 'not':
      return []
    case 'and':
      return expression.of.flatMap((each) => findHints(each, facts)).sort(compareHints)
    case 'or': {
      const first = expression.of.map((each) => findHints(each, facts)[0])
      const known = first.filter((each) => each !== undefined)
      const isAny = known.length === first.length && known.length > 0
      // Several tests of one field have its key together.
      const isField = expression.of.every((each) => 'test' in each && needsValue(each.test))
      return [
        ...(isAny ? [joinHints(known)] : []),
        ...(isField ? toHints(findKeyPiece(expression, facts), ranks.key) : []),
      ]
    }
    default: {
      const { test } = expression
      return [
        ...toHints(findText(test), ranks.value),
        ...toHints(needsValue(test) ? findKeyPiece(expression, facts) : undefined, ranks.key),
        ...(test.op === 'boolean' ? toHints(String(test.value), ranks.boolean) : []),
      ]
    }
  }
}

function toHints(text: string | undefined, rank: number): readonly Hint[] {
  return text === undefined ? [] : [{ texts: [text], rank }]
}

function joinHints(hints: readonly Hint[]): Hint {
  return {
    texts: hints.flatMap(({ texts }) => texts),
    rank: Math.max(...hints.map(({ rank }) => rank)),
  }
}

function compareHints(one: Hint, other: Hint): number {
  return one.rank - other.rank || shortest(other.texts) - shortest(one.texts)
}

const shortest = (texts: readonly string[]) => Math.min(...texts.map((text) => text.length))

/** The longest part of a pattern that JSON writes as it is. */
function findText(test: ValueTest): string | undefined {
  if (test.op !== 'pattern') return undefined
  const [first] = test.parts
  const texts = test.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
  return findPiece(first?.kind === 'text' ? first.text : undefined, ...texts)
}

/** Whether no entry without a value passes. */
function needsValue(test: ValueTest): boolean {
  return test.op === 'exists' ? test.value : test.op !== 'null'
}

/** A piece of the key, unless it is so short that most entries contain it even with its quotation mark. */
function findKeyPiece(leaf: Expression, { keyOf }: LeafFacts): string | undefined {
  const piece = findPiece(keyOf(leaf))
  return piece !== undefined && piece.length > minLength ? piece : undefined
}

/** The longest piece of a text with which a string of JSON begins, or of others that it contains. */
function findPiece(start: string | undefined, ...others: readonly string[]): string | undefined {
  const [first = '', ...more] = toPieces(start)
  return [...[first].filter(isSpelled).map(toQuoted), ...more, ...others.flatMap(toPieces)]
    .filter((piece) => piece.length >= minLength && isSpelled(piece))
    .sort((a, b) => b.length - a.length)[0]
}

const toPieces = (text = ''): readonly string[] => text.split(/[^\w.@ -]+/)

/** With the quotation mark before it, unless it may be the beginning of a boolean. */
function toQuoted(piece: string): string {
  const isBoolean = ['true', 'false'].some((each) => each.startsWith(piece.toLowerCase()))
  return isBoolean ? piece : `"${piece}`
}

/** Whether JSON can only have the text as a part of a string: a number, or `null` for one that is too large, may not. */
function isSpelled(piece: string): boolean {
  return /[a-df-z_@]/i.test(piece) && !'null'.includes(piece.toLowerCase())
}
