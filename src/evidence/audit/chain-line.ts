/**
 * The lines of a chained audit log (`AUDIT_CHAIN=1`): each has the id of its chain, its number in the chain from 1, and
 * the digest of the line before it. Now and then a line has a signed head, which vouches for all lines up to a number.
 */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { formatHex } from '../encoding/hex.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'

/** The last fields of every line. */
export type ChainFields = {
  /** 16 hexadecimal digits, at random. */
  readonly chain: string
  readonly number: number
  /** The digest of the line before; `null` for the first line of a chain. */
  readonly previous: string | null
}

/** Why a head was signed: the first lines are there, enough lines or time have passed, or the server ends. */
export type HeadReason = 'start' | 'lines' | 'time' | 'end'

/** What is signed. Its keys are in the order of RFC 8785, and its values need no escapes that JSON has choices for. */
export type AuditHead = {
  readonly at: string
  readonly chain: string
  /** Whether the key was made when the server started: no person can have known it before. */
  readonly isEphemeral: boolean
  /** The digest of the line `upTo`. */
  readonly latest: string
  /** The public key (SubjectPublicKeyInfo in DER), in base64. */
  readonly publicKey: string
  readonly reason: HeadReason
  readonly type: 'gumshoe-audit-head/1'
  /** The number of the last line that the head vouches for. */
  readonly upTo: number
}

/** What the first line of a chain says. The log of an earlier process cannot be read, so a chain names none. */
export const chainBeginning = { audit: 'new chain' } as const

const encoder = new TextEncoder()

/** The digest of a line, without its line end, as 64 hexadecimal digits. */
export function digestLine(line: string, hash: HashFunction = toSha256): string {
  return formatHex(hash(encoder.encode(line)))
}

/** A line of a chain. `fields` are what it says. */
export function formatChainLine(
  fields: Readonly<Record<string, unknown>>,
  { chain, number, previous }: ChainFields,
): string {
  return JSON.stringify({ ...fields, chain, number, previous })
}

/** The signed text of a head: its RFC 8785 form. */
export function formatAuditHead(head: AuditHead): string {
  const { at, chain, isEphemeral, latest, publicKey, reason, type, upTo } = head
  return JSON.stringify({ at, chain, isEphemeral, latest, publicKey, reason, type, upTo })
}

/** What the line of a head says; `signature` is DER in base64. */
export function toHeadFields(
  head: AuditHead,
  signature: string,
): { time: string; head: unknown; signature: string } {
  return { time: head.at, head: JSON.parse(formatAuditHead(head)), signature }
}
