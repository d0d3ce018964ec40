import { describe, expect, it } from 'vitest'
import { accountAuditLogsV1 } from '../../../catalog/datasets/account-audit-logs-v1.ts'
import { diffJson } from '../../../query/change/diff-json.ts'
import { maskJsonText } from '../../../query/secrets/find-secrets.ts'
import { toJsonCopy, toNdjsonLine } from '../copies/entry-copies.ts'
import { listFields } from '../entry/list-fields.ts'
import { compareEntries } from './compare-entries.ts'

const levels = 20_000

/** An entry of so many levels of objects, and of lists. */
const toDeepEntry = (bottom: string) =>
  `{"id":"deep","old":${'{"a":'.repeat(levels)}"${bottom}"${'}'.repeat(levels)},"list":${'['.repeat(levels)}${']'.repeat(levels)}}`

describe('an entry of 20,000 levels', () => {
  const [one, other] = [toDeepEntry('one'), toDeepEntry('other')]

  it('is compared, below its readable levels as text', () => {
    const rows = compareEntries([one, other])
    expect(rows?.some(({ isEqual }) => !isEqual)).toBe(true)
    expect(compareEntries([one, one])?.every(({ isEqual }) => isEqual)).toBe(true)
  })

  it('has a difference of its values', () => {
    expect(diffJson(one, other)?.changes).toHaveLength(1)
    expect(diffJson(one, one)?.changes).toHaveLength(0)
  })

  it('is copied and masked whole, and has its fields listed', () => {
    expect(toNdjsonLine(one)).toBe(`${one}\n`)
    expect(maskJsonText(toJsonCopy(one))).toContain('"one"')
    const { others } = listFields(accountAuditLogsV1, JSON.parse(one))
    expect(others.map(({ label }) => label)).toEqual(['old', 'list'])
  })
})
