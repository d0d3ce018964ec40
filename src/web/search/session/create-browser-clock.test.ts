import { expect, test, vi } from 'vitest'
import { createBrowserClock } from './create-browser-clock.ts'

test('a sleep that is over leaves nothing behind on its signal', async () => {
  const { signal } = new AbortController()
  const added = vi.spyOn(signal, 'addEventListener')
  const removed = vi.spyOn(signal, 'removeEventListener')
  const clock = createBrowserClock(Date.now)
  for (let i = 0; i < 3; i++) await clock.sleep(1, signal)
  expect(added).toHaveBeenCalledTimes(3)
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
    added.mock.calls.map(([, listener]) => listener),
  )
})

test('a sleep whose signal is aborted never ends', async () => {
  const controller = new AbortController()
  const woken = vi.fn()
  createBrowserClock(Date.now).sleep(5, controller.signal).then(woken)
  controller.abort()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(woken).not.toHaveBeenCalled()
})
