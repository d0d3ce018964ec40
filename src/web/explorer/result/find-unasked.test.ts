import { expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { findUnasked } from './find-unasked.ts'

const id = '0123456789abcdef0123456789abcdef'

function find(path: string, search: string) {
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${path} names no page.`)
  return findUnasked(parsed.query)
}

it('says why a timeline asks for nothing, log by log', () => {
  expect(find('/timeline', '')?.title).toBe('No log is chosen')
  const logs = `in=user/audit_logs&in=accounts/${id}/audit_logs`
  const unasked = find('/timeline', `?${logs}&credential_id=x`)
  expect(unasked?.title).toBe('None of these logs can contain the answer')
  expect(unasked?.messages).toEqual([
    'User audit log v1 does not record: credential id.',
    'Account audit log v1 does not record: credential id.',
  ])
})

it('says nothing where a log can contain the answer', () => {
  expect(
    find('/timeline', `?in=user/audit_logs&in=accounts/${id}/logs/audit&credential_id=x`),
  ).toBeUndefined()
  expect(find('/user/audit_logs', '')).toBeUndefined()
})
