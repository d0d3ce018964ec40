/** The pattern that finds typed texts in what is shown. */

/** Matches any of the texts, as typed or as JSON escapes it, upper and lower case alike. Expects no empty text. */
export function toTextPattern(texts: readonly string[]): RegExp {
  const forms = new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))
  // Of two texts at the same offset, the first alternative wins, which should be the longer one.
  const sorted = [...forms].sort((a, b) => b.length - a.length)
  const source = sorted.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return new RegExp(source, 'gi')
}
