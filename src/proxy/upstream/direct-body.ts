/**
 * A way around web streams for runtimes that have a faster one: a body that pushes its bytes into a
 * sink. It travels beside a response, which then has no body of its own; who does not know of it can
 * have a web stream instead.
 */

/** Where bytes go. */
export type BodySink = {
  /** Takes bytes; false asks for a pause until `resume` is called. */
  write: (chunk: Uint8Array) => boolean
  end: () => void
  /** The body broke off: what was written is not the whole. */
  fail: () => void
}

/** A body that waits to be opened, once. */
export type DirectBody = {
  /** Set when the bytes are compressed. */
  encoding?: 'gzip' | undefined
  open: (sink: BodySink) => void
  resume: () => void
  /** Ends the body for good; the sink hears nothing more. */
  cancel: () => void
}

const bodies = new WeakMap<Response, DirectBody>()

/** Gives a response without a body this one. */
export function attachDirectBody(response: Response, body: DirectBody): Response {
  bodies.set(response, body)
  return response
}

/** The direct body of a response, if it has one. */
export function findDirectBody(response: Response): DirectBody | undefined {
  return bodies.get(response)
}

/** The body of a response as a web stream, whatever it travelled as, decompressed; to be taken once. */
export function takeBody(response: Response): ReadableStream<Uint8Array> | null {
  const direct = bodies.get(response)
  if (!direct) return response.body
  const stream = toWebStream(direct)
  // The DOM's declaration wants any buffer source; it is given bytes.
  const gunzip = () => new DecompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>
  return direct.encoding === 'gzip' ? stream.pipeThrough(gunzip()) : stream
}

/** Lets go of a body that nobody will read. */
export function cancelBody(response: Response): void {
  const direct = bodies.get(response)
  if (direct) direct.cancel()
  else response.body?.cancel().catch(() => undefined)
}

function toWebStream(body: DirectBody): ReadableStream<Uint8Array> {
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
