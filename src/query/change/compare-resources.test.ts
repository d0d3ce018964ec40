import { expect, test } from 'vitest'
import { accountAuditLogsV2 as dataset } from '../../catalog/datasets/account-audit-logs-v2.ts'
import { compareResources, isCollectionCall } from './compare-resources.ts'

const call = (method: string, uri: string, id?: string | number, zone?: string) => ({
  raw: { method, uri },
  resource: { ...(id !== undefined && { id }) },
  ...(zone && { zone: { id: zone } }),
})
const created = call('POST', '/accounts/a/cfd_tunnel', 't1')

test('the id tells, whatever the URI is', () => {
  const remove = call('DELETE', '/accounts/a/cfd_tunnel/t1', 't1')
  expect(compareResources(dataset, created, remove)).toBe('same')
  expect(compareResources(dataset, created, call('POST', '/accounts/a/cfd_tunnel', 't2'))).toBe(
    'other',
  )
  expect(compareResources(dataset, call('PUT', '/jobs/7', 7), call('PUT', '/jobs/7', '7'))).toBe(
    'same',
  )
})

test('a setting has the same id in every zone', () => {
  const inZone = (zone: string) => call('PATCH', `/zones/${zone}/settings/tls`, 'tls', zone)
  expect(compareResources(dataset, inZone('y'), inZone('z'))).toBe('other')
  expect(compareResources(dataset, inZone('z'), inZone('z'))).toBe('same')
})

test('without an id the URI tells, but not that of a collection', () => {
  const failed = call('POST', '/accounts/a/cfd_tunnel')
  expect(compareResources(dataset, created, failed)).toBe('unknown')
  expect(compareResources(dataset, failed, created)).toBe('unknown')
  const put = call('PUT', '/zones/z/settings/tls')
  expect(compareResources(dataset, put, put)).toBe('same')
  expect(compareResources(dataset, put, call('PUT', '/zones/z/settings/ssl'))).toBe('unknown')
  expect(compareResources(dataset, {}, {})).toBe('unknown')
})

test('a collection is where something is made that has no id yet', () => {
  expect(isCollectionCall(dataset, created)).toBe(true)
  expect(isCollectionCall(dataset, call('POST', '/zones/z/purge_cache', 'z'))).toBe(false)
  expect(isCollectionCall(dataset, call('PUT', '/zones/z/dns_records/r', 'r'))).toBe(false)
  expect(isCollectionCall(dataset, {})).toBe(false)
})
