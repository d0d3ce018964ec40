/**
 * Parses and formats query strings without loss: keys may repeat, the order is preserved, and an escape that is not
 * UTF-8 is reported (`URLSearchParams` would replace it by U+FFFD).
 */

/** One decoded `key=value`. */
export type Pair = readonly [key: string, value: string]

/** Parses a query string, with or without its `?`. `broken` has the parts that cannot be decoded, as written. */
export function parseQueryString(search: string): { pairs: Pair[]; broken: string[] } {
  const pairs: Pair[] = []
  const broken: string[] = []
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue
    const separatorIndex = part.indexOf('=')
    try {
      const key = separatorIndex === -1 ? part : part.slice(0, separatorIndex)
      const value = separatorIndex === -1 ? '' : part.slice(separatorIndex + 1)
      pairs.push([decode(key), decode(value)])
    } catch {
      broken.push(part)
    }
  }
  return { pairs, broken }
}

/**
 * Formats pairs as a query string without `?`. Characters that a query may contain stay readable. The apostrophe is
 * escaped, as browsers do in a query (URL Standard, special-query percent-encode set).
 */
export function formatQueryString(pairs: readonly Pair[]): string {
  return pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&')
}

function decode(text: string): string {
  return /[%+]/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text
}

/** Text that needs no escapes. Most values are like this, so they skip the encoding. */
const plain = /^[\w.~:@,/-]*$/

function encode(text: string): string {
  if (plain.test(text)) return text
  return encodeURIComponent(text.toWellFormed())
    .replace(/%(40|3A|2F|2C)/g, decodeURIComponent)
    .replaceAll("'", '%27')
}
