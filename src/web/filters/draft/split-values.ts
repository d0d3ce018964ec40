/**
 * Turns pasted or typed text into values. Where a value can itself hold spaces and commas, only a
 * new line separates; addresses, ids and numbers are separated by anything that lists use.
 */
import type { ParameterKind } from '../../../catalog/parameters.ts'

const listKinds: readonly ParameterKind[] = ['email', 'ip', 'ip-or-cidr', 'id', 'integer', 'choice']

/** Whether a comma or a space ends a value of this kind. */
export function isListKind(kind: ParameterKind): boolean {
  return listKinds.includes(kind)
}

/** The values in a text, trimmed, without blanks and repeats, in the order in which they stand. */
export function splitValues(kind: ParameterKind, text: string): readonly string[] {
  const parts = isListKind(kind) ? text.split(/[\s,]+/).map(unquote) : text.split(/[\r\n]+/)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

/** What is finished in a text being typed, and what is still being written after the separator. */
export function splitTyped(
  kind: ParameterKind,
  text: string,
): { finished: readonly string[]; rest: string } {
  if (!isListKind(kind)) return { finished: [], rest: text }
  const at = text.search(/[^\s,]*$/)
  return { finished: splitValues(kind, text.slice(0, at)), rest: text.slice(at) }
}

/** Spreadsheets and JSON arrays put quotes around the values of a list. */
function unquote(part: string): string {
  const match = /^(["'])(.*)\1$/.exec(part)
  return match?.[2] ?? part
}
