/** Hashes the values of a column in the bytes of a page. */
import type { ColumnField } from '../columns/column-field.ts'
import { createColumnReader } from '../columns/column-reader.ts'
import { absentCode } from '../columns/field-reader.ts'
import { toHash } from '../columns/text-hash.ts'

/** The two halves of each hash, in the order in which the entries are in the bytes. */
export function hashInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  field: ColumnField,
): Uint32Array {
  const read = createColumnReader([field])
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const halves = new Uint32Array(starts.length * 2)
  starts.forEach((start, position) => {
    const entry: unknown = JSON.parse(decoder.decode(bytes.subarray(start, ends[position])))
    const { high, low } = toHash(read([entry])[0]?.[0] ?? absentCode)
    halves[position * 2] = high
    halves[position * 2 + 1] = low
  })
  return halves
}
