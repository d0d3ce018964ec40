/**
 * Finds what looks like a secret in the JSON text of an entry or a body, by key and by shape, and
 * masks it. Works on the text as it was sent, so that what is not masked stays byte for byte.
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

/** What stands in place of a secret in everything that is copied or exported. */
export const secretMask = '[masked]'

type Frame = {
  isArray: boolean
  /** The key under which the value that comes next stands; an array's own key for its elements. */
  key: string
  context: SecretContext
  /** Values that are secret if a `type` beside them says so. */
  candidates: SecretSpan[]
  hasSecretType: boolean
}

/**
 * The suspected secrets in JSON text, in order. A span lies inside of the quotes of a string; a number
 * is covered whole. `key` is the one that the whole text stands under. Expects text that `JSON.parse`
 * accepts; does not recurse.
 */
export function findSecrets(text: string, key = ''): SecretSpan[] {
  const spans: SecretSpan[] = []
  const outer = toFrame(true, key, outermostContext)
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
    // An escape may hide a shape: then the decoded text decides, and the whole string is covered.
    const decoded = String(JSON.parse(text.slice(token.start, token.end)))
    if (findTextSecrets(decoded).length > 0) spans.push(inside)
    return
  }
  for (const { start, end } of findTextSecrets(value)) {
    spans.push({ start: inside.start + start, end: inside.start + end })
  }
}

/** The suspected secrets in a value that is text, found at these keys of its entry. */
export function findValueSecrets(keys: readonly string[], value: string): SecretSpan[] {
  if (!isSecretPath(keys)) return findTextSecrets(value)
  return value === '' || isPlaceholder(value) ? [] : [{ start: 0, end: value.length }]
}

/** The text with each span replaced by the mask; still JSON if it was JSON. */
export function maskSpans(text: string, spans: readonly SecretSpan[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end, isNumber } of spans) {
    parts.push(text.slice(from, start), isNumber ? `"${secretMask}"` : secretMask)
    from = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

/** JSON text with every suspected secret masked. Expects text that `JSON.parse` accepts. */
export function maskJsonText(text: string): string {
  return maskSpans(text, findSecrets(text))
}

/** More than any line shows of a value, so that no secret that begins in sight is cut off unseen. */
const maxHeadLength = 20_000

/** The same of the beginning of a text, for a line: what is longer ends in an ellipsis. */
export function maskHead(keys: readonly string[], value: string): string {
  if (value.length <= maxHeadLength) return maskValueText(keys, value)
  return `${maskValueText(keys, value.slice(0, maxHeadLength))}…`
}

/** A text found at these keys of its entry, with every suspected secret masked. */
export function maskValueText(keys: readonly string[], value: string): string {
  return maskSpans(value, findValueSecrets(keys, value))
}
