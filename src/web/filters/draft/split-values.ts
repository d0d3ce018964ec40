/**
 * Splits pasted or typed text into values. Addresses, ids and numbers are separated by spaces, commas or
 * new lines; values that may contain spaces and commas are separated by new lines only.
 */
import type { ParameterKind } from '../../../catalog/parameters.ts'

const listKinds: readonly ParameterKind[] = ['email', 'ip', 'ip-or-cidr', 'id', 'integer', 'choice']

/** Whether a comma or a space ends a value of this kind. */
export function isListKind(kind: ParameterKind): boolean {
  return listKinds.includes(kind)
}

/** The values in a text, trimmed, without empty and repeated ones, in the order of the text. */
export function splitValues(kind: ParameterKind, text: string): readonly string[] {
  const values = isListKind(kind) ? text.split(/[\s,]+/).map(unquote) : text.split(/[\r\n]+/)
  return [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))]
}

/** Splits a text that is being typed into finished values and the text after the last separator. */
export function splitTyped(
  kind: ParameterKind,
  text: string,
): { finished: readonly string[]; unfinished: string } {
  if (!isListKind(kind)) return { finished: [], unfinished: text }
  let at = text.length
  while (at > 0 && !/[\s,]/.test(text.charAt(at - 1))) at -= 1
  return { finished: splitValues(kind, text.slice(0, at)), unfinished: text.slice(at) }
}

/** Spreadsheets and JSON arrays put quotes around the values of a list. */
function unquote(value: string): string {
  const match = /^(["'])(.*)\1$/.exec(value)
  return match?.[2] ?? value
}
