/**
 * JSON in its canonical form (RFC 8785): the same value gives the same bytes everywhere, so that it can be signed and
 * compared by its digest.
 */
import canonicalize from 'canonicalize'
import { toPointer } from '../query/json-pointer.ts'

/** Deeper values are refused; a receipt has no more than ten levels, and a hostile file must not exhaust the stack. */
export const maxJsonDepth = 100

/**
 * The canonical text of a value. Throws a `TypeError` with the JSON Pointer of the first part that JSON cannot say:
 * `undefined`, a function, a symbol, a bigint, a number that is not finite, a lone surrogate in a text or a key, an
 * object that is neither plain nor an array, a value inside itself or deeper than 100 levels.
 */
export function formatCanonicalJson(value: unknown): string {
  const found = findUnsayable(value, 0)
  if (found) throw new TypeError(`${toPosition(found.path)} ${found.problem}`)
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no JSON form.')
  return text
}

/** The bytes of the canonical text, in UTF-8. Throws as `formatCanonicalJson`. */
export function encodeCanonicalJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(formatCanonicalJson(value))
}

/** A value that was read from canonical JSON, or the reason why the bytes are no such JSON, as the end of a sentence. */
export type ParsedCanonicalJson =
  | { readonly value: unknown; readonly problem?: never }
  | { readonly value?: unknown; readonly problem: string }

/** Keeps a byte order mark, which canonical JSON does not have. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads canonical JSON. Where the bytes are other JSON, the result has the value as well as the problem, if the value has
 * a canonical form.
 */
export function parseCanonicalJson(bytes: Uint8Array): ParsedCanonicalJson {
  let text: string
  let value: unknown
  try {
    text = decoder.decode(bytes)
  } catch {
    return { problem: 'is not UTF-8' }
  }
  try {
    value = JSON.parse(text)
  } catch {
    return { problem: 'is not JSON' }
  }
  try {
    if (formatCanonicalJson(value) === text) return { value }
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    return { problem: `has no canonical form: ${reason}` }
  }
  return { value, problem: 'is not in canonical form (RFC 8785)' }
}

/** Whether a value of JSON has a list or an object inside of `maxJsonDepth` others, which has no canonical form. */
export function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth >= maxJsonDepth) return true
  const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return members.some((member) => isTooDeep(member, depth + 1))
}

/** The first part that JSON cannot say. Its path is built on the way back, because hardly any value has such a part. */
type Unsayable = { path: readonly (string | number)[]; problem: string }

function findUnsayable(value: unknown, depth: number): Unsayable | undefined {
  const problem = findProblem(value)
  if (problem) return { path: [], problem: `is ${problem}, which JSON cannot say.` }
  if (value === null || typeof value !== 'object') return undefined
  if (depth >= maxJsonDepth)
    return { path: [], problem: `is inside of ${maxJsonDepth} others, or of itself.` }
  if (Array.isArray(value)) {
    // A loop by index meets the holes of an array as well.
    for (let at = 0; at < value.length; at++) {
      const found = findUnsayable(value[at], depth + 1)
      if (found) return { ...found, path: [at, ...found.path] }
    }
    return undefined
  }
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed())
      return { path: [key.toWellFormed()], problem: 'has a key with a lone surrogate.' }
    const found = findUnsayable(member, depth + 1)
    if (found) return { ...found, path: [key, ...found.path] }
  }
  return undefined
}

/** What JSON cannot say of a value itself, apart from what it contains. */
function findProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : 'a text with a lone surrogate'
    case 'number':
      return Number.isFinite(value) ? undefined : String(value)
    case 'object':
      return value === null || isPlain(value) ? undefined : 'an object that is not plain'
    case 'boolean':
      return undefined
    case 'undefined':
      return 'undefined'
    default:
      return `a ${typeof value}`
  }
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function toPosition(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'The value' : `The value at ${toPointer(path)}`
}
