/** Writes ZIP files byte by byte, so that tests can have what no program for ZIP files would write. */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = {
  name: string
  data: Uint8Array | string
  isDeflated?: boolean
  /** Bits of the general purpose flag beside UTF-8, such as 1 for encrypted. */
  flags?: number
  method?: number
  /** What the headers say instead of what is true. */
  checksum?: number
  claimedSize?: number
  /** The name in the header before the data, where it differs. */
  localName?: string
  /** The mode of Unix, such as 0o120777 of a link. */
  mode?: number
  /** The part at whose data the directory points instead of its own. */
  sameDataAs?: number
}

const utf8Flag = 0x800

type Written = { offset: number; packed: Buffer; size: number; crc: number; method: number }

/** Builds a ZIP. `padding`: bytes before the first file. */
export function buildZip(parts: readonly ZipPart[], { padding = 0 } = {}): Buffer {
  const pieces: Buffer[] = [Buffer.alloc(padding)]
  let length = padding
  const add = (piece: Buffer) => {
    pieces.push(piece)
    length += piece.length
  }
  const written: Written[] = []
  for (const part of parts) {
    const other = part.sameDataAs === undefined ? undefined : written[part.sameDataAs]
    if (other) {
      written.push(other)
      continue
    }
    const data = Buffer.from(part.data as Uint8Array)
    const packed = part.isDeflated ? deflateRawSync(data) : data
    const method = part.method ?? (part.isDeflated ? 8 : 0)
    const crc = part.checksum ?? crc32(data)
    written.push({ offset: length, packed, size: part.claimedSize ?? data.length, crc, method })
    add(toHeader(part, written[written.length - 1] as Written, true))
    add(packed)
  }
  const start = length
  for (const [index, part] of parts.entries()) {
    add(toHeader(part, written[index] as Written, false))
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(parts.length, 0xffff), 10)
  end.writeUInt32LE(length - start, 12)
  end.writeUInt32LE(start, 16)
  add(end)
  return Buffer.concat(pieces)
}

function toHeader(part: ZipPart, file: Written, isLocal: boolean): Buffer {
  const name = Buffer.from(isLocal ? (part.localName ?? part.name) : part.name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(utf8Flag | (part.flags ?? 0), 2)
  common.writeUInt16LE(file.method, 4)
  common.writeUInt16LE(0x5a21, 8)
  common.writeUInt32LE(file.crc, 10)
  common.writeUInt32LE(file.packed.length, 14)
  common.writeUInt32LE(file.size, 18)
  common.writeUInt16LE(name.length, 22)
  if (isLocal) return Buffer.concat([Buffer.from('PK\x03\x04'), common, name])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6)
  rest.writeUInt32LE(file.offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, rest, name])
}
