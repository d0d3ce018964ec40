/** Byte sequences by which entries are skipped before they are parsed. */

/**
 * Byte sequences: an entry in which a value contains the text has at least one of them. `undefined` when there is
 * no such set. There is one for a text that JSON does not escape, that is no part of a literal such as `null`, and
 * that has a character no number has. A network has a slash, so there is none for it. A numeric escape (`\u`) may be any character, so it always matches.
 */
export function findHintPatterns(text: string): Uint8Array[] | undefined {
  const isPlain = /^[\w.@ -]*[a-df-z_@ ][\w.@ -]*$/i.test(text)
  // Numbers beyond the range of a double are compared as `null`.
  if (!isPlain || 'null'.includes(text.toLowerCase())) return undefined
  const patterns = [text, '\\u']
  // The two letters outside ASCII whose lower case contains a letter of a to z: the Kelvin sign, and İ.
  if (/k/i.test(text)) patterns.push('\u212a')
  if (/i/i.test(text)) patterns.push('\u0130')
  const encoder = new TextEncoder()
  return patterns.map((pattern) => encoder.encode(pattern))
}
