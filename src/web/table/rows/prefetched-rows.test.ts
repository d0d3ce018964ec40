import { beforeEach, expect, it, vi } from 'vitest'
import type { StoredEntry } from '../../store/entry-store.ts'

const rows = [{ index: 0 }, { index: 1 }] as StoredEntry[]
const createSource = () => ({ rows: vi.fn(async () => rows) })
const load = () => import('./prefetched-rows.ts')
let prefetchRows: Awaited<ReturnType<typeof load>>['prefetchRows']
let takePrefetchedRows: Awaited<ReturnType<typeof load>>['takePrefetchedRows']

// Each test is a page that was just opened.
beforeEach(async () => {
  vi.resetModules()
  const page = await load()
  prefetchRows = page.prefetchRows
  takePrefetchedRows = page.takePrefetchedRows
})

it('gives the first rows to the list that they are of, once', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 100, revision: 1 })
  expect(source.rows).toHaveBeenCalledWith(0, 64)
  expect(takePrefetchedRows(source, 1)).toBe(rows)
  expect(takePrefetchedRows(source, 1)).toEqual([])
})

it('gives none where other entries are at the indexes now', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(source.rows).toHaveBeenCalledWith(0, 2)
  expect(takePrefetchedRows(source, 2)).toEqual([])
  expect(takePrefetchedRows(source, 1)).toEqual([])
})

it('gives none to another list', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(takePrefetchedRows(createSource(), 1)).toEqual([])
})

it('drops an answer that comes after a table has asked: a later table would lack the marks of rules', async () => {
  const source = createSource()
  let answer = (_: StoredEntry[]) => {}
  source.rows.mockReturnValueOnce(
    new Promise((resolve) => {
      answer = resolve
    }),
  )
  const prefetching = prefetchRows(source, { shown: 2, revision: 1 })
  expect(takePrefetchedRows(source, 1)).toEqual([])
  answer(rows)
  await prefetching
  expect(takePrefetchedRows(source, 1)).toEqual([])
})

it('requests none after a table has asked', async () => {
  const source = createSource()
  expect(takePrefetchedRows(source, 1)).toEqual([])
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(source.rows).not.toHaveBeenCalled()
  expect(takePrefetchedRows(source, 1)).toEqual([])
})

it('asks for none of an empty list, and leaves a failure to the table', async () => {
  const source = createSource()
  await prefetchRows(source, { shown: 0, revision: 1 })
  expect(source.rows).not.toHaveBeenCalled()
  source.rows.mockRejectedValueOnce(new Error('The store has ended.'))
  await prefetchRows(source, { shown: 2, revision: 1 })
  expect(takePrefetchedRows(source, 1)).toEqual([])
})
