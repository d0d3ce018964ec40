import { describe, expect, it } from 'vitest'
import { createQuery, type Source } from '../../../query/log-query.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import { toChipWords, toGroupWords } from './chip-words.ts'

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

  it('say how many of the loaded entries are shown', () => {
    expect(toChipWords(asked, { loaded: 808, shown: 5, share: 0.5 })).toEqual({
      kind: 'read',
      label: '5 of 808',
      sentence: '808 loaded, 5 of them shown, 50 % of the range read.',
    })
    expect(toChipWords(unchecked, { loaded: 808, shown: 0, share: 1 }).label).toBe(
      '0 of 808 · not checked: zone',
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

describe('the words of a chip for several logs', () => {
  const hidden: SourcePlan = { source, isHidden: true }
  const failure = {
    kind: 'refused',
    status: 403,
    errors: [],
    retryAfterS: undefined,
    requestId: undefined,
  } as const

  it('add up what is loaded and shown of them', () => {
    expect(
      toGroupWords([
        { plan: asked, state },
        { plan: asked, state: undefined },
      ]),
    ).toEqual({
      kind: 'read',
      label: '1,204',
      sentence: '1,204 loaded.',
    })
    const filtered = { ...state, shown: 4 }
    const words = toGroupWords([
      { plan: asked, state },
      { plan: asked, state: filtered },
    ])
    expect(words.label).toBe('1,208 of 2,408')
    expect(words.sentence).toBe('2,408 loaded, 1,208 of them shown.')
    expect(toGroupWords([{ plan: asked, state: undefined }]).label).toBe('…')
  })

  it('count the logs that failed or are hidden, and are of the weightiest kind', () => {
    const words = toGroupWords([
      { plan: asked, state },
      { plan: hidden, state },
      { plan: asked, state: { ...state, loaded: 0, failure } },
    ])
    expect(words).toEqual({
      kind: 'failed',
      label: '1,204 · 1 failed · 1 hidden',
      sentence: '1,204 loaded. 1 failed. 1 hidden.',
    })
    expect(toGroupWords([{ plan: unchecked, state }]).label).toBe('1,204 · not checked: zone')
  })

  it('are those of one log where all are hidden, or none can contain the answer', () => {
    expect(toGroupWords([{ plan: hidden, state }])).toMatchObject({ label: 'hidden' })
    const cannot: SourcePlan = { source, cannotContain: ['credentialId'] }
    expect(toGroupWords([{ plan: cannot, state: undefined }])).toEqual(
      toChipWords(cannot, undefined),
    )
  })
})
