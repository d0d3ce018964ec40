import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import { onlySource } from '../../store/entry-store.ts'
import { createLedger, openLedgerWindow } from '../engine/create-ledger.ts'
import { emptySearchState } from '../engine/search-state.ts'
import type { SearchSession } from '../session/search-session.ts'
import { listSessionSources } from '../session/session-sources.ts'
import { formatLedger, toLedgerAccount, toLedgerRecord, toLedgerSubject } from './format-ledger.ts'
import { findReadOrigin, toOriginSubject } from './read-origin.ts'

const timeRange = { since: '2026-11-28T16:27:00.000Z', before: '2026-11-29T16:27:00.000Z' }
const query = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })
const narrower = {
  ...query,
  filters: [{ parameter: 'actor_email', mode: 'exclude' as const, values: ['a@x.io'] }],
}
const path = `/accounts/${'a'.repeat(32)}/logs/audit`
const ofRead = `${path}?since=${timeRange.since}&before=${timeRange.before}`

function getSources(of: LogQuery) {
  const sources = listSessionSources(of)
  if (!sources) throw new Error('The query asks for nothing.')
  return sources
}

function createSessions() {
  const ledger = createLedger([onlySource])
  const source = onlySource
  const request = { ...timeRange, query: 1, reason: 'start' as const }
  const window = openLedgerWindow(ledger, source, request)
  for (const at of ['2026-11-29T16:27:02.000Z', '2026-11-29T16:27:05.000Z']) {
    const page = {
      at,
      request: path,
      count: 6,
      nextCursor: '',
      bytes: 9,
      requestId: '',
      doubts: [],
    }
    ledger.record({ kind: 'page-accepted', source, window, page })
  }
  ledger.record({ kind: 'window-ended', source, window, isProven: true })
  ledger.record({ kind: 'source-ended', source })
  const snapshot = ledger.read()
  const { verdict } = snapshot
  const sources = [{ id: onlySource, loaded: 12, share: 1, retries: 0 }]
  const state = { ...emptySearchState, ledger: snapshot, sources, loaded: 12, pages: 2, verdict }
  const base = {
    question: { query, timeRange, run: 1 },
    sources: getSources(query),
    search: { getState: () => state },
  } as unknown as SearchSession
  const part: SearchSession = {
    ...base,
    base,
    excludedBy: { [onlySource]: ['actor_email'] },
    question: { query: narrower, timeRange, run: 1 },
    sources: getSources(narrower),
  }
  return { base, part, state: { ...state, loaded: 5 } }
}

it('says which read answered a question, and which request was not sent', () => {
  const { base, part } = createSessions()
  expect(findReadOrigin(base)).toBeUndefined()
  expect(findReadOrigin(part)).toMatchObject({
    readAt: '2026-11-29T16:27:02.000Z',
    entries: 12,
    timeRange,
    notAsked: [expect.stringContaining('actor_email.not=a')],
  })
})

it('is in the report, beside the requests that were sent', () => {
  const { part, state } = createSessions()
  const subject = {
    ...toLedgerSubject(getDataset(query.dataset), narrower, timeRange),
    ...toOriginSubject(part, onlySource),
  }
  const account = toLedgerAccount(subject, state, onlySource)
  const text = formatLedger(account)
  expect(text).toMatch(/^question, not asked: \S+actor_email\.not=a\S+$/m)
  expect(text.match(/^asked: .*/gm)).toEqual([expect.stringContaining(ofRead)])
  expect(text).not.toMatch(/^asked: .*actor_email/m)
  expect(account.because).toBe(
    'Answered from the complete read of 2026-11-29T16:27:02.000Z with 12 entries, without asking the API again. ' +
      'The list includes entries that have no value for “actor_email”; it is not documented whether the API would. ' +
      'Every window was read until the API showed its end.',
  )
  expect(toLedgerRecord(account)).toMatchObject({
    asked: [expect.stringContaining(ofRead)],
    origin: { entries: 12, excludedBy: ['actor_email'] },
  })
})
