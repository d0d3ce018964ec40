/** The texts that rules compare. They need no regular expressions, whose engine is loaded with the first search. */
import { toComparedText } from '../../query/match-local.ts'

/** The text that a value is compared by: an object's is its JSON. `undefined` for null and for an absent value. */
export function toValueText(value: unknown): string | undefined {
  return value === null || value === undefined ? undefined : toComparedText(value)
}
