/**
 * Finds values with a `*`. No log documents wildcards: the API compares whole values. A local filter can find a part
 * of a text, but only among the loaded entries.
 */

/** The warning about a value with a `*`. */
export const wildcardWords =
  '“*” is no wildcard: values are compared whole, as they are written. A local filter finds a part of a text among loaded entries.'

/** The first value with a `*`. */
export function findWildcard(values: readonly string[]): string | undefined {
  return values.find((value) => value.includes('*'))
}
