import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { timelineRoles } from '../../catalog/timeline/timeline-role.ts'
import {
  toCannotContainLabel,
  toCannotContainWords,
  toNotRecordedWords,
  toUncheckedLabel,
  toUncheckedWords,
} from './plan-words.ts'

const v1 = getDataset('account-audit-logs-v1')
const insights = getDataset('insight-audit-logs')

describe('the words for what a log cannot answer', () => {
  it('name what the log lacks for an include', () => {
    expect(toCannotContainWords(v1, ['credentialId'])).toBe(
      'Account v1 records no credential id, so it cannot contain this.',
    )
    expect(toCannotContainWords(insights, ['address', 'ray', 'zone'])).toBe(
      'Insights records no address, Ray ID or zone, so it cannot contain this.',
    )
    expect(toCannotContainLabel(['credentialId'])).toBe('cannot contain: no credential id recorded')
    expect(toNotRecordedWords(['ray', 'zone'])).toBe('does not record Ray ID or zone')
  })

  it('say that an exclude is not checked', () => {
    expect(toUncheckedWords(insights, ['zone'])).toBe(
      'Insights records no zone: the exclude is not checked, and its entries are shown.',
    )
    expect(toUncheckedWords(insights, ['zone', 'address'])).toBe(
      'Insights records no zone or address: the excludes are not checked, and its entries are shown.',
    )
    expect(toUncheckedLabel(['zone', 'address'])).toBe('not checked: zone and address')
  })

  it('name a role once, and every role by a label', () => {
    expect(toUncheckedLabel(['zone', 'zone'])).toBe('not checked: zone')
    for (const role of timelineRoles) expect(toUncheckedLabel([role])).not.toMatch(/_|undefined/)
  })
})
