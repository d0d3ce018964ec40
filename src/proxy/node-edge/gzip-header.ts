/** The header of a gzip member (RFC 1952, section 2.3). */
import { crc32 } from 'node:zlib'

/** The maximum length of a header, in bytes; those of HTTP servers have 10. */
const maxHeaderBytes = 4_096

const fixedBytes = 10
const flags = { headerChecksum: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const

/** The length of the header that `bytes` begin with; `undefined` while it is not whole. Throws when it is none. */
export function findHeaderLength(bytes: Uint8Array): number | undefined {
  const isGzip = [0x1f, 0x8b, 8].every((each, at) => at >= bytes.length || bytes[at] === each)
  const set = bytes[3] ?? 0
  if (!isGzip || (set & flags.reserved) !== 0) throw new Error('The body is not gzip.')
  const length = findEnd(bytes, set)
  if (length === undefined || length > bytes.length) {
    if (bytes.length > maxHeaderBytes) throw new Error('The gzip header is too long.')
    return undefined
  }
  if ((set & flags.headerChecksum) !== 0) {
    const expected = (bytes[length - 2] ?? 0) | ((bytes[length - 1] ?? 0) << 8)
    const found = crc32(bytes.subarray(0, length - 2)) & 0xffff
    if (found !== expected) throw new Error('The gzip header is damaged.')
  }
  return length
}

/** Where the header ends if all its parts have the length that they declare. */
function findEnd(bytes: Uint8Array, set: number): number | undefined {
  let end = fixedBytes
  if ((set & flags.extra) !== 0) {
    if (bytes.length < end + 2) return undefined
    end += 2 + ((bytes[end] ?? 0) | ((bytes[end + 1] ?? 0) << 8))
  }
  for (const flag of [flags.name, flags.comment]) {
    if ((set & flag) === 0) continue
    const zeroAt = bytes.indexOf(0, end)
    if (zeroAt < 0) return undefined
    end = zeroAt + 1
  }
  return (set & flags.headerChecksum) === 0 ? end : end + 2
}
