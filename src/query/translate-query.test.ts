import { expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { createQuery, type Filter } from './log-query.ts'
import { translateQuery } from './translate-query.ts'

const scope = { kind: 'account', id: '0'.repeat(32) } as const

function translate(from: string, to: string, filter: Filter) {
  const query = { ...createQuery(from, scope), filters: [filter] }
  return translateQuery(query, getDataset(from), getDataset(to), scope)
}

it('says that a filter is applied to loaded entries', () => {
  const filter: Filter = { parameter: 'actor.ip', mode: 'include', values: ['192.0.2.1'] }
  expect(translate('account-audit-logs-v1', 'access-authentication-logs', filter)).toMatchObject({
    messages: [],
    localMessages: ['“Actor IP address is 192.0.2.1” is applied to loaded entries'],
  })
})

it('says that the provisioning log does not record who acted', () => {
  const filter: Filter = { parameter: 'actor_email', mode: 'include', values: ['a@x.example'] }
  const { messages } = translate('account-audit-logs-v2', 'access-scim-logs', filter)
  expect(messages).toEqual([
    `Actor email is a@x.example (${getDataset('access-scim-logs').shortTitle} does not record who acted)`,
  ])
})

it('gives no reason for a word of one log', () => {
  const filter: Filter = { parameter: 'action_type', mode: 'include', values: ['delete'] }
  const { messages } = translate('account-audit-logs-v2', 'account-audit-logs-v1', filter)
  expect(messages).toEqual(['Action type is delete'])
})
