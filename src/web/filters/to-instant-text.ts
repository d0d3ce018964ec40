/** Times as they are pasted, among them from Gumshoe's own table, in the form that the API takes. */

/** `2026-11-20 18:42:06.239 UTC` and shorter forms of it. */
const shape =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)? ?(UTC|Z|[+-]\d{2}:?\d{2})?$/i

/**
 * The RFC 3339 spelling of a typed time. A time without a zone is read as UTC only where times are
 * shown in UTC; elsewhere, and for anything else, the trimmed text comes back for the validator to judge.
 */
export function toInstantText(text: string, timeZone: string): string {
  const trimmed = text.trim()
  const match = shape.exec(trimmed)
  if (!match) return trimmed
  const [, date, minutes, seconds = ':00', zone = timeZone] = match
  if (/^(utc|z)$/i.test(zone)) return `${date}T${minutes}${seconds}Z`
  const offset = /^([+-]\d{2}):?(\d{2})$/.exec(zone)
  return offset ? `${date}T${minutes}${seconds}${offset[1]}:${offset[2]}` : trimmed
}
