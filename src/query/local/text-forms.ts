/**
 * The forms in which a typed text can occur in the JSON of an entry. A writer may escape slashes and all characters
 * outside ASCII, and a body is often JSON inside a string, which is escaped twice.
 */

/** All forms of a text, without duplicates; empty for an empty text. A search ignores the case of a to z itself. */
export function listTextForms(text: string): readonly string[] {
  if (text === '') return []
  const forms = new Set<string>()
  for (const letters of isAscii(text) ? [text] : [text, text.toLowerCase(), text.toUpperCase()]) {
    forms.add(letters)
    for (const once of toEscaped(letters)) {
      forms.add(once)
      for (const twice of toEscaped(once)) forms.add(twice)
    }
  }
  return [...forms]
}

/** Prepares to test whether the JSON of an entry contains a text in one of its forms, in upper or lower case of a to z. */
export function createTextSearch(text: string): (json: string) => boolean {
  const forms = listTextForms(text).map(toLowerAscii)
  return (json) => {
    const lowerJson = toLowerAscii(json)
    return forms.some((form) => lowerJson.includes(form))
  }
}

function toLowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
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
