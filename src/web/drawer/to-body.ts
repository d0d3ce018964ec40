/** Decides how a recorded body is shown: as formatted JSON, or as the text that it is. */
import { formatJsonText } from './format-json-text.ts'

/** A body ready to be drawn and copied. */
export type Body = { form: 'json' | 'text'; text: string }

/**
 * A value with its original text. Some products record JSON inside of a text; that is formatted as
 * well, and `JSON.parse` only decides whether it is JSON.
 */
export function toBody(value: unknown, original: string): Body {
  if (typeof value !== 'string') return { form: 'json', text: formatJsonText(original) }
  if (!/^\s*[{[]/.test(value) || !isJson(value)) return { form: 'text', text: value }
  return { form: 'json', text: formatJsonText(value) }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
