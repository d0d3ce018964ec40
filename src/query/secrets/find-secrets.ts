/**
 * Finds suspected secrets in the JSON text of an entry or a body, by key and by shape, and masks them. Works on the
 * text as the API sent it, so that the rest stays unchanged byte for byte.
 */
import { endOfScalar, endOfString, skipSpace } from '../../cloudflare/json-scan.ts'
import { findTextSecrets, isPlaceholder, mergeSpans, type SecretSpan } from './find-text-secrets.ts'
import {
  isSecretHere,
  isSecretPath,
  isSecretType,
  isValueKey,
  outermostContext,
  type SecretContext,
  toContextBelow,
} from './secret-keys.ts'

/** Replaces a suspected secret in everything that is shown, copied or exported. */
export const secretMask = '[masked]'

type Frame = {
  isArray: boolean
  /** The key of the next value; in an array, the key of the array. */
  key: string
  context: SecretContext
  /** Values that are secret if a `type` in the same object says so. */
  candidates: SecretSpan[]
  hasSecretType: boolean
}

/**
 * The suspected secrets in JSON text, in order. A span covers the text between the quotes of a string, or a whole
 * number, in UTF-16 units. `key` is the key of the whole text, when it has one, and `context` that of the keys above it.
 * Expects text that `JSON.parse` accepts; does not recurse, so deep nesting is safe.
 */
export function findSecrets(text: string, key = '', context = outermostContext): SecretSpan[] {
  const spans: SecretSpan[] = []
  const outer = toFrame(true, key, context)
  const frames: Frame[] = []
  let frame = outer
  let isKey = false
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, at)) {
    const char = text.charAt(at)
    if (char === '{' || char === '[') {
      frames.push(frame)
      // An array passes its key on to its elements: `tokens: ["…"]`.
      frame = char === '[' ? toFrame(true, frame.key, frame.context) : toObjectFrame(frame)
      isKey = char === '{'
      at++
    } else if (char === '}' || char === ']') {
      if (frame.hasSecretType) spans.push(...frame.candidates)
      frame = frames.pop() ?? outer
      isKey = false
      at++
    } else if (char === ',') {
      isKey = !frame.isArray
      at++
    } else if (char === ':') {
      isKey = false
      at++
    } else if (char === '"' && isKey) {
      const end = endOfString(text, at)
      frame.key = toKey(text, at, end)
      at = end
    } else {
      const end = char === '"' ? endOfString(text, at) : endOfScalar(text, at)
      addScalar(text, { start: at, end }, frame, spans)
      at = end
    }
  }
  return mergeSpans(spans)
}

function toFrame(isArray: boolean, key: string, context: SecretContext): Frame {
  return { isArray, key, context, candidates: [], hasSecretType: false }
}

function toObjectFrame({ key, context }: Frame): Frame {
  return toFrame(false, '', key === '' ? context : toContextBelow(key, context))
}

function toKey(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1)
  return raw.includes('\\') ? String(JSON.parse(text.slice(start, end))) : raw
}

function addScalar(text: string, token: SecretSpan, frame: Frame, spans: SecretSpan[]): void {
  if (text[token.start] !== '"') {
    const isNumber = /[-\d]/.test(text.charAt(token.start))
    if (isNumber && isSecretHere(frame.key, frame.context)) spans.push({ ...token, isNumber: true })
    return
  }
  const inside = { start: token.start + 1, end: token.end - 1 }
  if (inside.end <= inside.start) return
  const value = text.slice(inside.start, inside.end)
  if (isSecretHere(frame.key, frame.context)) {
    if (!isPlaceholder(value)) spans.push(inside)
    return
  }
  if (frame.key === 'type' && isSecretType(value)) frame.hasSecretType = true
  else if (isValueKey(frame.key)) frame.candidates.push(inside)
  if (/\\[u/bf]/.test(value)) {
    // An escape may hide a shape, so the decoded text is searched. Its positions differ: mask the whole string.
    const decoded = String(JSON.parse(text.slice(token.start, token.end)))
    if (findTextSecrets(decoded).length > 0) spans.push(inside)
    return
  }
  for (const { start, end } of [...findTextSecrets(value), ...findBehindEscapes(value)]) {
    spans.push({ start: inside.start + start, end: inside.start + end })
  }
}

/** The secrets at the beginning of a line or after a tab: the letter of the escape, as in `\\n`, hides where a word begins. */
function findBehindEscapes(raw: string): SecretSpan[] {
  if (!/\\[nrt]/.test(raw)) return []
  let rawAt = 0
  let at = 0
  const toRaw = (offset: number) => {
    for (; at < offset; at++) rawAt += raw[rawAt] === '\\' ? 2 : 1
    return rawAt
  }
  return findTextSecrets(String(JSON.parse(`"${raw}"`))).map(({ start, end }) => ({
    start: toRaw(start),
    end: toRaw(end),
  }))
}

/** The suspected secrets in a text value, given the keys at which its entry has it. */
export function findValueSecrets(keys: readonly string[], value: string): SecretSpan[] {
  if (!isSecretPath(keys)) return findTextSecrets(value)
  return value === '' || isPlaceholder(value) ? [] : [{ start: 0, end: value.length }]
}

/** Replaces each span by the mask; JSON stays valid JSON. Expects spans in order and without overlaps. */
export function maskSpans(text: string, spans: readonly SecretSpan[]): string {
  const pieces: string[] = []
  let from = 0
  for (const { start, end, isNumber } of spans) {
    pieces.push(text.slice(from, start), isNumber ? `"${secretMask}"` : secretMask)
    from = end
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

/** Masks every suspected secret in JSON text. Expects text that `JSON.parse` accepts. */
export function maskJsonText(text: string): string {
  return maskSpans(text, findSecrets(text))
}

/**
 * Maximum length of a text that is searched for one line, in UTF-16 units. It is longer than any visible line, so a
 * secret that begins in the visible part is recognized although the text is cut.
 */
const maxHeadLength = 20_000

/** The beginning of a text value with every suspected secret masked, for one line; a cut text ends in an ellipsis. */
export function maskHead(keys: readonly string[], value: string): string {
  if (value.length <= maxHeadLength) return maskValueText(keys, value)
  return `${maskValueText(keys, value.slice(0, maxHeadLength))}…`
}

/** A text value with every suspected secret masked, given the keys at which its entry has it. */
export function maskValueText(keys: readonly string[], value: string): string {
  return maskSpans(value, findValueSecrets(keys, value))
}
