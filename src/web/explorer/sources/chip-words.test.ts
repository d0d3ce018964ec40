import { describe, expect, it } from 'vitest'
import { createQuery, type Source } from '../../../query/log-query.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import { toChipWords } from './chip-words.ts'

const source: Source = {
  dataset: 'insight-audit-logs',
  scope: { kind: 'account', id: '0'.repeat(32) },
}
const asked = {
  source,
  query: createQuery(source.dataset, source.scope),
  roleFilters: [],
  unchecked: [],
}
const unchecked: SourcePlan = { ...asked, unchecked: ['zone' as const] }
const state = { loaded: 1204, share: 1 }

describe('the words of a chip', () => {
  it('are the count of loaded entries, with the share of the range that was read', () => {
    expect(toChipWords(asked, state)).toEqual({
      kind: 'read',
      label: '1,204',
      sentence: '1,204 loaded.',
    })
    expect(toChipWords(asked, { ...state, share: 0.999 }).sentence).toBe(
      '1,204 loaded, 99 % of the range read.',
    )
  })

  it('say that nothing is loaded yet', () => {
    expect(toChipWords(asked, undefined)).toMatchObject({ kind: 'read', label: '…' })
  })

  it('say that a log is hidden', () => {
    expect(toChipWords({ source, isHidden: true }, state)).toEqual({
      kind: 'hidden',
      label: 'hidden',
      sentence: 'Hidden.',
    })
  })

  it('say why a log cannot contain the answer', () => {
    expect(toChipWords({ source, cannotContain: ['credentialId'] }, undefined)).toEqual({
      kind: 'cannot-contain',
      label: 'cannot contain: no credential id recorded',
      sentence: 'Insights records no credential id, so it cannot contain this.',
    })
  })

  it('say which exclude is not checked, beside the count', () => {
    const words = toChipWords(unchecked, state)
    expect(words.kind).toBe('unchecked')
    expect(words.label).toBe('1,204 · not checked: zone')
    expect(words.sentence).toContain('the exclude is not checked')
  })

  it('say why a log failed, also when an exclude is not checked', () => {
    const failure = {
      kind: 'refused',
      status: 403,
      errors: [],
      retryAfterS: undefined,
      requestId: undefined,
    } as const
    const words = toChipWords(unchecked, { ...state, failure })
    expect(words.kind).toBe('failed')
    expect(words.label).toMatch(/^failed: 403 \w/)
    expect(words.sentence).toContain('1,204 loaded')
  })
})
