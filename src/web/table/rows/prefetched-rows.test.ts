import { expect, it, vi } from 'vitest'
import type { StoredEntry } from '../../store/entry-store.ts'
import { prefetchRows, takePrefetchedRows } from './prefetched-rows.ts'

const rows = [{ index: 0 }, { index: 1 }] as StoredEntry[]
const createSource = () => ({ rows: vi.fn(async () => rows) })

it('gives the first rows to the list that they are of, once', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 100, revision: 1 })
  expect(source.rows).toHaveBeenCalledWith(0, 64)
  expect(takePrefetchedRows(source, 1)).toBe(rows)
  expect(takePrefetchedRows(source, 1)).toEqual([])
})

it('gives none to another list, nor where other entries are at the indexes now', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(source.rows).toHaveBeenCalledWith(0, 2)
  expect(takePrefetchedRows(createSource(), 1)).toEqual([])
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(takePrefetchedRows(source, 2)).toEqual([])
})

it('asks for none of an empty list, and leaves a failure to the table', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 0, revision: 1 })
  expect(source.rows).not.toHaveBeenCalled()
  source.rows.mockRejectedValueOnce(new Error('The store has ended.'))
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(takePrefetchedRows(source, 1)).toEqual([])
})
