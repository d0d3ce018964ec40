/** Packs bytes with the browser's own raw deflate, and unpacks them again. */

type Bytes = Uint8Array<ArrayBuffer>

/** Packs bytes. Pages of entries become about eight times smaller. */
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

/** Unpacks bytes of `packBytes`; `size` is their unpacked length. Rejects for other bytes or another length. */
export async function unpackBytes(packed: Bytes, size: number): Promise<Bytes> {
  const bytes = new Uint8Array(size)
  let at = 0
  await pump(packed, new DecompressionStream('deflate-raw'), (chunk) => {
    bytes.set(chunk, at)
    at += chunk.length
    freeBytes(chunk)
  })
  if (at < size) throw new RangeError(`Unpacked ${at} bytes instead of ${size}.`)
  return bytes
}

/** A closed port: messages to it are discarded. */
const sink = createSink()

/**
 * Frees the memory of bytes at once, because the garbage collector may leave a gigabyte in an idle worker. The bytes
 * must not be used afterwards. Detaching the buffer with `ArrayBuffer.prototype.transfer` is not enough: the browser
 * holds the memory of a received message until the next collection.
 */
export function freeBytes(bytes: Bytes): void {
  sink.postMessage(undefined, [bytes.buffer])
}

function createSink(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  port2.close()
  return port1
}

async function pump(
  bytes: Bytes,
  { readable, writable }: CompressionStream | DecompressionStream,
  onChunk: (chunk: Bytes) => void,
): Promise<void> {
  const writer = writable.getWriter()
  const written = writer.write(bytes).then(() => writer.close())
  // For invalid bytes the reader rejects as well, and the loop below reports that.
  written.catch(() => undefined)
  const reader = readable.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) onChunk(next.value)
  await written
}
