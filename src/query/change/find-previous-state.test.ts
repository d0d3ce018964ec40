import { expect, test } from 'vitest'
import { accountAuditLogsV2 as dataset } from '../../catalog/datasets/account-audit-logs-v2.ts'
import { findPreviousState } from './find-previous-state.ts'

const at = (time: string, resource: object, result = 'success') => ({
  action: { time: `2026-11-20T${time}Z`, result },
  raw: { method: 'PUT', uri: '/zones/z/settings/tls' },
  resource,
})
const now = at('12:00:00', { request: { a: 2 }, response: { result: { a: 2, b: 1 } } })

test('the state before is told by the latest earlier entry with the fullest body that both have', () => {
  const older = at('10:00:00', { request: { a: 0 }, response: { result: { a: 0, b: 1 } } })
  const old = at('11:00:00', { request: { a: 1 } })
  const later = at('13:00:00', { request: { a: 3 } })
  expect(findPreviousState(dataset, now, [later, older, old])).toMatchObject({
    entry: old,
    path: ['resource', 'request'],
  })
  expect(findPreviousState(dataset, now, [now, older])).toMatchObject({
    entry: older,
    path: ['resource', 'response', 'result'],
  })
})

test('a response that is a list is compared with lists only', () => {
  const own = at('12:00:00', { request: { a: 2 }, response: [{ id: 1 }] })
  const list = at('10:00:00', { response: [{ id: 0 }] })
  const envelope = at('11:00:00', { request: { a: 1 }, response: { success: true, result: {} } })
  expect(findPreviousState(dataset, own, [envelope])).toMatchObject({
    path: ['resource', 'request'],
  })
  expect(findPreviousState(dataset, own, [list])).toMatchObject({
    entry: list,
    path: ['resource', 'response'],
  })
})

test('what was created at the same URI is no state of this resource', () => {
  const other = at('11:00:00', { id: 'b', request: { a: 1 } })
  const same = at('10:00:00', { id: 'a', request: { a: 0 } })
  const own = at('12:00:00', { id: 'a', request: { a: 2 } })
  expect(findPreviousState(dataset, own, [other, same])?.entry).toBe(same)
})

test('what failed, or is of another type, or of a collection, is no state of this resource', () => {
  const own = at('12:00:00', { id: 'a', type: 'tunnel', request: { a: 2 } })
  const failed = at('11:00:00', { id: 'a', type: 'tunnel', request: { a: 1 } }, 'failure')
  const part = at('10:30:00', { id: 'a', type: 'configuration', request: { a: 1 } })
  const state = at('10:00:00', { id: 'a', type: 'tunnel', request: { a: 0 } })
  expect(findPreviousState(dataset, own, [failed, part, state])?.entry).toBe(state)

  const create = (time: string, resource: object) => ({
    ...at(time, resource),
    raw: { method: 'POST', uri: '/accounts/a/cfd_tunnel' },
  })
  const made = create('12:00:00', { id: 'a', request: { name: 'edge' } })
  expect(
    findPreviousState(dataset, made, [create('11:00:00', { request: { name: 'x' } })]),
  ).toBeUndefined()
})

test('there is none without an earlier entry, a time, or a body', () => {
  for (const history of [
    [],
    [now],
    [at('10:00:00', {})],
    [at('10:00:00', { request: 'null' })],
    [7],
  ]) {
    expect(findPreviousState(dataset, now, history)).toBeUndefined()
  }
  expect(findPreviousState(dataset, {}, [now])).toBeUndefined()
})
