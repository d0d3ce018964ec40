import { expect, it, vi } from 'vitest'
import type { EntryChange } from '../../../query/change/to-change.ts'
import { createChangeCache } from './change-cache.ts'

const now = (work: () => void) => work()
const changed = (after: string): EntryChange => ({
  kind: 'changed',
  differences: [{ path: 'on', before: 'x', after }],
  isFailed: false,
  isPartial: false,
})
const textOf = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('')

it('asks once for the rows of a frame, and shows their changes when they have come', async () => {
  const changes = vi.fn(async (rows: Uint32Array) => [...rows].map((row) => changed(`v${row}`)))
  const onArrive = vi.fn()
  let runFrame = () => {}
  const cache = createChangeCache({ changes }, onArrive, (work) => {
    runFrame = work
  })
  expect(cache.get(1)).toEqual([])
  expect(cache.get(2)).toEqual([])
  runFrame()
  await expect.poll(() => onArrive).toHaveBeenCalledTimes(1)
  expect(changes.mock.calls).toEqual([[Uint32Array.of(1, 2)]])
  expect(textOf(cache.get(2))).toBe('on: x → v2')
  expect(cache.get(2)).toBe(cache.get(2))
})

it('asks again when more is loaded, and shows the old answer meanwhile', async () => {
  let answer: EntryChange = { kind: 'unknown' }
  const onArrive = vi.fn()
  const cache = createChangeCache({ changes: async () => [answer] }, onArrive, now)
  cache.get(1)
  await expect.poll(() => onArrive).toHaveBeenCalledTimes(1)
  expect(textOf(cache.get(1))).toBe('no earlier version loaded')
  answer = changed('y')
  cache.grow(100)
  expect(textOf(cache.get(1))).toBe('no earlier version loaded')
  await expect.poll(() => textOf(cache.get(1))).toBe('on: x → y')
})

it('marks what a value hides, and draws a dash where there is no change', async () => {
  const answers: EntryChange[] = [changed('a\u202eb'), { kind: 'none' }]
  const changes = async (rows: Uint32Array) =>
    [...rows].map((row): EntryChange => answers[row] ?? { kind: 'unknown' })
  const cache = createChangeCache({ changes }, () => {}, now)
  await expect.poll(() => textOf(cache.get(0))).toBe('on: x → a⟦U+202E⟧b')
  await expect.poll(() => textOf(cache.get(1))).toBe('–')
})
