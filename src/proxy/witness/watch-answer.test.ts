import { describe, expect, it } from 'vitest'
import { createAbortSource } from '../http/abort-source.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'
import { createCopyRoom } from './copy-room.ts'
import { maxCopyBytes, watchAnswer } from './watch-answer.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const encode = (letters: string) => new TextEncoder().encode(letters)

/** An answer whose body gives these parts, one for each read, and counts the reads. */
function createAnswer(parts: readonly (string | Uint8Array | Error)[]) {
  const left = [...parts]
  const source = { reads: 0, isCanceled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        source.reads++
        const part = left.shift()
        if (part === undefined) controller.close()
        else if (part instanceof Error) controller.error(part)
        else controller.enqueue(typeof part === 'string' ? encode(part) : part)
      },
      cancel() {
        source.isCanceled = true
      },
    },
    { highWaterMark: 0 },
  )
  const response: UpstreamResponse = { status: 200, header: () => undefined, body }
  return { response, source }
}

function watch(response: UpstreamResponse, limits = { maxBytes: 1e9, maxBytesOfOne: 1e9 }) {
  const stop = createAbortSource()
  const room = createCopyRoom(limits)
  let ends = 0
  const watched = watchAnswer(response, {
    signal: stop.signal,
    room: {
      take: (bytes) => room.take('a', bytes),
      release: (bytes) => room.release('a', bytes),
    },
    onEnd: () => {
      ends++
    },
    read: text,
  })
  const { body } = watched.response
  if (!body) throw new Error('There is no body.')
  /** Whether all room was given back. */
  const isFree = () => {
    const has = room.take('b', limits.maxBytes)
    if (has) room.release('b', limits.maxBytes)
    return has
  }
  return { ...watched, body, stop, ends: () => ends, isFree }
}

const readAll = async (body: ReadableStream<Uint8Array>) => new Response(body).text()

describe('a watched answer', () => {
  it('is passed on as it came, and its copy is read once it has ended', async () => {
    const { body, seen, ends, isFree } = watch(createAnswer(['ab', '', 'c']).response)
    expect(await readAll(body)).toBe('abc')
    expect([await seen, ends(), isFree()]).toEqual(['abc', 1, true])
  })

  it('is read no faster than the client reads', async () => {
    const { response, source } = createAnswer(['a', 'b', 'c'])
    const { body } = watch(response)
    const reader = body.getReader()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(source.reads).toBe(0)
    expect(text((await reader.read()).value ?? encode(''))).toBe('a')
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(source.reads).toBe(1)
  })

  it('gives the same pieces to the client, without a copy', async () => {
    const piece = encode('a')
    const { body } = watch(createAnswer([piece]).response)
    expect((await body.getReader().read()).value).toBe(piece)
  })

  it('that breaks off breaks off for the client, and nothing is seen', async () => {
    const { body, seen, isFree } = watch(createAnswer(['ab', new Error('x')]).response)
    await expect(readAll(body)).rejects.toThrow()
    expect([await seen, isFree()]).toEqual([undefined, true])
  })

  it('that the client leaves is canceled, and nothing is seen', async () => {
    const { response, source } = createAnswer(['ab', 'c'])
    const { body, seen, isFree } = watch(response)
    const reader = body.getReader()
    await reader.read()
    await reader.cancel()
    expect([await seen, source.isCanceled, isFree()]).toEqual([undefined, true, true])
  })

  it('that is never read ends with the deadlines', async () => {
    const { seen, stop, ends, isFree } = watch(createAnswer(['ab']).response)
    stop.abort()
    stop.abort()
    expect([await seen, ends(), isFree()]).toEqual([undefined, 1, true])
  })

  it('without a body is an empty one', async () => {
    const { response } = createAnswer([])
    const read = (bytes: Uint8Array) => bytes.length
    const { seen } = watchAnswer(
      { ...response, body: null },
      {
        ...{ signal: createAbortSource().signal, onEnd: () => undefined, read },
        room: { take: () => true, release: () => undefined },
      },
    )
    expect(await seen).toBe(0)
  })

  it('in an encoding that is not known has no decoded body', async () => {
    const { response } = createAnswer(['ab'])
    const { body, seen } = watch({ ...response, wireCoding: 'unknown' })
    expect([await readAll(body), await seen]).toEqual(['ab', undefined])
  })

  it('that cannot be described does not fail', async () => {
    const { response } = createAnswer(['ab'])
    const { response: watched, seen } = watchAnswer(response, {
      ...{ signal: createAbortSource().signal, onEnd: () => undefined },
      room: { take: () => true, release: () => undefined },
      read: () => {
        throw new Error('x')
      },
    })
    expect([await readAll(watched.body ?? new ReadableStream()), await seen]).toEqual([
      'ab',
      undefined,
    ])
  })
})

describe('the memory of copies', () => {
  const piece = new Uint8Array(1_048_576)

  it('is limited for each answer: 16 MiB are copied, one byte more is not', async () => {
    const whole = Array.from({ length: maxCopyBytes / piece.length }, () => piece)
    const sound = watch(createAnswer(whole).response)
    expect((await readAll(sound.body)).length).toBe(maxCopyBytes)
    expect((await sound.seen)?.length).toBe(maxCopyBytes)
    const large = watch(createAnswer([...whole, 'x', ...whole]).response)
    const { length } = await new Response(large.body).arrayBuffer().then((all) => ({
      length: all.byteLength,
    }))
    expect([length, await large.seen, large.isFree()]).toEqual([
      2 * maxCopyBytes + 1,
      undefined,
      true,
    ])
  })

  it('is limited for one owner and for all', async () => {
    const room = createCopyRoom({ maxBytes: 10, maxBytesOfOne: 6 })
    expect([room.take('a', 6), room.take('a', 1), room.take('b', 5), room.take('b', 4)]).toEqual([
      true,
      false,
      false,
      true,
    ])
    room.release('a', 6)
    expect([room.take('b', 2), room.take('a', 4)]).toEqual([true, true])
  })

  it('that is not there leaves the answer alone', async () => {
    const limits = { maxBytes: 3, maxBytesOfOne: 3 }
    const { body, seen, isFree } = watch(createAnswer(['ab', 'cd', 'e']).response, limits)
    expect([await readAll(body), await seen, isFree()]).toEqual(['abcde', undefined, true])
  })
})
