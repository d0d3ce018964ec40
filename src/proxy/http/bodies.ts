/** What can be done with a body, whatever it travels as. */
import type { Body, DirectBody } from './proxy-response.ts'

/** A body as a web stream, whatever it travelled as, decompressed; to be taken once. */
export function takeBody(body: Body): ReadableStream<Uint8Array> | null {
  if (body === null || body instanceof ReadableStream) return body
  if (body instanceof Uint8Array) return new Response(body).body
  const stream = toWebStream(body)
  // The DOM's declaration wants any buffer source; it is given bytes.
  const gunzip = () => new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>
  return body.encoding === 'gzip' ? stream.pipeThrough(gunzip()) : stream
}

/** Lets go of a body that nobody will read. */
export function cancelBody(body: Body): void {
  if (body instanceof ReadableStream) body.cancel().catch(() => undefined)
  else if (body && 'open' in body) body.cancel()
}

/** A direct body as a web stream, its bytes as they come. */
export function toWebStream(body: DirectBody): ReadableStream<Uint8Array> {
  let isOpen = false
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isOpen) {
          body.resume()
          return
        }
        isOpen = true
        body.open({
          write(chunk) {
            controller.enqueue(chunk)
            return (controller.desiredSize ?? 0) > 0
          },
          end: () => controller.close(),
          fail: () => controller.error(new Error('The answer broke off.')),
        })
      },
      cancel: () => body.cancel(),
    },
    { highWaterMark: 0 },
  )
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
