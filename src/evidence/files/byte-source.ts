/** Bytes that are read part by part: of a file that was chosen in a browser, of one on a disk, or of a test. */

/** A file whose parts are read when they are needed, so that its size does not matter. */
export type ByteSource = {
  /** The name of the file, after the path to it in the folder that was given; `/` separates folders. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** Reads a part, which is shorter where the file ends. Rejects when the file cannot be read (any more). */
  readonly read: (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>
}

/** A file of the evidence. It may be opened several times. */
export type EvidenceFile = {
  /** The path from the folder of the receipt; `/` separates folders. */
  readonly name: string
  /** In bytes, as it is when it is unpacked. */
  readonly size: number
  /** The bytes, read as they are asked for. The stream fails with an `UnreadableError`. */
  readonly open: () => ReadableStream<Uint8Array<ArrayBuffer>>
}

/** The evidence cannot be read, and therefore not checked. The message says what is wrong and what to do. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError'
}

const chunkBytes = 512 * 1024

/** Streams a part of a source, by default all of it. */
export function createSourceStream(
  source: ByteSource,
  { offset = 0, size = source.size }: { offset?: number; size?: number } = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let position = offset
  const end = offset + size
  return new ReadableStream(
    {
      async pull(controller) {
        if (position >= end) {
          controller.close()
          return
        }
        const chunk = await source.read(position, Math.min(chunkBytes, end - position))
        if (chunk.length === 0) {
          controller.error(
            new UnreadableError(`${source.name} became shorter while it was read. Try it again.`),
          )
          return
        }
        position += chunk.length
        controller.enqueue(chunk)
      },
    },
    { highWaterMark: 0 },
  )
}

/** Makes a file of the evidence from a source that is not packed. */
export function toEvidenceFile(source: ByteSource): EvidenceFile {
  return { name: source.name, size: source.size, open: () => createSourceStream(source) }
}

/** Creates a source of a file or another blob of a browser. */
export function createBlobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    async read(offset, length) {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer())
      } catch {
        throw new UnreadableError(
          `${name} cannot be read. It may have changed or moved since it was chosen: choose it again.`,
        )
      }
    },
  }
}
