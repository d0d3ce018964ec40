import { describe, expect, it } from 'vitest'
import type { SealComparison } from '../../../evidence/seal/compare-seals.ts'
import {
  toFilterWords,
  toLoadLabel,
  toOtherQuestionWords,
  toSealWords,
  toWaitingWords,
} from './seal-words.ts'

const at = '2026-11-24T10:31:05Z'
const same: SealComparison = {
  kind: 'same',
  countThen: 162,
  countNow: 162,
  verdictThen: 'complete',
  verdictNow: 'complete',
  at,
}
const then = 'when the link was made (2026-11-24 10:31:05 UTC)'
const sinceThen = 'since the link was made (2026-11-24 10:31:05 UTC)'
const words = (change: Partial<SealComparison>, counts?: Parameters<typeof toSealWords>[2]) =>
  toSealWords({ ...same, ...change }, 'UTC', counts)

describe('by the fingerprint alone', () => {
  it.each<[string, Partial<SealComparison>, string, RegExp | undefined]>([
    ['the same', {}, `Same 162 entries as ${then}`, undefined],
    ['one entry', { countThen: 1, countNow: 1 }, `Same 1 entry as ${then}`, undefined],
    ['nothing', { countThen: 0, countNow: 0 }, `No entries, as ${then}`, undefined],
    [
      'the same content',
      { kind: 'same-content' },
      `Same content of 162 entries as ${then}`,
      /in other bytes, with the same content\.$/,
    ],
    [
      'more where nothing can arrive late',
      { kind: 'different', countNow: 1_164 },
      `1,002 entries more than ${then}`,
      /^162 then, 1,164 now\. By the known delays/,
    ],
    [
      'fewer',
      { kind: 'different', countNow: 161 },
      `1 entry fewer than ${then}`,
      /^162 then, 161 now\./,
    ],
    [
      'other ones',
      { kind: 'different' },
      `As many entries as ${then}, but not the same ones`,
      undefined,
    ],
    [
      'more at the end',
      {
        kind: 'more-at-end',
        countNow: 164,
        final: { until: '2026-11-24T10:20:00Z', countThen: 150, countNow: 150, isSame: true },
      },
      `2 entries more than ${then}`,
      /The 150 entries before 2026-11-24 10:20:00 UTC are the same\. After that time .* arrive late\.$/,
    ],
    [
      'more where also the part before differs',
      {
        kind: 'different',
        countNow: 164,
        final: { until: '2026-11-24T10:20:00Z', countThen: 150, countNow: 151, isSame: false },
      },
      `2 entries more than ${then}`,
      /Entries before 2026-11-24 10:20:00 UTC differ as well/,
    ],
  ])('it says: %s', (_, change, title, details) => {
    const said = words(change)
    expect(said.title).toBe(title)
    if (details) expect(said.details.join(' ')).toMatch(details)
  })

  it('says that the verdict is another one', () => {
    expect(words({ verdictNow: 'unknown' }).details).toEqual([
      'The result was complete then, and is unknown now.',
    ])
  })

  it('says that a part of the range was compared', () => {
    const part = 'Only the first 162 entries of the list were compared: more were not loaded then.'
    expect(words({ verdictThen: 'partial', verdictNow: 'partial' }).details).toEqual([part])
    expect(words({ verdictThen: 'partial' }).details).toEqual([
      part,
      'The result was partial then, and is complete now.',
    ])
  })
})

describe('with the hashes of the entries', () => {
  const different = { kind: 'different', countNow: 163 } as const

  it('it says how many are new, gone and changed', () => {
    expect(words(different, { added: 2, gone: 1 })).toEqual({
      title: `1 entry gone, 2 new ${sinceThen}`,
      details: [],
    })
    expect(words(different, { changed: 1, late: 2 }).title).toBe(
      `1 entry changed, 2 arrived late ${sinceThen}`,
    )
  })

  it('it calls late entries no change', () => {
    expect(words(different, { late: 1 }).details).toEqual([
      'Nothing else changed: the log could still get these entries when the link was made.',
    ])
    expect(words(different, { late: 1, gone: 1 }).details.join()).toContain('are no change')
  })

  it('it says where nothing differs in what both have read', () => {
    expect(words(different, {}).title).toBe(`The same entries as ${then}, as far as both were read`)
  })
})

it('says why a filter by what is new shows nothing', () => {
  const filter = 'The filter “compared with the link” shows nothing'
  expect(toFilterWords(false)).toBe(`${filter} until the entries are compared.`)
  expect(toFilterWords(false, toLoadLabel({ verdict: 'partial' }))).toBe(
    `${filter} until the entries are compared. Press “Load more and compare”.`,
  )
  expect(toFilterWords(true)).toBe(
    `${filter}, because this browser does not have the hashes of the entries with which the link was made. Press “Compare with an export…” and choose the ZIP that was exported with the link.`,
  )
})

it('says first that the query was changed', () => {
  const title = 'The query of this link was changed after its fingerprint was made'
  const changed =
    'The logs, times or filters differ from those of the fingerprint (2026-11-24 10:31:05 UTC).'
  expect(toOtherQuestionWords({ at }, 'UTC')).toEqual({
    title,
    details: [changed, 'The entries were not compared. Press “Compare anyway” to compare them.'],
  })
  const compared = { title: `1 entry more than ${then}`, details: ['162 then, 163 now.'] }
  expect(toOtherQuestionWords({ at }, 'UTC', compared)).toEqual({
    title,
    details: [changed, `1 entry more than ${then}.`, '162 then, 163 now.'],
  })
})

it('says what has to be loaded first', () => {
  const seal = { root: '', contentRoot: '', count: 5_000, verdict: 'complete', at } as const
  expect(toWaitingWords(seal, 'UTC')).toEqual({
    title: 'The link was made with 5,000 entries (2026-11-24 10:31:05 UTC)',
    details: ['The whole range has to be loaded before the result can be compared.'],
  })
  expect(toWaitingWords({ ...seal, verdict: 'partial' }, 'Europe/Berlin').title).toBe(
    'The link was made with 5,000 entries of the range, which was not read to its end (2026-11-24 11:31:05 GMT+1)',
  )
})
