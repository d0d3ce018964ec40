/** Reads the lines of an audit log as far as its chains need it. */
import type { HashFunction } from '../merkle/hash-leaf.ts'
import { type AuditHead, type ChainFields, digestLine, type HeadReason } from './chain-line.ts'

/** A line that belongs to a chain. */
export type ChainLine = ChainFields & {
  /** Its position in the log, from 1. */
  readonly at: number
  readonly digest: string
  /** The text of a line that has a head, or had one before it was changed. */
  readonly headText: string | undefined
  /** What was signed, where the line has a head. */
  readonly signed: { readonly head: AuditHead; readonly signature: string } | undefined
}

/** Any other line: `isLog` when it may have been one of the log, and not a message for people. */
export type OtherLine = { readonly at: number; readonly isLog: boolean }

/** Reads a line; `at` is its position in the log, from 1. */
export function readChainLine(text: string, at: number, hash: HashFunction): ChainLine | OtherLine {
  const value = parseObject(text)
  if (!value) return { at, isLog: text.trimStart().startsWith('{') }
  const { chain, number, previous } = value
  const isLine =
    typeof chain === 'string' &&
    /^[0-9a-f]{16}$/.test(chain) &&
    typeof number === 'number' &&
    Number.isSafeInteger(number) &&
    number > 0 &&
    (previous === null || (typeof previous === 'string' && /^[0-9a-f]{64}$/.test(previous)))
  if (!isLine) return { at, isLog: true }
  const signed = readSigned(value)
  const hasHead = signed !== undefined || text.includes('"gumshoe-audit-head/')
  const headText = hasHead ? text : undefined
  return { at, chain, number, previous, digest: digestLine(text, hash), headText, signed }
}

const reasons: readonly unknown[] = ['start', 'lines', 'time', 'end'] satisfies HeadReason[]

function readSigned(value: Record<string, unknown>): ChainLine['signed'] {
  const { head, signature } = value
  if (typeof head !== 'object' || head === null || typeof signature !== 'string') return undefined
  const isHead =
    hasTexts(head, ['at', 'chain', 'latest', 'publicKey']) &&
    'type' in head &&
    head.type === 'gumshoe-audit-head/1' &&
    'isEphemeral' in head &&
    typeof head.isEphemeral === 'boolean' &&
    'reason' in head &&
    reasons.includes(head.reason) &&
    'upTo' in head &&
    typeof head.upTo === 'number'
  return isHead ? { head: head as unknown as AuditHead, signature } : undefined
}

function hasTexts(value: object, names: readonly string[]): boolean {
  return names.every((name) => typeof Reflect.get(value, name) === 'string')
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined
  } catch {
    return undefined
  }
}
