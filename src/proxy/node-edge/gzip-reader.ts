/**
 * Reads gzip piece by piece and says whether it ended as RFC 1952 demands. Node's own `Gunzip` is not strict enough:
 * it ignores zeros behind the last member, and does not say how many members there were.
 */
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'
import { findHeaderLength } from './gzip-header.ts'

/** Reads one gzip body. */
export type GzipReader = {
  /** Inflates the next piece; resolves when all of it has been used. Rejects when it is not gzip. */
  write: (piece: Uint8Array) => Promise<void>
  /** Throws unless what was written is whole. */
  end: () => void
  /** Releases the memory of the inflater. May be called at any time, and more than once. */
  close: () => void
}

/** Takes inflated bytes; inflating pauses until a returned promise has resolved. */
export type TakeBytes = (bytes: Uint8Array) => Promise<void> | undefined

/** The member being read: its inflater, its checksum and its length so far. */
type Member = { inflater: InflateRaw; checksum: number; size: number; isInflated: boolean }

const trailerBytes = 8
const outputBytes = 64 * 1024
const none = new Uint8Array()

/** Creates a reader. A second member is refused unless `maxMembers` allows it. */
export function createGzipReader(take: TakeBytes, { maxMembers = 1 } = {}): GzipReader {
  let members = 0
  let member: Member | undefined
  /** Bytes of a header or a trailer that has not arrived whole. */
  let kept: Uint8Array = none
  let isClosed = false

  function begin(piece: Uint8Array): Uint8Array {
    if (members >= maxMembers) throw new Error('More follows behind the gzip member.')
    const bytes = concat(kept, piece)
    const length = findHeaderLength(bytes)
    kept = length === undefined ? bytes : none
    if (length === undefined) return none
    members++
    member = createMember((bytes) => (isClosed ? undefined : take(bytes)))
    return bytes.subarray(length)
  }

  function finish(own: Member, piece: Uint8Array): Uint8Array {
    const bytes = concat(kept, piece)
    kept = bytes.length < trailerBytes ? bytes : none
    if (bytes.length < trailerBytes) return none
    const trailer = new DataView(bytes.buffer, bytes.byteOffset, trailerBytes)
    const isSound =
      trailer.getUint32(0, true) === own.checksum && trailer.getUint32(4, true) === own.size
    if (!isSound) throw new Error('The gzip body is damaged.')
    own.inflater.destroy()
    member = undefined
    return bytes.subarray(trailerBytes)
  }

  return {
    async write(piece) {
      let rest = piece
      while (rest.length > 0) {
        if (isClosed) throw new Error('The gzip body is no longer read.')
        if (!member) rest = begin(rest)
        else if (member.isInflated) rest = finish(member, rest)
        else rest = await inflate(member, rest)
      }
    },
    end() {
      const isWhole = members > 0 && !member && kept.length === 0
      if (!isWhole) throw new Error('The gzip body ended early.')
    },
    close() {
      isClosed = true
      member?.inflater.destroy()
    },
  }
}

function createMember(take: TakeBytes): Member {
  const inflater = createInflateRaw({ chunkSize: outputBytes })
  const member = { inflater, checksum: 0, size: 0, isInflated: false }
  inflater.on('data', (bytes: Buffer) => {
    member.checksum = crc32(bytes, member.checksum)
    // The trailer has the length modulo 2^32.
    member.size = (member.size + bytes.length) >>> 0
    const taken = take(bytes)
    if (!taken) return
    inflater.pause()
    void taken.then(() => inflater.resume())
  })
  inflater.once('end', () => {
    member.isInflated = true
  })
  // `inflate` listens only while it waits.
  inflater.on('error', () => undefined)
  return member
}

/** Resolves with the bytes that do not belong to the compressed data of the member any more. */
function inflate({ inflater }: Member, piece: Uint8Array): Promise<Uint8Array> {
  const usedBefore = inflater.bytesWritten
  return new Promise((resolve, reject) => {
    const stop = () => {
      inflater.off('end', onEnd)
      inflater.off('error', onFail)
      inflater.off('close', onFail)
    }
    const onEnd = () => {
      stop()
      resolve(piece.subarray(inflater.bytesWritten - usedBefore))
    }
    const onFail = () => {
      stop()
      reject(new Error('The gzip body is damaged.'))
    }
    inflater.once('end', onEnd)
    inflater.once('error', onFail)
    inflater.once('close', onFail)
    inflater.write(piece, (error) => {
      if (error) return onFail()
      // With bytes left, the data has ended, and `end` follows when its last output has been taken.
      if (inflater.bytesWritten - usedBefore < piece.length) return
      stop()
      resolve(none)
    })
  })
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.length === 0 ? second : Buffer.concat([first, second])
}
