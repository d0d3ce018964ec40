/** Gzip bodies as streams that end only when the gzip is whole, and else error. */
import { createGzipReader, type GzipReader } from './gzip-reader.ts'

type Bytes = ReadableStream<Uint8Array>
type Controller = ReadableStreamDefaultController<Uint8Array>
type Pieces = ReadableStreamDefaultReader<Uint8Array>

/** A stream being read: what inflates it, and what happens when more is wanted. */
type Opened = { gzip: GzipReader; pull: () => Promise<void> }

/**
 * The same bytes, inflated beside it; `take` gets what was inflated. The last piece is passed on after the check, so that a body which is not whole
 * never looks whole. Only a single member passes: browsers ignore what follows the first one, and curl fails.
 * `source` is not locked before the first read.
 */
export function passWholeGzip(
  source: Bytes,
  take: (bytes: Uint8Array) => void = () => undefined,
): Bytes {
  return createStream(source, (pieces, controller) => {
    const gzip = createGzipReader((bytes) => {
      take(bytes)
      return undefined
    })
    let last: Uint8Array | undefined
    let check: Promise<Error | undefined> = Promise.resolve(undefined)

    /** Reads pieces until one can be passed on. */
    async function pull(): Promise<void> {
      for (;;) {
        const { done, value } = await pieces.read()
        // Only one piece is inflated at a time, so that none are buffered.
        const failure = await check
        if (failure) throw failure
        if (done) break
        const piece = last
        last = value
        check = gzip.write(value).then(
          () => undefined,
          (error: Error) => error,
        )
        if (!piece) continue
        controller.enqueue(piece)
        return
      }
      gzip.end()
      gzip.close()
      if (last) controller.enqueue(last)
      controller.close()
    }
    return { gzip, pull }
  })
}

/**
 * The inflated bytes. Several members are one body, as RFC 1952 (section 2.2) says. `source` is not locked before the
 * first read.
 */
export function gunzipWhole(source: Bytes): Bytes {
  return createStream(source, (pieces, controller) => {
    let isFeeding = false
    let failure: Error | undefined
    let resume: () => void = () => undefined
    let settlePull: () => void = () => undefined
    const take = (bytes: Uint8Array) => {
      controller.enqueue(bytes)
      settlePull()
      if ((controller.desiredSize ?? 0) > 0) return undefined
      return new Promise<void>((resolve) => {
        resume = resolve
      })
    }
    const gzip = createGzipReader(take, { maxMembers: Number.POSITIVE_INFINITY })

    async function feed(): Promise<void> {
      for (;;) {
        const { done, value } = await pieces.read()
        if (done) break
        await gzip.write(value)
      }
      gzip.end()
      gzip.close()
      controller.close()
    }

    /** Resolves when bytes have been enqueued or the body has ended. */
    async function pull(): Promise<void> {
      resume()
      const settled = new Promise<void>((resolve) => {
        settlePull = resolve
      })
      if (!isFeeding) {
        isFeeding = true
        void feed()
          .catch((error: Error) => {
            failure = error
          })
          .finally(() => settlePull())
      }
      if (!failure) await settled
      if (failure) throw failure
    }
    return { gzip, pull }
  })
}

function createStream(
  source: Bytes,
  open: (pieces: Pieces, controller: Controller) => Opened,
): Bytes {
  let opened: (Opened & { pieces: Pieces }) | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (!opened) {
          const pieces = source.getReader()
          opened = { pieces, ...open(pieces, controller) }
        }
        const { gzip, pull, pieces } = opened
        try {
          await pull()
        } catch (error) {
          gzip.close()
          pieces.cancel().catch(() => undefined)
          throw error
        }
      },
      cancel() {
        opened?.gzip.close()
        const from = opened?.pieces ?? source
        from.cancel().catch(() => undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
