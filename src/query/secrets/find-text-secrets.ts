/**
 * Finds suspected secrets in a text: keys with a known prefix, signed tokens, private keys, credentials in URLs, and
 * `name = value` where the name announces a secret. Secrets without a typical shape are missed, and a word after
 * `token:` may be harmless.
 */
import { isSecretKey } from './secret-keys.ts'

/** A part of a text in UTF-16 units, without the unit at `end`; `isNumber` is set for a number in JSON. */
export type SecretSpan = { start: number; end: number; isNumber?: true }

/** Shapes that only secrets have. The prefixes are those that the issuers publish. */
const shapes = new RegExp(
  [
    // Cloudflare: scannable tokens and keys; origin CA keys.
    String.raw`\bcf(?:ut|at|k|ot|st)_[A-Za-z0-9_-]{20,}`,
    String.raw`\bv1\.0-[0-9a-f]{20,}(?:-[0-9a-f]{20,})?`,
    // Signed tokens (RFC 7519): a JSON object in base64url begins with `eyJ`.
    String.raw`(?<![\w-])eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*`,
    String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
    String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{30,})`,
    String.raw`\b(?:xox[abeoprs]-[\w-]{10,}|(?:sk|rk)_(?:live|test)_\w{10,}|whsec_\w{10,}|sk-[\w-]{20,})`,
    String.raw`\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|hv[sb]\.[\w-]{20,})`,
    String.raw`(?<![\w-])SG\.[\w-]{16,}\.[\w-]{16,}`,
    '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[^-]*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?',
  ].join('|'),
  'g',
)

/** `Bearer …` and `Basic …`; the text after the scheme is the secret. */
const scheme = /\b(?:bearer|basic)(?:\s+|%20|\+)([\w.~+/=-]{8,})/gi

/** The password in `https://user:password@host`. */
const userInfo = /\/\/[^\s/?#@:"']{0,200}:([^\s/?#@"']{1,400})@/g

/** The separator between a name and its value, also in JSON that is kept as text. */
const separator = /(?<=[\w.-])(?:\\*["'])?\s{0,4}[:=]\s{0,4}(\\*["'])?/g

/** The name before a separator. Matched at the end of a short slice, because a long word would take quadratic time. */
const nameAtEnd = /[A-Za-z][\w.-]{1,60}$/
const maxNameLength = 61

/** API tokens from before 2026: 40 characters, with lower case, upper case and digits. */
const longWord = /(?<![\w/+.-])[A-Za-z0-9_-]{40}(?![\w/+.-])/g

/** Texts that products record in place of a secret. */
const placeholder =
  /^(?:\W*|[*•.]+|x{3,}|\W*(?:redacted|masked|hidden|removed|null|none|true|false|undefined|secret)\W*)$/i

/** Whether a text is empty or a placeholder, so that it needs no mask. */
export function isPlaceholder(text: string): boolean {
  return text.length < 24 && placeholder.test(text)
}

/** Every pattern needs one of these, so most texts are rejected by a single match. */
const hint =
  /[:=]|eyJ|AKIA|ASIA|\bgh[pousr]_|_pat_|glpat-|npm_|xox|[sr]k[_-]|whsec_|AIza|ya29|hv[sb]\.|SG\.|cf\w{1,2}_|v1\.0-|-----BEGIN|[\w-]{40}|bearer|basic/i

/** The suspected secrets in a text, in order and without overlaps. */
export function findTextSecrets(text: string): SecretSpan[] {
  if (text.length < 8 || !hint.test(text)) return []
  const found: SecretSpan[] = []
  for (const { 0: match, index } of text.matchAll(shapes)) {
    found.push({ start: index, end: index + match.length })
  }
  for (const pattern of [scheme, userInfo]) {
    for (const { 0: match, 1: secret = '', index } of text.matchAll(pattern)) {
      const start = index + match.lastIndexOf(secret)
      found.push({ start, end: start + secret.length })
    }
  }
  for (const { 0: match, index } of text.matchAll(longWord)) {
    const isMixed = /[a-z]/.test(match) && /[A-Z]/.test(match) && /\d/.test(match)
    if (isMixed) found.push({ start: index, end: index + match.length })
  }
  return mergeSpans([...found, ...findAssignments(text)])
}

function findAssignments(text: string): SecretSpan[] {
  const found: SecretSpan[] = []
  // Quotes that the rest of the text does not have: searching again would take quadratic time.
  const missingQuotes = new Set<string>()
  let searchedUpTo = 0
  for (const { 0: match, 1: quote, index } of text.matchAll(separator)) {
    if (index < searchedUpTo) continue
    const [name] = nameAtEnd.exec(text.slice(Math.max(0, index - maxNameLength), index)) ?? []
    if (name === undefined || index - name.length < searchedUpTo) continue
    if (!isSecretKey(name.slice(name.lastIndexOf('.') + 1))) continue
    const start = index + match.length
    const end = quote ? endOfQuoted(text, start, quote, missingQuotes) : endOfWord(text, start)
    searchedUpTo = end
    if (end > start && !isPlaceholder(text.slice(start, Math.min(end, start + 24)))) {
      found.push({ start, end })
    }
  }
  return found
}

/** The index of the closing quote, or the end of the text. A quote after more backslashes belongs to the value. */
function endOfQuoted(
  text: string,
  start: number,
  quote: string,
  missingQuotes: Set<string>,
): number {
  let index = missingQuotes.has(quote) ? -1 : text.indexOf(quote, start)
  while (index > start && text[index - 1] === '\\') {
    index = text.indexOf(quote, index + quote.length)
  }
  if (index !== -1) return index
  missingQuotes.add(quote)
  return text.length
}

function endOfWord(text: string, start: number): number {
  let at = start
  while (at < text.length && !' \t\r\n"\'\\,;&}])<>{['.includes(text.charAt(at))) at++
  return at
}

/** Sorts spans and merges those that overlap. */
export function mergeSpans(spans: readonly SecretSpan[]): SecretSpan[] {
  const merged: SecretSpan[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else merged.push({ ...span })
  }
  return merged
}
