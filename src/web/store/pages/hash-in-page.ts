/** Hashes the values of a field in the bytes of a page. */
import type { Field } from '../../../catalog/fields.ts'
import { createFieldReader } from '../columns/field-reader.ts'
import { toHash } from '../columns/text-hash.ts'

/** The two halves of each hash, in the order in which the entries are in the bytes. */
export function hashInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  field: Field,
): Uint32Array {
  const read = createFieldReader(field)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const halves = new Uint32Array(starts.length * 2)
  starts.forEach((start, position) => {
    const entry: unknown = JSON.parse(decoder.decode(bytes.subarray(start, ends[position])))
    const { high, low } = toHash(read(entry))
    halves[position * 2] = high
    halves[position * 2 + 1] = low
  })
  return halves
}
