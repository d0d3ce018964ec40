/**
 * Copies the decoded body of an answer while it passes to the client. The client gets the same bytes at the same pace;
 * the copy is read when the body has ended.
 */
import type { AbortSignalLike } from '../http/abort-source.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'

/** The maximum size of a copied body; a page of a log has one or two megabytes. */
export const maxCopyBytes = 16 * 1_048_576

/** An answer to pass on instead, and what `read` made of its body; `undefined` when that was not received whole. */
export type WatchedAnswer<Result> = {
  response: UpstreamResponse
  seen: Promise<Result | undefined>
}

/** What a copy needs. */
export type WatchTools<Result> = {
  /** Ends the copy, as the deadlines do and a client that goes away. */
  signal: AbortSignalLike
  /** See `CopyRoom`. */
  room: { take: (bytes: number) => boolean; release: (bytes: number) => void }
  /** Called at once when the body has ended. */
  onEnd: () => void
  /** Called with the whole body, after its last bytes were passed on. */
  read: (bytes: Uint8Array) => Result
}

type Copy = { take: (bytes: Uint8Array) => void; end: (isWhole: boolean) => void }

/** Watches an answer; `seen` never rejects. */
export function watchAnswer<Result>(
  response: UpstreamResponse,
  tools: WatchTools<Result>,
): WatchedAnswer<Result> {
  const { body, decode, watchDecoded, wireCoding } = response
  const { copy, seen } = createCopy(tools)
  // The end of such a body is not known.
  if (wireCoding === 'unknown') copy.end(false)
  if (!body) copy.end(true)
  watchDecoded?.(copy.take)
  const bodyCopy = wireCoding === 'gzip' ? { ...copy, take: () => undefined } : copy
  const watched = {
    ...response,
    body: body && passOn(body, bodyCopy),
    ...(decode && { decode: () => passOn(decode(), copy) }),
  }
  return { response: watched, seen }
}

function createCopy<Result>({ signal, room, onEnd, read }: WatchTools<Result>): {
  copy: Copy
  seen: Promise<Result | undefined>
} {
  let chunks: Uint8Array[] | undefined = []
  let size = 0
  let isOver = false
  let resolveSeen: (result: Promise<Result | undefined> | undefined) => void = () => undefined
  const seen = new Promise<Result | undefined>((resolve) => {
    resolveSeen = resolve
  })

  function drop(): void {
    room.release(size)
    chunks = undefined
    size = 0
  }

  async function readLater(whole: readonly Uint8Array[]): Promise<Result | undefined> {
    try {
      // The client gets its last bytes first.
      await new Promise((resolve) => setTimeout(resolve))
      return read(join(whole, size))
    } catch {
      return undefined
    } finally {
      drop()
    }
  }

  function end(isWhole: boolean): void {
    if (isOver) return
    isOver = true
    signal.removeEventListener('abort', onAbort)
    onEnd()
    if (!isWhole && chunks) drop()
    resolveSeen(chunks && readLater(chunks))
  }
  const onAbort = () => end(false)

  signal.addEventListener('abort', onAbort)
  if (signal.aborted) end(false)
  const take = (bytes: Uint8Array) => {
    if (!chunks || isOver) return
    if (size + bytes.byteLength > maxCopyBytes || !room.take(bytes.byteLength)) {
      drop()
      return
    }
    size += bytes.byteLength
    chunks.push(bytes)
  }
  return { copy: { take, end }, seen }
}

/** The same stream at the same pace. The source is not locked before the first read. */
function passOn(source: ReadableStream<Uint8Array>, copy: Copy): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= source.getReader()
        try {
          const { done, value } = await reader.read()
          if (done) {
            copy.end(true)
            controller.close()
          } else {
            copy.take(value)
            controller.enqueue(value)
          }
        } catch (error) {
          copy.end(false)
          throw error
        }
      },
      async cancel(reason) {
        copy.end(false)
        await (reader ?? source).cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks
  if (chunks.length === 1 && first) return first
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
