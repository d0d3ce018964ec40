/**
 * Names entries of logs without ids. The name is the SHA-256 digest of the entry's text, of which the first 32 digits are
 * kept, and a number that tells equal entries apart: `sha256-9f86d081884c7d659a2feaa0c55ad015-1`. Equal texts have equal
 * times, so the number counts the equal entries of one instant. `sha256sum` of an exported line gives the same digits.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readText } from '../../catalog/fields.ts'
import { createSha256 } from './sha-256.ts'

const digits = 32

/** The name of an entry: its text or the bytes of it, and its number among equal ones, from 1. */
export function toDigestId(text: string | Uint8Array, occurrence: number): string {
  return `sha256-${toDigest(text)}-${occurrence}`
}

/** The digest and the number in a name; `undefined` for any other id. */
export function parseDigestId(id: string): { digest: string; occurrence: number } | undefined {
  const match = /^sha256-([0-9a-f]{32})-([1-9]\d{0,8})$/.exec(id)
  return match ? { digest: match[1] ?? '', occurrence: Number(match[2]) } : undefined
}

/** The digits of the digest of a text that names contain. */
export function toDigest(text: string | Uint8Array): string {
  const sha = createSha256()
  sha.update(typeof text === 'string' ? new TextEncoder().encode(text) : text)
  return sha.digest().slice(0, digits)
}

/**
 * The id of an entry: its own, or its digest where the log has no ids; empty for an entry that lacks the id of its log.
 * `occurrence` is its number among equal entries.
 */
export function toEntryId(
  { idPath }: Pick<Dataset, 'idPath'>,
  entry: unknown,
  text: string | Uint8Array,
  occurrence = 1,
): string {
  return idPath === undefined ? toDigestId(text, occurrence) : readText(entry, idPath)
}

/**
 * The ids of the entries of one answer, in order. `readTextAt` gives the text of the entry at a position as it was sent.
 */
export function listEntryIds(
  dataset: Pick<Dataset, 'idPath'>,
  entries: readonly unknown[],
  readTextAt: (index: number) => string | undefined,
): readonly string[] {
  const counts = new Map<string, number>()
  return entries.map((entry, index) => {
    if (dataset.idPath !== undefined) return readText(entry, dataset.idPath)
    const text = readTextAt(index) ?? ''
    const occurrence = (counts.get(text) ?? 0) + 1
    counts.set(text, occurrence)
    return toDigestId(text, occurrence)
  })
}
