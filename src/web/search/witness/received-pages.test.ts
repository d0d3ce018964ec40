import { expect, it } from 'vitest'
import { createReceivedPages, type ReceivedPage } from './received-pages.ts'

const makePage = (ticket: number, more: Partial<ReceivedPage> = {}): ReceivedPage => ({
  ...{ source: '0', request: `/a?cursor=${ticket}`, requestId: `r${ticket}`, ticket },
  ...{ at: '2026-11-01T00:00:00.000Z', count: 1, bytes: 9 },
  ...more,
})

it('lists pages in the order of arrival, and counts those that are condensed', () => {
  const received = createReceivedPages()
  for (const ticket of [3, 1, 2]) received.add(makePage(ticket))
  expect(received.list().map(({ ticket }) => ticket)).toEqual([3, 1, 2])
  received.condense([1, 1, 9])
  expect(received.list().map(({ ticket }) => ticket)).toEqual([3, 2])
  expect(received.condensed()).toBe(1)
})

it('keeps equal bodies once, and as many others as there is room for', () => {
  const received = createReceivedPages(10)
  const empty = { count: 0 }
  received.add(makePage(1, { ...empty, body: '{"a":1}' }))
  received.add(makePage(2, { ...empty, body: '{"a":1}' }))
  received.add(makePage(3, { ...empty, body: '{"b":22}' }))
  const bodies = () => received.list().map(({ body }) => body)
  expect(bodies()).toEqual(['{"a":1}', '{"a":1}', undefined])
  received.condense([1])
  received.add(makePage(4, { ...empty, body: '{"b":22}' }))
  expect(bodies()).toEqual(['{"a":1}', undefined, undefined])
  // When no page has the body any more, its room is free.
  received.condense([2])
  received.add(makePage(5, { ...empty, body: '{"b":22}' }))
  expect(bodies()).toEqual([undefined, undefined, '{"b":22}'])
})
