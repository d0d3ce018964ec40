import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FindProgress } from '../store/entry-store.ts'
import { createFinder, type FindState } from './create-finder.ts'

type Asked = { tell: (progress: FindProgress) => void; signal: AbortSignal }

/** A search whose answers the test gives. */
function start(size: number, jumps = false) {
  const asked: Asked[] = []
  const told: FindState[] = []
  const finder = createFinder(
    {
      findText: (_, tell, signal) => {
        asked.push({ tell, signal })
        return new Promise(() => undefined)
      },
    },
    'x',
    { revision: 0, size },
    (state) => told.push(state),
    jumps,
  )
  const answer = (hits: readonly number[], of: number, searched = of) =>
    asked.at(-1)?.tell({ hits, searched, of, isDone: searched === of })
  return { asked, told, finder, answer, now: () => told.at(-1) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('ends when the store fails, and says how far it came', async () => {
  const told: FindState[] = []
  const findText = (_: string, tell: (progress: FindProgress) => void) => {
    tell({ hits: [3], searched: 400, of: 1_000, isDone: false })
    return Promise.reject(new Error('The worker is gone.'))
  }
  createFinder({ findText }, 'x', { revision: 0, size: 1_000 }, (state) => told.push(state))
  await vi.advanceTimersByTimeAsync(0)
  expect(told.at(-1)).toMatchObject({ status: 'stopped', hits: [3], searched: 400 })
})

describe('a text sought in a list that grows', () => {
  it('is not done with while entries arrive that it has not seen, and keeps what it found', () => {
    const { finder, answer, now } = start(1_000)
    answer([7], 1_000)
    expect(now()).toMatchObject({ status: 'done', hits: [7] })
    finder.update({ revision: 0, size: 5_000 })
    expect(now()).toMatchObject({ status: 'behind', hits: [7], searched: 1_000, of: 5_000 })
  })

  it('is looked for again when entries rest', () => {
    const { asked, finder, answer, now } = start(1_000)
    answer([], 1_000)
    finder.update({ revision: 0, size: 2_000 })
    vi.advanceTimersByTime(500)
    expect(asked).toHaveLength(2)
    answer([1_500], 2_000)
    expect(now()).toMatchObject({ status: 'done', hits: [1_500], searched: 2_000, of: 2_000 })
  })

  it('is looked for now and then although they never rest', () => {
    const { asked, finder, answer, now } = start(1_000)
    answer([], 1_000)
    for (let size = 1_100; size <= 10_000; size += 100) {
      finder.update({ revision: 0, size })
      vi.advanceTimersByTime(100)
      if (asked.length === 2 && now()?.hits.length === 0) answer([1_234], size)
    }
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(now()).toMatchObject({ status: 'behind', hits: [1_234] })
  })

  it('leaves most of the time to the reading, however long a search takes', () => {
    const { asked, finder, answer } = start(1_000)
    vi.advanceTimersByTime(3_000)
    answer([], 1_000)
    for (let size = 1_100; size <= 10_000; size += 100) {
      finder.update({ revision: 0, size })
      vi.advanceTimersByTime(100)
    }
    expect(asked).toHaveLength(1)
    for (let size = 10_100; size <= 15_000; size += 100) {
      finder.update({ revision: 0, size })
      vi.advanceTimersByTime(100)
    }
    expect(asked).toHaveLength(2)
  })

  it('shows the earlier hits and the one that is looked at until the next search has ended', () => {
    const { finder, answer, now } = start(1_000)
    answer([3, 7], 1_000)
    finder.step(-1)
    expect(now()).toMatchObject({ at: 1 })
    finder.update({ revision: 0, size: 2_000 })
    vi.advanceTimersByTime(500)
    answer([3], 2_000, 500)
    expect(now()).toMatchObject({ hits: [3, 7], at: 1 })
    answer([7, 1_200], 2_000)
    expect(now()).toMatchObject({ status: 'done', hits: [3, 7, 1_200], at: 1 })
  })

  it('asks nothing more when the search has seen them already', () => {
    const { asked, finder, answer, now } = start(1_000)
    answer([], 3_000)
    finder.update({ revision: 0, size: 3_000 })
    vi.advanceTimersByTime(10_000)
    expect(asked).toHaveLength(1)
    expect(now()).toMatchObject({ status: 'done' })
  })

  it('stays stopped while the list grows', () => {
    const { asked, finder, answer, now } = start(1_000)
    answer([3], 1_000, 400)
    finder.stop()
    finder.update({ revision: 0, size: 4_000 })
    vi.advanceTimersByTime(10_000)
    expect(asked).toHaveLength(1)
    expect(now()).toMatchObject({ status: 'stopped', hits: [3], searched: 400, of: 4_000 })
  })
})

it('hits of a list whose places have changed are dropped, and sought anew', () => {
  const { asked, finder, answer, now } = start(1_000)
  answer([3], 1_000, 400)
  finder.update({ revision: 1, size: 1_000 })
  expect(asked[0]?.signal.aborted).toBe(true)
  expect(now()).toMatchObject({ status: 'searching', hits: [], at: -1 })
  vi.advanceTimersByTime(500)
  answer([4], 1_000)
  expect(now()).toMatchObject({ status: 'done', hits: [4] })
})

it('steps go round the hits', () => {
  const { finder, answer, now } = start(10)
  finder.step(1)
  expect(now()).toMatchObject({ at: -1 })
  answer([3, 7], 10)
  expect(now()).toMatchObject({ at: 0 })
  for (const at of [1, 0]) {
    finder.step(1)
    expect(now()).toMatchObject({ at })
  }
  finder.step(-1)
  expect(now()).toMatchObject({ at: 1 })
})

it('steps start from the current row while no hit is the current one', () => {
  const { finder, answer, now } = start(100)
  answer([3, 40, 70], 100)
  finder.step(1, 40)
  expect(now()).toMatchObject({ at: 2 })
  finder.update({ revision: 1, size: 100 })
  vi.advanceTimersByTime(500)
  answer([4, 41, 71], 100)
  finder.step(-1, 41)
  expect(now()).toMatchObject({ at: 0 })
})

describe('the first hit', () => {
  it('becomes the current one as soon as it is known', () => {
    const { answer, now } = start(100, true)
    answer([], 100, 10)
    expect(now()).toMatchObject({ at: -1 })
    answer([30], 100, 40)
    expect(now()).toMatchObject({ status: 'searching', hits: [30], at: 0 })
    answer([60], 100)
    expect(now()).toMatchObject({ hits: [30, 60], at: 0 })
  })

  it('is not jumped to when it arrives with later entries, unless a step asks for it', () => {
    const { finder, answer, now } = start(100, true)
    answer([], 100)
    finder.update({ revision: 0, size: 200 })
    vi.advanceTimersByTime(500)
    answer([150], 200)
    expect(now()).toMatchObject({ hits: [150], at: -1 })

    const asking = start(100, true)
    asking.answer([], 100)
    asking.finder.update({ revision: 0, size: 200 })
    asking.finder.step(1)
    vi.advanceTimersByTime(500)
    asking.answer([150], 200)
    expect(asking.now()).toMatchObject({ hits: [150], at: 0 })
  })

  it('is jumped to in a list whose first entries come after the search began', () => {
    const { finder, answer, now } = start(0, true)
    answer([], 0)
    finder.update({ revision: 0, size: 100 })
    vi.advanceTimersByTime(500)
    answer([30], 100)
    expect(now()).toMatchObject({ hits: [30], at: 0 })
  })

  it('is waited for by a step that comes before it', () => {
    const { finder, answer, now } = start(100)
    finder.step(1)
    answer([7, 9], 100)
    expect(now()).toMatchObject({ at: 0 })
  })
})
