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

/** Unpacks to a length that is known. Rejects when the bytes were not packed by `packBytes`, or from another length. */
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

/** Whatever is sent here is dropped. */
const sink = createSink()

/**
 * Gives the memory of bytes back at once; the collector may leave a gigabyte of them lying in a worker that
 * has nothing to do. Nobody may look at them after. Detaching them by `transfer` would not do: what came in a
 * message is held by the browser besides, until the next collection.
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
  // When the bytes are not what they should be, the reader rejects as well, and is waited for.
  written.catch(() => undefined)
  const reader = readable.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) onChunk(next.value)
  await written
}
