/**
 * A message body as a web stream. Node's own `Readable.toWeb` reads ahead, and a slow client would then
 * hold more of an answer in memory.
 */
import type { IncomingMessage } from 'node:http'

/** Reads one chunk for each that the consumer asks for; errors when the message breaks off. */
export function toWebStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOpen = false
  let isOver = false
  // Without a listener, a connection that breaks before the first read would end the process.
  incoming.on('error', () => undefined)

  function open(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const fail = () => {
      if (isOver) return
      isOver = true
      controller.error(new Error('The answer broke off.'))
    }
    if (incoming.errored) {
      fail()
      return
    }
    incoming.on('error', fail)
    incoming.on('end', () => {
      if (isOver) return
      isOver = true
      controller.close()
    })
    incoming.on('data', (chunk: Uint8Array) => {
      if (isOver) return
      controller.enqueue(chunk)
      if ((controller.desiredSize ?? 0) <= 0) incoming.pause()
    })
  }

  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (isOpen) incoming.resume()
        else open(controller)
        isOpen = true
      },
      cancel() {
        isOver = true
        incoming.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}
