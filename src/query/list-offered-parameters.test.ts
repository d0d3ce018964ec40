import { expect, it } from 'vitest'
import { accountAuditLogsV2 } from '../catalog/datasets/account-audit-logs-v2.ts'
import { listOfferedParameters } from './list-offered-parameters.ts'

const list = (text: string) =>
  listOfferedParameters(text, text.length, accountAuditLogsV2).map(({ wireName }) => wireName)

it('lists the one parameter whose value is written', () => {
  expect(list('action_type:view -actor_email:al')).toEqual(['actor_email'])
})

it('lists none while a name, a place or a time is written', () => {
  expect(['', 'actor_em', 'local:/action', 'range:2'].map(list)).toEqual([[], [], [], []])
})

it('lists all that a word without a name may be a value of', () => {
  expect(list('alice')).toEqual(expect.arrayContaining(['actor_email', 'resource_product']))
  expect(list('alice')).not.toContain('audit_log_id')
})
