/**
 * Lists the byte sequences that JSON may contain for a typed text. A writer may escape slashes and all characters
 * outside ASCII, and a body is often JSON inside a string, which is escaped twice.
 */

/** All forms of a text, without duplicates; empty for an empty text. The search itself ignores the case of a to z. */
export function toPatterns(text: string): Uint8Array[] {
  if (text === '') return []
  const forms = new Set<string>()
  for (const letters of isAscii(text) ? [text] : [text, text.toLowerCase(), text.toUpperCase()]) {
    forms.add(letters)
    for (const once of toEscaped(letters)) {
      forms.add(once)
      for (const twice of toEscaped(once)) forms.add(twice)
    }
  }
  const encoder = new TextEncoder()
  return [...forms].map((form) => encoder.encode(form))
}

function toEscaped(text: string): string[] {
  const escaped = JSON.stringify(text).slice(1, -1)
  const slashed = escaped.replaceAll('/', '\\/')
  return [escaped, slashed, toAscii(escaped), toAscii(slashed)]
}

function toAscii(text: string): string {
  return text.replace(
    /[^\0-\x7f]/gu,
    // JSON escapes a character outside of the first plane as two UTF-16 units.
    (character) =>
      Array.from(
        { length: character.length },
        (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join(''),
  )
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text)
}
