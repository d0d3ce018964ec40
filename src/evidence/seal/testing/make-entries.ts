/** Sealed entries from texts, for tests. */
import { createHash } from 'node:crypto'
import type { HashFunction } from '../../merkle/hash-leaf.ts'
import type { SealedEntries } from '../sealed-entries.ts'

/** An entry of a test; `text` is its bytes, and its content without the spaces. */
export type TestEntry = { source: string; timeMs: number; id?: number; text: string }

/** SHA-256 of Node, which is faster. */
export const nodeHash: HashFunction = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** The columns of the entries in this order. */
export function toSealedEntries(entries: readonly TestEntry[]): SealedEntries {
  const sourceTexts = [...new Set(entries.map(({ source }) => source))]
  const toColumn = (toText: (entry: TestEntry) => string) => ({
    width: 32,
    bytes: new Uint8Array(
      Buffer.concat(entries.map((entry) => nodeHash(Uint8Array.of(0), Buffer.from(toText(entry))))),
    ),
  })
  return {
    sourceTexts,
    sources: Uint16Array.from(entries, ({ source }) => sourceTexts.indexOf(source)),
    times: Float64Array.from(entries, ({ timeMs }) => timeMs),
    ids: Float64Array.from(entries, ({ id = 0 }) => id),
    leaves: toColumn(({ text }) => text),
    contents: toColumn(({ text }) => text.replaceAll(' ', '')),
  }
}
