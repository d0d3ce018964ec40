/** Test entries that change when parsed and printed again, or that attack a careless reader. */
import type { EntryTexts } from '../../store/entry-store.ts'

/** JSON texts of entries of audit log v2, each as an API might send it. */
export const oddEntries: readonly string[] = [
  '{"id":"plain","action":{"time":"2026-11-01T00:00:00.123456Z","type":"update"}}',
  '{ "id" : "spaced" , "n" : 12345678901234567890, "f":1.0, "e":1E400, "z":-0 }',
  '{"id":"twice","actor":{"email":"first@example.com"},"actor":{"email":"last@example.com"}}',
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}}}',
  '{"id":"\\ud83d","action":{"type":"\\u202egpj.exe"},"actor":{"email":"a\\/b\\u0041"}}',
  '{"id":"€ 😀 \u2028 \u202e","actor":{"email":"=HYPERLINK(\\"http://evil.example\\")"}}',
  '7',
  'null',
  '[]',
  '"a text"',
]

/** The texts in the form in which the store returns them. */
export function toEntryTexts(texts: readonly string[]): EntryTexts {
  const encoded = texts.map((text) => new TextEncoder().encode(text))
  const bytes = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const text of encoded) {
    bytes.set(text, offset)
    offset += text.length
  }
  return { bytes, lengths: Uint32Array.from(encoded, ({ length }) => length) }
}
