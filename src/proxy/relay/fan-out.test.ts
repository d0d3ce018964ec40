import { expect, it, vi } from 'vitest'
import { fanOut } from './fan-out.ts'

/** A source of numbered chunks that tells how many were taken and whether it was cancelled. */
function createSource(count: number) {
  const seen = { taken: 0, cancelled: false }
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.taken === count) controller.close()
        else controller.enqueue(Uint8Array.of(seen.taken++))
      },
      cancel() {
        seen.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return { seen, stream }
}

const readAll = async (stream: ReadableStream<Uint8Array>) => [
  ...new Uint8Array(await new Response(stream).arrayBuffer()),
]

it('gives every reader all bytes in order', async () => {
  const { stream } = createSource(5)
  const all = await Promise.all(fanOut(stream, 3).map(({ body }) => readAll(body)))
  expect(all).toEqual([
    [0, 1, 2, 3, 4],
    [0, 1, 2, 3, 4],
    [0, 1, 2, 3, 4],
  ])
})

it('keeps the pace of the slowest reader', async () => {
  const { stream, seen } = createSource(100)
  const [fast, slow] = fanOut(stream, 2).map(({ body }) => body)
  const reader = fast?.getReader()
  void slow?.getReader().read()
  await reader?.read()
  void reader?.read()
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(seen.taken).toBe(1)
})

it('goes on without a reader that left, and ends the source with the last', async () => {
  const { stream, seen } = createSource(3)
  const [first, second] = fanOut(stream, 2).map(({ body }) => body)
  await first?.cancel()
  const reader = second?.getReader()
  expect([...((await reader?.read())?.value ?? [])]).toEqual([0])
  expect(seen.cancelled).toBe(false)
  await reader?.cancel()
  expect(seen.cancelled).toBe(true)
})

it('breaks off for every reader when the source does', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(new Error('reset'))
    },
  })
  const results = await Promise.allSettled(fanOut(broken, 2).map(({ body }) => readAll(body)))
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

it('leaves a reader behind that lets the others wait, and tells how each body ended', async () => {
  vi.useFakeTimers()
  const { stream } = createSource(3)
  const [fast, stuck] = fanOut(stream, 2)
  const reader = stuck?.body.getReader()
  const read = fast && readAll(fast.body)
  await reader?.read()
  await vi.advanceTimersByTimeAsync(3_000)
  vi.useRealTimers()
  expect(await read).toEqual([0, 1, 2])
  await expect(reader?.read()).rejects.toThrow()
  expect(await Promise.all([fast?.ended, stuck?.ended])).toEqual([
    { bytes: 3, end: 'complete' },
    { bytes: 1, end: 'broken' },
  ])
})
