/** Reads texts of rules: `*` and `?` are wildcards, and a backslash before them or before a backslash escapes. */
import type { PatternPart } from '../expression.ts'

/** The parts of a text, neighboring texts joined; an empty text has none. */
export function parsePattern(text: string): readonly PatternPart[] {
  const parts: PatternPart[] = []
  let plain = ''
  const addWildcard = (kind: 'any' | 'one') => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
    parts.push({ kind })
  }
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    const next = text.charAt(at + 1)
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      plain += next
      at += 1
    } else if (character === '*') addWildcard('any')
    else if (character === '?') addWildcard('one')
    else plain += character
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain })
  return parts
}
