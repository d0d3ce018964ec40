import { expect, test } from 'vitest'
import { createPageSources } from './create-page-sources.ts'

const answer = { request: '/a', status: 200, requestId: 'r', cfRay: undefined, bytes: 9 }

test('a row leads to the answer that brought it', () => {
  const sources = createPageSources()
  sources.add(0, 2, { ...answer, count: 2 })
  sources.add(0, 0, { ...answer, request: '/empty', count: 0 })
  sources.add(2, 1, { ...answer, request: '/b', count: 1 })
  sources.add(3, 1, { ...answer, request: '/known', count: 9 })
  expect([0, 1, 2, 3, 4].map((row) => sources.find(row)?.request)).toEqual([
    ...['/a', '/a', '/b', '/known', undefined],
  ])
  expect(sources.find(2)?.page).toBe(3)
})

test('an answer of which nothing became part of the list is forgotten', () => {
  const sources = createPageSources()
  sources.add(0, 2, { ...answer, count: 2 })
  sources.add(2, 1, { ...answer, request: '/b', count: 1 })
  sources.forget([0])
  expect([0, 1, 2].map((row) => sources.find(row)?.request)).toEqual([undefined, undefined, '/b'])
})
