import { expect, it } from 'vitest'
import { createReceivedPages, type ReceivedPage, receivedLimits } from './received-pages.ts'

const makePage = (ticket: number, more: Partial<ReceivedPage> = {}): ReceivedPage => ({
  ...{ source: '0', request: `/a?cursor=${ticket}`, requestId: `r${ticket}`, ticket },
  ...{ at: '2026-11-01T00:00:00.000Z', count: 1, bytes: 9 },
  ...more,
})

const create = (limits: Partial<Record<keyof typeof receivedLimits, number>>) => {
  const received = createReceivedPages({ ...receivedLimits, ...limits })
  return { ...received, tickets: () => received.list().map(({ ticket }) => ticket) }
}

it('lists pages in the order of arrival, and of idle polls the latest', () => {
  const { add, condense, condensed, tickets } = create({ idlePages: 2 })
  for (const ticket of [3, 1, 2, 5, 4]) add(makePage(ticket))
  expect(condense([1, 2])).toEqual([])
  expect(condense([2, 5, 99])).toEqual([1])
  expect(condense([1])).toEqual([])
  expect(tickets()).toEqual([3, 2, 5, 4])
  expect(condensed()).toBe(1)
})

it('lists fewer idle polls when they have many entries', () => {
  const { add, condense, tickets } = create({ idleEntries: 100 })
  for (const ticket of [1, 2, 3, 4]) add(makePage(ticket, { count: 40 }))
  expect(condense([1, 2])).toEqual([])
  expect(condense([3])).toEqual([1])
  expect(condense([4])).toEqual([2])
  expect(tickets()).toEqual([3, 4])
})

it('keeps equal bodies once, and as many others as there is room for', () => {
  const { add, condense, list } = create({ bodiesLength: 10, idlePages: 0 })
  const empty = { count: 0 }
  add(makePage(1, { ...empty, body: '{"a":1}' }))
  add(makePage(2, { ...empty, body: '{"a":1}' }))
  add(makePage(3, { ...empty, body: '{"b":22}' }))
  const bodies = () => list().map(({ body }) => body)
  expect(bodies()).toEqual(['{"a":1}', '{"a":1}', undefined])
  condense([1])
  add(makePage(4, { ...empty, body: '{"b":22}' }))
  expect(bodies()).toEqual(['{"a":1}', undefined, undefined])
  // When no page has the body any more, its room is free.
  condense([2])
  add(makePage(5, { ...empty, body: '{"b":22}' }))
  expect(bodies()).toEqual([undefined, undefined, '{"b":22}'])
})
