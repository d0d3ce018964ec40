import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { toSummaryText } from '../testing/to-summary-text.ts'
import { toSummary } from './to-summary.ts'

const dataset = getDataset('access-scim-logs')
const provider = '3f0c2b1a-0000-4000-8000-000000000000'
const group = { idp_id: provider, resource_type: 'GROUP', resource_group_name: 'platform-admins' }
const user = { idp_id: provider, resource_type: 'USER', resource_user_email: 'eve@acme.example' }
const patch = (...Operations: object[]) => JSON.stringify({ Operations })
const patched = { ...group, request_method: 'PATCH', status: 'SUCCESS' }
const start = 'Identity provider 3f0c2b…000000'

describe('the summary of a SCIM update', () => {
  it.each<[string, object]>([
    [
      `${start} created user eve@acme.example`,
      { ...user, request_method: 'POST', status: 'SUCCESS' },
    ],
    [
      `${start} updated user eve@acme.example`,
      { ...user, request_method: 'PUT', status: 'SUCCESS' },
    ],
    [
      `${start} deleted group platform-admins`,
      { ...group, request_method: 'DELETE', status: 'SUCCESS' },
    ],
    [
      `${start} added eve@acme.example and 1 more to group platform-admins`,
      {
        ...patched,
        request_body: patch({
          op: 'Add',
          path: 'members',
          value: [{ value: 'u1', display: 'eve@acme.example' }, { value: 'u2' }],
        }),
      },
    ],
    [
      `${start} removed u1 from group platform-admins`,
      { ...patched, request_body: patch({ op: 'remove', path: 'members[value eq "u1"]' }) },
    ],
    [
      `${start} removed members from group platform-admins`,
      { ...patched, request_body: patch({ op: 'remove', path: 'members' }) },
    ],
    [`${start} updated group platform-admins`, { ...patched, request_body: '{}}' }],
    [
      `${start} updated group platform-admins`,
      { ...patched, request_body: patch({ op: 1, path: 2 }) },
    ],
    [
      `${start} tried to update group platform-admins`,
      { ...patched, status: 'ERROR', request_body: 'null' },
    ],
    [
      'An identity provider sent FETCH for user eve@acme.example',
      { ...user, idp_id: null, request_method: 'FETCH' },
    ],
    ['An identity provider sent a request for a resource', {}],
  ])('says “%s”', (text, entry) => {
    expect(toSummaryText(toSummary(dataset, entry))).toBe(text)
  })
})

it('names the provider, a member and the resource by what is known of their ids', () => {
  const names = (id: string) =>
    new Map([
      [provider, 'Okta'],
      ['u1', 'dana@acme.example'],
    ]).get(id)
  const body = patch({ op: 'remove', path: 'members[value eq "u1"]' })
  const parts = toSummary(dataset, { ...patched, request_body: body }, names)
  expect(toSummaryText(parts)).toBe(
    'Identity provider Okta removed dana@acme.example from group platform-admins',
  )
  expect(parts.flatMap(({ resolvedId }) => resolvedId ?? [])).toEqual([provider, 'u1'])
  const unnamed = {
    ...user,
    resource_user_email: null,
    cf_resource_id: 'u1',
    request_method: 'PUT',
  }
  expect(toSummaryText(toSummary(dataset, unnamed, names))).toBe(
    'Identity provider Okta updated user dana@acme.example',
  )
})
