import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { listEntryIds, parseDigestId, toDigestId, toEntryId } from './digest-id.ts'

const signIns = getDataset('access-authentication-logs')
const text = '{"user_email":"é@x.example","allowed":false}'
const digest = createHash('sha256').update(text).digest('hex').slice(0, 32)

it('names an entry by the digest that sha256sum gives, and its number among equal ones', () => {
  expect(toDigestId(text, 2)).toBe(`sha256-${digest}-2`)
  expect(toDigestId(new TextEncoder().encode(text), 2)).toBe(`sha256-${digest}-2`)
  expect(parseDigestId(toDigestId(text, 2))).toEqual({ digest, occurrence: 2 })
})

it.each(['', 'e1', `sha256-${digest}`, `sha256-${digest}-0`, `sha256-${digest.slice(1)}-1`])(
  'takes %j for no such name',
  (id) => {
    expect(parseDigestId(id)).toBeUndefined()
  },
)

it('names entries of a log with ids by these, and never by a digest', () => {
  const v2 = getDataset('account-audit-logs-v2')
  expect(toEntryId(v2, { id: 'e1' }, '{"id":"e1"}')).toBe('e1')
  expect(toEntryId(v2, {}, '{}')).toBe('')
  expect(toEntryId(signIns, JSON.parse(text), text)).toBe(`sha256-${digest}-1`)
})

it('counts equal entries of one answer, each for itself', () => {
  const texts = [text, '{}', text, text]
  const entries = texts.map((each) => JSON.parse(each))
  const ids = listEntryIds(signIns, entries, (index) => texts[index])
  expect(ids.map((id) => id.slice(-2))).toEqual(['-1', '-1', '-2', '-3'])
  expect(new Set(ids).size).toBe(4)
})
