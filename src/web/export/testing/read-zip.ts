/** Reads a ZIP with a library that has nothing in common with the one that writes it. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl'

/** A file of a ZIP. */
type ZippedFile = {
  name: string
  size: number
  offset: number
  date: Date
  bytes: Buffer
  /** Whether Unix may run it. */
  isExecutable: boolean
}

/** Gives the end of a ZIP, and zeros for the first bytes, which are missing. */
class EndReader extends RandomAccessReader {
  readonly #end: Buffer
  readonly #missing: number
  constructor(end: Buffer, missing: number) {
    super()
    this.#end = end
    this.#missing = missing
  }
  override _readStreamForRange(from: number, to: number): Readable {
    const zeros = Buffer.alloc(Math.max(0, Math.min(to, this.#missing) - from))
    const read = this.#end.subarray(Math.max(0, from - this.#missing), to - this.#missing)
    return Readable.from([Buffer.concat([zeros, read])])
  }
}

/**
 * The files of a ZIP, with checked sizes and checksums. Where the first `missing` bytes of it are not in `zip`, files
 * in that part have no bytes.
 */
export async function readZip(zip: Buffer, missing = 0n): Promise<ZippedFile[]> {
  const start = Number(missing)
  const reader = new EndReader(zip, start)
  const opened = await fromRandomAccessReaderPromise(reader, start + zip.length, {
    strictFileNames: true,
  })
  const files: ZippedFile[] = []
  for await (const entry of opened.eachEntry()) {
    const { fileName: name, uncompressedSize: size, relativeOffsetOfLocalHeader: offset } = entry
    const isThere = offset >= start
    const bytes = isThere
      ? await buffer(await opened.openReadStreamPromise(entry))
      : Buffer.alloc(0)
    if (isThere && crc32(bytes) !== entry.crc32) throw new Error(`${name} has a wrong checksum.`)
    const isExecutable = ((entry.externalFileAttributes >>> 16) & 0o111) !== 0
    files.push({ name, size, offset, date: entry.getLastModDate(), bytes, isExecutable })
  }
  return files
}
