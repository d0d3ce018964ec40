import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchScrolling } from './watch-scrolling.ts'

/** Only its events are used. */
const scroller = new EventTarget() as HTMLElement
const steps: boolean[] = []
let ends = 0
let stop = (): void => undefined

/** Scrolls; `isLeap` says whether the step is longer than the window. */
function scroll(isLeap: boolean): void {
  steps.push(isLeap)
  scroller.dispatchEvent(new Event('scroll'))
}

function watch(): boolean[] {
  const drawn: boolean[] = []
  stop = watchScrolling(scroller, {
    onStep: () => steps.at(-1) ?? false,
    draw: (isFling) => drawn.push(isFling),
    onEnd: () => ends++,
  })
  return drawn
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  ends = 0
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

test('the second of two leaps in a row is a fling', () => {
  const drawn = watch()
  for (const isLeap of [true, true, true, false, true]) scroll(isLeap)
  expect(drawn).toEqual([false, true, true, false, false])
})

test('scrolling ends 140 ms after its last step, once', () => {
  watch()
  scroll(true)
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(100)
    scroll(true)
  }
  expect(ends).toBe(0)
  vi.advanceTimersByTime(139)
  expect(ends).toBe(0)
  vi.advanceTimersByTime(1)
  expect(ends).toBe(1)
  vi.advanceTimersByTime(1_000)
  expect(ends).toBe(1)
})

test('after an end, leaps are counted from the beginning, and scrolling ends again', () => {
  const drawn = watch()
  scroll(true)
  vi.advanceTimersByTime(140)
  scroll(true)
  scroll(true)
  vi.advanceTimersByTime(140)
  expect(drawn).toEqual([false, false, true])
  expect(ends).toBe(2)
})

test('nothing is called after it was stopped', () => {
  watch()
  scroll(true)
  stop()
  vi.advanceTimersByTime(1_000)
  expect(ends).toBe(0)
})
