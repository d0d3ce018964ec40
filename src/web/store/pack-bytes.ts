/** Packs bytes with the browser's own raw deflate, and unpacks them again. */

type Bytes = Uint8Array<ArrayBuffer>

/** Packs bytes; some 8 to 1 for pages of entries. */
export async function packBytes(bytes: Bytes): Promise<Bytes> {
  const chunks: Bytes[] = []
  let length = 0
  await pump(bytes, new CompressionStream('deflate-raw'), (chunk) => {
    chunks.push(chunk)
    length += chunk.length
  })
  const packed = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    packed.set(chunk, at)
    at += chunk.length
    freeBytes(chunk)
  }
  return packed
}

/** Unpacks to a length that is known. Rejects when the bytes were not packed by `packBytes`. */
export async function unpackBytes(packed: Bytes, size: number): Promise<Bytes> {
  const bytes = new Uint8Array(size)
  let at = 0
  await pump(packed, new DecompressionStream('deflate-raw'), (chunk) => {
    bytes.set(chunk, at)
    at += chunk.length
    freeBytes(chunk)
  })
  return bytes
}

/**
 * Gives the memory of bytes back at once; the collector may leave a gigabyte of them lying in a worker that
 * has nothing to do. Nobody may look at them after.
 */
export function freeBytes(bytes: Bytes): void {
  // Browsers of before 2024 do not know it, and wait for the collector.
  bytes.buffer.transfer?.(0)
}

async function pump(
  bytes: Bytes,
  { readable, writable }: CompressionStream | DecompressionStream,
  onChunk: (chunk: Bytes) => void,
): Promise<void> {
  const writer = writable.getWriter()
  const written = writer.write(bytes).then(() => writer.close())
  const reader = readable.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) onChunk(next.value)
  await written
}
