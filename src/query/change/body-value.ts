/** Reads recorded bodies and values, which some logs record as JSON and others as the text of it. */
import { isBlank } from './is-blank.ts'

/** Maximum length of a body that is kept as text and parsed again, in UTF-16 units. */
export const maxBodyLength = 200_000

/** A value, or what it contains if it is the text of a JSON object or list. */
export function toBodyValue(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > maxBodyLength || !/^\s*[[{]/.test(value)) {
    return value
  }
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/**
 * The JSON text of a body, given the JSON text of the value that records it; `undefined` for a value that says nothing.
 * A text that is too long to be parsed is returned as it is.
 */
export function toBodyText(text: string | undefined): string | undefined {
  if (text === undefined || text.length > maxBodyLength) return text
  const value: unknown = JSON.parse(text)
  const body = toBodyValue(value)
  if (isBlank(body)) return undefined
  return body === value || typeof value !== 'string' ? text : value.trim()
}
