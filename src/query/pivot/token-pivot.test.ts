import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { findTokenPivot } from './token-pivot.ts'

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')
const id = '34920fbd01f40072e3cf347862554017'

const call = (type: string, method: string, uri: string, resource: object) => ({
  action: { type },
  actor: { token_id: 'ffffffffffffffffffffffffffffffff' },
  raw: { method, uri },
  resource,
})

describe('the token that an entry is about', () => {
  it.each([
    ['created', call('create', 'POST', '/user/tokens', { id })],
    ['created', call('create', 'POST', '/accounts/a/tokens', { response: { result: { id } } })],
    ['created', call('create', 'POST', '/accounts/a/tokens', { response: { id } })],
    ['changed', call('update', 'PUT', `/user/tokens/${id}/value`, { id })],
    ['deleted', call('delete', 'DELETE', `/accounts/a/tokens/${id}`, { id })],
  ])('is found where v2 says that it was %s: %#', (word, entry) => {
    expect(findTokenPivot(v2, entry)).toEqual({
      words: `Everything by the token that this entry ${word}`,
      role: 'credentialId',
      value: id,
    })
  })

  it('is found in v1 by the id beside its name, not by that of the account', () => {
    const entry = {
      action: { type: 'token_create' },
      resource: { id: 'account', type: 'account' },
      metadata: { token_tag: id, token_name: 'ci' },
    }
    expect(findTokenPivot(v1, entry)).toMatchObject({ value: id })
  })

  it.each([
    call('create', 'POST', '/accounts/a/access/service_tokens', { id }),
    call('create', 'POST', '/zones/z/dns_records', { id }),
    call('create', 'POST', '/user/tokens', {}),
    call('view', 'GET', '/user/tokens/verify/x', { id }),
  ])('is no other resource, and none without an id: %#', (entry) => {
    expect(findTokenPivot(v2, entry)).toBeUndefined()
  })

  it('is none where v1 names a zone', () => {
    const entry = { action: { type: 'rec_add' }, metadata: { zone_id: id, zone_name: 'a.example' } }
    expect(findTokenPivot(v1, entry)).toBeUndefined()
  })
})
