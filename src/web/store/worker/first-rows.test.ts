import { expect, it, vi } from 'vitest'
import type { StoredEntry } from '../entry-store.ts'
import { createFirstRows } from './first-rows.ts'

/** A list of so many entries; `reads` are the ranges that were read from it. */
function createList(size: () => number) {
  const read = vi.fn(async (from: number, to: number) =>
    Array.from({ length: Math.max(Math.min(to, size()) - from, 0) }, (_, at) => toEntry(from + at)),
  )
  return { first: createFirstRows(read), reads: () => read.mock.calls }
}

const toEntry = (index: number) => ({ index, row: index }) as StoredEntry
const toIndexes = (entries: readonly StoredEntry[]) => entries.map(({ index }) => index)

it('answers a request for the first rows with those that were requested before', async () => {
  const { first, reads } = createList(() => 100)
  first.request()
  expect(toIndexes(await first.rows(0, 3))).toEqual([0, 1, 2])
  expect(await first.rows(0, 64)).toHaveLength(64)
  expect(reads()).toEqual([[0, 64]])
  expect(toIndexes(await first.rows(64, 66))).toEqual([64, 65])
  expect(await first.rows(0, 70)).toHaveLength(70)
  expect(reads()).toHaveLength(3)
})

it('reads rows of a list that was still empty again, and those whose marks may be others', async () => {
  let size = 0
  const { first, reads } = createList(() => size)
  first.request()
  size = 2
  expect(await first.rows(0, 2)).toHaveLength(2)
  expect(reads()).toEqual([
    [0, 64],
    [0, 2],
  ])
  first.request()
  first.forget()
  expect(await first.rows(0, 2)).toHaveLength(2)
  expect(reads().at(-1)).toEqual([0, 2])
})

it('leaves a failure to those who need the rows', async () => {
  const read = vi.fn(async () => [] as readonly StoredEntry[])
  read.mockRejectedValueOnce(new Error('not now'))
  const first = createFirstRows(read)
  first.request()
  expect(await first.rows(0, 0)).toEqual([])
  read.mockRejectedValueOnce(new Error('still not'))
  await expect(first.rows(0, 5)).rejects.toThrow('still not')
})
