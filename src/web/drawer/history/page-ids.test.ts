import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { parsePage } from '../../../cloudflare/page.ts'
import { countOthers, toPageIds } from './page-ids.ts'

function toPage(entries: readonly object[]) {
  const body = JSON.stringify({ success: true, errors: [], messages: [], result: entries })
  const { page } = parsePage(new TextEncoder().encode(body))
  if (!page) throw new Error('The page is not valid.')
  return page
}

it('counts the entries of a page that are not this one, also where entries have no id', () => {
  const v2 = getDataset('account-audit-logs-v2')
  const page = toPage([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
  expect(countOthers(v2, page, page.entries, 'b')).toBe(2)
  expect(countOthers(v2, page, page.entries.slice(0, 1), 'b')).toBe(1)
  const scim = getDataset('access-scim-logs')
  const without = toPage([{ logged_at: '2026-11-01T00:00:00Z' }, { idp_id: 'x' }])
  const [own = ''] = toPageIds(scim, without).values()
  expect(own).not.toBe('')
  expect(countOthers(scim, without, without.entries, own)).toBe(1)
})
