/** Finds texts that an entry has to contain, so that most entries need not be parsed. */
import type { Expression, ValueTest } from '../../../detection/expression.ts'

/** Shorter texts are in most entries. */
const minLength = 3

/**
 * Texts of which an entry that matches contains one, in any case; `undefined` when there is no such list. `isDecided` are
 * the tests that the columns decide: they have let the entry pass already.
 */
export function listHints(
  expression: Expression,
  isDecided: (leaf: Expression) => boolean,
): readonly string[] | undefined {
  if (isDecided(expression)) return undefined
  switch (expression.kind) {
    case 'not':
      return undefined
    case 'and':
      return expression.of
        .flatMap((each) => {
          const hints = listHints(each, isDecided)
          return hints ? [hints] : []
        })
        .sort((a, b) => shortest(b) - shortest(a))[0]
    case 'or': {
      const hints = expression.of.map((each) => listHints(each, isDecided))
      return hints.every((each) => each !== undefined) ? hints.flat() : undefined
    }
    default: {
      const text = findHint(expression.test)
      return text === undefined ? undefined : [text]
    }
  }
}

const shortest = (texts: readonly string[]) => Math.min(...texts.map((text) => text.length))

/** The longest part of a pattern that JSON writes as it is. */
function findHint(test: ValueTest): string | undefined {
  if (test.op !== 'pattern') return undefined
  const pieces = test.parts.flatMap((part) =>
    part.kind === 'text' ? part.text.split(/[^\w.@ -]+/) : [],
  )
  return pieces
    .filter((piece) => piece.length >= minLength && isSpelled(piece))
    .sort((a, b) => b.length - a.length)[0]
}

/** Whether JSON can only have the text as a part of a string: a number, or `null` for one that is too large, may not. */
function isSpelled(piece: string): boolean {
  return /[a-df-z_@]/i.test(piece) && !'null'.includes(piece.toLowerCase())
}
