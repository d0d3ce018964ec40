/** Hashes the values of a field in the bytes of a page. */
import type { Field } from '../../../catalog/fields.ts'
import { createFieldReader } from '../columns/field-reader.ts'
import { toHash } from '../columns/text-hash.ts'

/** The halves of the hash for each entry in turn, as columns keep them. */
export function hashInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  field: Field,
): Uint32Array {
  const read = createFieldReader(field)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const halves = new Uint32Array(starts.length * 2)
  starts.forEach((start, place) => {
    const entry: unknown = JSON.parse(decoder.decode(bytes.subarray(start, ends[place])))
    const { high, low } = toHash(read(entry))
    halves[place * 2] = high
    halves[place * 2 + 1] = low
  })
  return halves
}
