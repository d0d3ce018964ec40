/** Reads the files of a bundle once, from beginning to end, in bounded memory. */
import { createSha256, type Sha256 } from '../../query/identity/sha-256.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'

/** A file of a bundle. */
export type BundleFile = {
  /** The path in the ZIP; `/` separates folders. */
  readonly name: string
  /** In bytes, unpacked. */
  readonly size: number
  readonly open: () => ReadableStream<Uint8Array>
}

/** How files are read. */
export type ReadOptions = {
  /** Starts a SHA-256; by default in JavaScript, which is slower than that of Node. */
  readonly createHash?: () => Sha256
  /** Called with the number of bytes that were read so far, of all files. */
  readonly onProgress?: (bytes: number) => void
  readonly signal?: AbortSignal
}

/** Reads files and hashes them. */
export type FileReader = {
  readonly hash: HashFunction
  readonly createHash: () => Sha256
  /**
   * Reads a file, passes its bytes on in chunks, and gives its digest and length. Rejects when the file cannot be read,
   * and with the reason of the signal when that is aborted.
   */
  readonly read: (
    file: BundleFile,
    onChunk?: (chunk: Uint8Array) => void,
  ) => Promise<{ sha256: string; bytes: number }>
  /** All bytes of a file. Rejects as `read`, and with a `RangeError` when there are more than `maxBytes`. */
  readonly readAll: (
    file: BundleFile,
    maxBytes: number,
  ) => Promise<{ sha256: string; content: Uint8Array<ArrayBuffer> }>
  readonly throwIfAborted: () => void
}

/** Creates a reader. */
export function createFileReader({
  createHash = createSha256,
  onProgress,
  signal,
}: ReadOptions): FileReader {
  let total = 0

  const read: FileReader['read'] = async (file, onChunk) => {
    const sha = createHash()
    let bytes = 0
    const reader = file.open().getReader()
    try {
      for (;;) {
        signal?.throwIfAborted()
        const { done, value } = await reader.read()
        if (done) break
        bytes += value.length
        total += value.length
        sha.update(value)
        onChunk?.(value)
        onProgress?.(total)
      }
    } catch (error) {
      await reader.cancel(error).catch(() => undefined)
      throw error
    }
    return { sha256: sha.digest(), bytes }
  }

  return {
    createHash,
    throwIfAborted: () => signal?.throwIfAborted(),
    hash: (...parts) => {
      const sha = createHash()
      for (const part of parts) sha.update(part)
      return sha.digestBytes()
    },
    read,
    async readAll(file, maxBytes) {
      const chunks: Uint8Array[] = []
      let length = 0
      const { sha256 } = await read(file, (chunk) => {
        length += chunk.length
        if (length > maxBytes)
          throw new RangeError(`It has more than ${maxBytes.toLocaleString('en-US')} bytes.`)
        chunks.push(chunk)
      })
      const content = new Uint8Array(length)
      let at = 0
      for (const chunk of chunks) {
        content.set(chunk, at)
        at += chunk.length
      }
      return { sha256, content }
    },
  }
}
