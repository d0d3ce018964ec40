import { expect, test } from 'vitest'
import { createPageSources } from './create-page-sources.ts'

const answer = { request: '/a', status: 200, requestId: 'r', cfRay: undefined, bytes: 9 }

test('a row leads to the answer that brought it', () => {
  const sources = createPageSources()
  sources.add(0, { ...answer, count: 2 })
  sources.add(0, { ...answer, request: '/empty', count: 0 })
  sources.add(2, { ...answer, request: '/b', count: 1 })
  expect([0, 1, 2, 3].map((row) => sources.find(row)?.request)).toEqual([
    '/a',
    '/a',
    '/b',
    undefined,
  ])
  expect(sources.find(2)?.page).toBe(3)
})
