import { expect, it } from 'vitest'
import { watchCalls } from './count-work.ts'
import { createHandClock } from './create-hand-clock.ts'

const { signal } = new AbortController()

it('passes time only when the work that waited for it waits again', async () => {
  const { clock, pass } = createHandClock({ nowMs: 0 })
  // An answer that takes longer than twenty turns of the event loop, and a further request after it.
  const request = watchCalls(clock, () => new Promise((resolve) => setTimeout(resolve, 60)))
  const done: string[] = []
  async function poll() {
    for (const name of ['a', 'b']) {
      await clock.sleep(1_000, signal)
      await request()
      await request()
      done.push(name)
    }
  }
  void poll()
  await pass(999)
  expect(done).toEqual([])
  await pass(1)
  expect(done).toEqual(['a'])
  await pass(1_000)
  expect(done).toEqual(['a', 'b'])
})

it('goes on after work that failed', async () => {
  const { clock, pass } = createHandClock({ nowMs: 0 })
  const error = new Error('It was refused.')
  const request = watchCalls(clock, async () => {
    throw error
  })
  const failed = expect(request()).rejects.toBe(error)
  await pass(0)
  await failed
})
