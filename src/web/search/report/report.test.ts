import { describe, expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { createLedger } from '../engine/create-ledger.ts'
import { emptySearchState, type SearchState } from '../engine/search-state.ts'
import type { SearchSession } from '../session/search-session.ts'
import { listSessionSources } from '../session/session-sources.ts'
import {
  formatReport,
  formatReportJson,
  formatReportMarkdown,
  formatShare,
} from './format-report.ts'
import { toReport, toReportSubject } from './report.ts'

const id = '0123456789abcdef0123456789abcdef'
const v2 = `accounts/${id}/logs/audit`
const v1 = `accounts/${id}/audit_logs`
const insights = `accounts/${id}/security-center/insights/audit-log`
const timeRange = { since: '2026-11-14T00:00:00Z', before: '2026-11-21T00:00:00Z' }

function toSubject(path: string, search: string) {
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${path} names no page.`)
  return toReportSubject(parsed.query, timeRange, undefined, undefined)
}

/** The question of a timeline, and the sources that it asks. */
function toQuestion(search: string) {
  const parsed = parseUrl('/timeline', search)
  const sources = parsed && listSessionSources(parsed.query)
  if (!sources) throw new Error(`${search} asks for nothing.`)
  return { question: { query: parsed.query, timeRange, run: 1 }, sources }
}

const timeline = toSubject(
  '/timeline',
  `?in=${v2}&in=${v1}&in=${insights}&ray=x&zone.not=a.example`,
)

/** v2 was read to its end, v1 lacks a field. */
function createState(): SearchState {
  const ledger = createLedger([v2])
  const window = {
    since: timeRange.since,
    before: timeRange.before,
    query: 1,
    reason: 'start' as const,
  }
  ledger.record({ kind: 'window-opened', source: v2, ...window })
  ledger.record({ kind: 'source-ended', source: v2 })
  const snapshot = ledger.read()
  return {
    ...emptySearchState,
    status: 'finished',
    verdict: snapshot.verdict,
    ledger: snapshot,
    loaded: 3,
    shown: 3,
    pages: 1,
    sources: [{ id: v2, loaded: 3, share: 1, retries: 2 }],
  }
}

describe('the report of a timeline', () => {
  it('has every log in order, and says why one was not asked', () => {
    expect(timeline.map(({ word }) => word)).toEqual(['v2', 'v1', 'insights'])
    const [first, ...others] = timeline
    expect(first?.unasked).toBeUndefined()
    expect(others.map(({ unasked }) => unasked)).toEqual([
      'It does not record Ray ID.',
      'It does not record Ray ID.',
    ])
  })

  it('gives the weakest verdict, and counts the logs', () => {
    const report = toReport(timeline, createState())
    expect(report).toMatchObject({
      verdict: 'complete',
      because:
        'Of 1 log that was asked, 1 is complete. 2 logs cannot contain the answer and were not asked.',
    })
    expect(report.sources[0]).toMatchObject({ account: { entries: 3 }, state: { retries: 2 } })
  })

  it('says of each log from which read its entries are, and what was not asked', () => {
    const { question: wider, sources: read } = toQuestion(`?in=${v2}&in=${v1}`)
    const { question, sources } = toQuestion(`?in=${v2}&in=${v1}&zone.not=a.example`)
    const page = {
      at: '2026-11-21T00:00:07.000Z',
      ...{ request: v1, count: 0, nextCursor: '', bytes: 9, requestId: '', doubts: [] },
    }
    const ledger = createLedger([v2, v1])
    for (const source of [v2, v1]) {
      ledger.record({ kind: 'window-opened', source, ...timeRange, query: 1, reason: 'start' })
      ledger.record({ kind: 'page-accepted', source, window: 1, page })
      ledger.record({ kind: 'window-ended', source, window: 1, isProven: true })
      ledger.record({ kind: 'source-ended', source })
    }
    const counts = [v2, v1].map((source, at) => ({
      id: source,
      loaded: 7 + at,
      share: 1,
      retries: 0,
    }))
    const state = { ...emptySearchState, pages: 2, ledger: ledger.read(), sources: counts }
    const base = { question: wider, sources: read, search: { getState: () => state } }
    const session = {
      ...{ base, question, sources },
      excludedBy: { [v2]: ['zone_name'], [v1]: ['zone.name'] },
    } as unknown as SearchSession
    const report = toReport(toReportSubject(question.query, timeRange, undefined, session), state)
    expect(report.because).toBe(
      'Answered from the read of 2026-11-21T00:00:07.000Z, without asking the API again. Of 2 logs that were asked, 2 are complete.',
    )
    expect(report.sources.map(({ account }) => account?.because)).toEqual([
      'Answered from the complete read of 2026-11-21T00:00:07.000Z with 7 entries, without asking the API again. The list includes entries that have no value for “zone_name”; it is not documented whether the API would. Every window was read until the API showed its end.',
      'Answered from the complete read of 2026-11-21T00:00:07.000Z with 8 entries, without asking the API again. The list includes entries that have no value for “zone.name”; it is not documented whether the API would. Every window was read until the API showed its end.',
    ])
    const text = formatReport(report)
    expect(text.match(/^question, not asked: \S+/gm)).toEqual([
      expect.stringContaining('/logs/audit?'),
      expect.stringContaining('/audit_logs?'),
    ])
    expect(text).toMatch(/^question, not asked: \S+zone_name\.not=a\.example/m)
    expect(text).not.toMatch(/^asked: \S+a\.example/m)
  })

  it('is formatted with a line for each log, and the account of each that was asked', () => {
    const report = toReport(timeline, createState())
    const text = formatReport(report)
    const question = { timeRange, filters: ['Ray ID is x'] }
    const withQuestion = { ...report, question }
    expect(formatReport(withQuestion)).toContain(
      'report of 3 logs\ntime range: 2026-11-14T00:00:00Z to 2026-11-21T00:00:00Z\nquestion: Ray ID is x\nverdict:',
    )
    expect(JSON.parse(formatReportJson(withQuestion))).toMatchObject({ question })
    expect(text).toContain('Gumshoe completeness report of 3 logs\nverdict: complete. Of 1 log')
    expect(text).toContain(
      `- Account audit log v2 (${v2}): 3 entries loaded, 100 % of the range, 2 failed requests, complete.`,
    )
    expect(text).toContain(`- Account audit log v1 (${v1}): not asked. It does not record Ray ID.`)
    expect(text).toContain(`source: ${v2}\nGumshoe completeness report\nlog: Account audit log v2`)
    expect(formatReportMarkdown(report)).toContain('of 3 logs: complete')
    expect(JSON.parse(formatReportJson(report))).toMatchObject({
      verdict: 'complete',
      sources: [
        { source: v2, loaded: 3, shareOfRange: 1, account: { verdict: 'complete' } },
        { source: v1, notAskedBecause: 'It does not record Ray ID.' },
        { source: insights },
      ],
    })
  })

  it('says which filters the API does not apply', () => {
    const [source] = toSubject('/timeline', `?in=${insights}&zone.not=a.example`)
    expect(source?.notes).toEqual(['It does not record zone, so that exclude is not checked.'])
    const [network] = toSubject('/timeline', `?in=${v2}&address=192.0.2.0/24`)
    expect(network?.notes).toEqual(['Matched after loading: address.'])
  })

  it('says 100 % only of a whole range', () => {
    expect([0, 0.5, 0.9999, 1].map(formatShare)).toEqual(['0 %', '50 %', '99 %', '100 %'])
  })
})

it('is the account of the one log of a query', () => {
  const subject = toSubject(`/${v2}`, '?range=7d')
  const report = toReport(subject, { ...emptySearchState, pages: 0 })
  expect(report.sources).toHaveLength(1)
  expect(report.because).toBe(report.sources[0]?.account?.because)
  expect(formatReport(report)).toMatch(/^Gumshoe completeness report\nlog: Account audit log v2/)
})

it('names a hidden log, and claims nothing of it', () => {
  const subject = toSubject('/timeline', `?in=${v2}&off=in%3D${v1}`)
  const report = toReport(subject, createState())
  expect(report.because).toBe('Of 1 log that was asked, 1 is complete. 1 log is hidden.')
  expect(report.sources[1]).toMatchObject({ id: v1, isHidden: true })
  expect(formatReport(report)).toContain(
    `- Account audit log v1 (${v1}): hidden. Its entries are not in the list.\n`,
  )
  expect(JSON.parse(formatReportJson(report)).sources[1]).toMatchObject({ isHidden: true })
})

it('says of a log that was read to its end that it may not reach back that far', () => {
  const access = `accounts/${id}/access/logs/access_requests`
  const parsed = parseUrl('/timeline', `?in=${v2}&in=${access}`)
  if (!parsed) throw new Error('No page.')
  const subject = toReportSubject(parsed.query, timeRange, Date.parse(timeRange.before), undefined)
  const ledger = createLedger([v2, access])
  for (const source of [v2, access]) {
    const { since, before } = timeRange
    ledger.record({ kind: 'window-opened', source, since, before, query: 1, reason: 'start' })
    ledger.record({ kind: 'source-ended', source })
  }
  const sources = [v2, access].map((each) => ({ id: each, loaded: 3, share: 1, retries: 0 }))
  const report = toReport(subject, { ...createState(), ledger: ledger.read(), sources })
  expect(report.because).toBe(
    'Of 2 logs that were asked, 2 are complete. Logs may not reach back to the beginning of the range: older entries may be missing in Access sign-in log.',
  )
  const [first, second] = report.sources
  expect(first?.account?.because).toBe('Every window was read until the API showed its end.')
  expect(second?.account?.because).toMatch(
    /^Every window was read until the API showed its end\. How far back it reaches depends on the plan/,
  )
})
