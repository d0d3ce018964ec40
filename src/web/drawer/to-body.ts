/** Decides how a recorded body is shown: as formatted JSON, or as the text that it is. */
import { formatJsonText } from './format-json-text.ts'

/** A body ready to be drawn and copied. */
export type Body = { form: 'json' | 'text'; text: string }

/**
 * A value and its text: as it was sent, or with masks in it. Some products record JSON inside of a text; that is formatted as
 * well, and `JSON.parse` only decides whether it is JSON.
 */
export function toBody(value: unknown, original: string): Body {
  const isBody = typeof value !== 'string' || (/^\s*[{[]/.test(original) && isJson(original))
  return isBody
    ? { form: 'json', text: formatJsonText(original) }
    : { form: 'text', text: original }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
