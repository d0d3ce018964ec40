/** Decodes, reads and cancels response bodies. */

/** A response body from upstream. */
export type UpstreamBody = {
  body: ReadableStream<Uint8Array> | null
  /**
   * The coding of `body`, set when it has the bytes as they were received, with the length of `content-length`.
   * Absent when the runtime has decoded them, as `fetch` does; the headers then describe other bytes. `unknown` when
   * its coding or its framing does not say where it ends.
   */
  wireCoding?: 'gzip' | 'identity' | 'unknown' | undefined
  /** Set for gzip: the decoded bytes, instead of `body`. Both error when the gzip does not end as its format says. */
  decode?: (() => ReadableStream<Uint8Array>) | undefined
  /** Set for gzip: names a function that gets the decoded bytes while `body` is read. Called before the first read. */
  watchDecoded?: ((take: (bytes: Uint8Array) => void) => void) | undefined
}

/** The decoded body, or the bytes as they came if their coding is unknown. `body` must not be used afterwards. */
export function decodeBody({ body, decode }: UpstreamBody): ReadableStream<Uint8Array> | null {
  return decode ? decode() : body
}

/** Decompresses gzip that has been checked to be whole; errors when the stream does. */
export function gunzip(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  // The DOM's declaration requires a stream of any buffer source.
  const decoder = new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>
  return body.pipeThrough(decoder)
}

/** Cancels a body that will not be read, which closes or frees its connection. */
export function cancelBody(body: ReadableStream<Uint8Array> | null): void {
  body?.cancel().catch(() => undefined)
}

/** All bytes of a body; `undefined` when it has more than `limitBytes`. Rejects when it breaks off. */
export async function readBody(
  source: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!source) return new Uint8Array()
  const reader = source.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > limitBytes) {
      reader.cancel().catch(() => undefined)
      return undefined
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
