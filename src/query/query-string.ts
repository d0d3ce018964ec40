/**
 * Query strings, losslessly: keys repeat, order is kept, and an escape that is not UTF-8 is a
 * problem instead of a replacement character (which is what `URLSearchParams` would make of it).
 */

/** One decoded `key=value`. */
export type Pair = readonly [key: string, value: string]

/** Reads a query string, with or without its `?`. Parts that cannot be decoded are in `broken`. */
export function parseQueryString(search: string): { pairs: Pair[]; broken: string[] } {
  const pairs: Pair[] = []
  const broken: string[] = []
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    try {
      const [key, value] = at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
      pairs.push([decode(key), decode(value)])
    } catch {
      broken.push(part)
    }
  }
  return { pairs, broken }
}

/**
 * Writes pairs as a query string without `?`; characters that a query may hold stay readable. The
 * apostrophe is escaped, as browsers do in a query (URL Standard, special-query percent-encode set).
 */
export function formatQueryString(pairs: readonly Pair[]): string {
  return pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&')
}

function decode(text: string): string {
  return /[%+]/.test(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text
}

/** What needs no escape; most values are such. */
const plain = /^[\w.~:@,/-]*$/

function encode(text: string): string {
  if (plain.test(text)) return text
  return encodeURIComponent(text.toWellFormed())
    .replace(/%(40|3A|2F|2C)/g, decodeURIComponent)
    .replaceAll("'", '%27')
}
