import { expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { findUnasked } from './find-unasked.ts'

const id = '0123456789abcdef0123456789abcdef'

function find(path: string, search: string, unasked?: readonly string[]) {
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${path} names no page.`)
  return findUnasked(parsed.query, unasked)
}

it('says why a timeline asks for nothing, log by log', () => {
  expect(find('/timeline', '')?.title).toBe('No log is chosen')
  const logs = `in=user/audit_logs&in=accounts/${id}/audit_logs`
  const unasked = find('/timeline', `?${logs}&credential_id=x`)
  expect(unasked?.title).toBe('None of these logs can contain the answer')
  expect(unasked?.messages).toEqual([
    'User audit log v1 does not record credential id.',
    'Account audit log v1 does not record credential id.',
  ])
})

it('says nothing where a log can contain the answer', () => {
  expect(
    find('/timeline', `?in=user/audit_logs&in=accounts/${id}/logs/audit&credential_id=x`),
  ).toBeUndefined()
  expect(find('/user/audit_logs', '')).toBeUndefined()
})

it('concerns the logs that are asked: a hidden one only if it was shown before', () => {
  const hiding = '?off=in%3Duser/audit_logs'
  expect(find('/timeline', hiding)).toBeUndefined()
  expect(find('/timeline', hiding, ['user/audit_logs'])?.title).toBe('All logs are hidden')
  const other = `${hiding}&in=accounts/${id}/audit_logs&credential_id=x`
  expect(find('/timeline', other, ['user/audit_logs'])?.messages).toHaveLength(1)
})
