import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { findShownValue } from './find-shown-value.ts'

const v2 = getDataset('account-audit-logs-v2')
const time = '2026-11-20T10:00:00Z'
const long = `${'a'.repeat(60)}${'b'.repeat(60)}`
const entry = {
  actor: { email: 'ann@example.com', ip_address: '203.0.113.7' },
  resource: { id: long, request: { rules: [{ name: 'grafana-admins' }] } },
}

it.each([
  ['ann@example.com', { field: 'actor.email', pointer: '/actor/email', value: 'ann@example.com' }],
  ['“grafana-admins”', { pointer: '/resource/request/rules/0/name', value: 'grafana-admins' }],
  [
    `${'a'.repeat(39)}…${'b'.repeat(39)}`,
    { field: 'resource.id', pointer: '/resource/id', value: long },
  ],
])('finds the value behind %s', (text, target) => {
  expect(findShownValue(v2, entry, text, time)).toEqual({ ...target, time })
})

it('finds none for words of our own, or in an entry of any depth', () => {
  expect(findShownValue(v2, entry, 'updated', time)).toBeUndefined()
  const deep = JSON.parse(`${'['.repeat(5_000)}"x"${']'.repeat(5_000)}`)
  expect(findShownValue(v2, { deep }, 'absent', time)).toBeUndefined()
  expect(findShownValue(v2, null, 'x', time)).toBeUndefined()
})
