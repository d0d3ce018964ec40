import { describe, expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { listShownGaps } from '../screen/list-shown-gaps.ts'
import { listGaps } from './list-gaps.ts'
import { toReportSubject } from './report.ts'

const [one, other] = ['0123456789abcdef0123456789abcdef', '11111111111111111111111111111111']
const timeRange = { since: '2026-11-14T00:00:00Z', before: '2026-11-21T00:00:00Z' }
const nowMs = Date.parse(timeRange.before)

function list(path: string, search = '') {
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${path} names no page.`)
  return listGaps(toReportSubject(parsed.query, timeRange, nowMs, undefined))
}

describe('what the logs of a timeline cannot show', () => {
  const gaps = list(
    '/timeline',
    `?in=accounts/${one}/access/logs/access_requests&in=accounts/${one}/audit_logs&in=accounts/${other}/audit_logs`,
  )
  const sentences = gaps.map(({ statement }) => statement.sentence)

  it('names the log of each statement, once for several accounts', () => {
    expect(
      sentences.every((sentence) => /^(Access sign-in log|Account audit log v1)/.test(sentence)),
    ).toBe(true)
    expect(new Set(sentences).size).toBe(sentences.length)
    expect(sentences.filter((sentence) => sentence.includes('v1, Account audit log v1'))).toEqual(
      [],
    )
  })

  it('counts for the question what the panel lists for it', () => {
    const { ofQuestion, inGeneral } = listShownGaps(gaps)
    expect(ofQuestion.map(({ statement }) => statement.sentence)).toEqual([
      expect.stringMatching(/^Access sign-in log: How far back it reaches depends on the plan/),
    ])
    expect(ofQuestion.length + inGeneral.length).toBe(gaps.length)
  })
})

it('does not name the log where there is only one', () => {
  const [first] = list(`/accounts/${one}/access/logs/access_requests`)
  expect(first?.statement.sentence).toMatch(/^How far back it reaches depends on the plan/)
})
