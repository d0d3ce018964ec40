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

/** Texts of which an entry that matches contains one, in any case; `undefined` when there is no such list. */
export function listHints(expression: Expression, facts: LeafFacts): readonly string[] | undefined {
  if (facts.isDecided(expression) || facts.isTranslated(expression)) return undefined
  switch (expression.kind) {
    case 'not':
      return undefined
    case 'and':
      return expression.of
        .flatMap((each) => {
          const hints = listHints(each, facts)
          return hints ? [hints] : []
        })
        .sort((a, b) => shortest(b) - shortest(a))[0]
    case 'or': {
      const hints = expression.of.map((each) => listHints(each, facts))
      if (hints.every((each) => each !== undefined)) return hints.flat()
      // Several tests of one field have its key together.
      const key = expression.of.every((each) => 'test' in each && needsValue(each.test))
        ? findPiece(facts.keyOf(expression))
        : undefined
      return key === undefined ? undefined : [key]
    }
    default: {
      const { test } = expression
      const text =
        findHint(test) ?? (needsValue(test) ? findPiece(facts.keyOf(expression)) : undefined)
      return text === undefined ? undefined : [text]
    }
  }
}

const shortest = (texts: readonly string[]) => Math.min(...texts.map((text) => text.length))

/** The longest part of a pattern that JSON writes as it is. */
function findHint(test: ValueTest): string | undefined {
  if (test.op !== 'pattern') return undefined
  const texts = test.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
  return findPiece(...texts)
}

/** Whether no entry without a value passes. */
function needsValue(test: ValueTest): boolean {
  return test.op === 'exists' ? test.value : test.op !== 'null'
}

function findPiece(...texts: readonly (string | undefined)[]): string | undefined {
  return texts
    .flatMap((text) => text?.split(/[^\w.@ -]+/) ?? [])
    .filter((piece) => piece.length >= minLength && isSpelled(piece))
    .sort((a, b) => b.length - a.length)[0]
}

/** Whether JSON can only have the text as a part of a string: a number, or `null` for one that is too large, may not. */
function isSpelled(piece: string): boolean {
  return /[a-df-z_@]/i.test(piece) && !'null'.includes(piece.toLowerCase())
}
