/**
 * The byte sequences in which a typed text may stand in JSON. A writer of JSON may escape what it need not:
 * slashes, and every letter beyond ASCII; and bodies are often JSON kept as text, escaped once more.
 */

/** All forms of a text, without duplicates; empty for an empty text. Lower and upper case of a to z are left to the search. */
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
    // Without the flag u a character beyond the first plane is two units, as JSON writes it.
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
