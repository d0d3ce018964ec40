/** Regular expressions of rules, on an engine whose time is linear in the length of the text. */
import { RE2JS } from 're2js'

/** Maximum length of an expression in UTF-16 units: the time for one text also grows with it. */
export const maxRegexLength = 2_000

const flagBits: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
}

/**
 * Prepares an expression in RE2 syntax with the flags `i`, `m` and `s`; it may match any part of a text. Throws for an
 * expression that RE2 does not have, such as one with a look-ahead or a back-reference.
 */
export function compileRegex(source: string, flags: string): (text: string) => boolean {
  if (source.length > maxRegexLength) {
    throw new Error(`the expression is longer than ${maxRegexLength} characters`)
  }
  const bits = [...flags].reduce((all, flag) => all | (flagBits[flag] ?? 0), 0)
  const regex = RE2JS.compile(source, bits)
  return (text) => regex.test(text)
}
