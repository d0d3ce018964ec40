import { expect, it } from 'vitest'
import { createQuery } from '../../../query/log-query.ts'
import { onlySource } from '../../store/entry-store.ts'
import {
  createApi,
  makeEntries,
  range,
  refuse,
  startSearch,
  v2,
} from '../testing/start-scripted-search.ts'
import {
  formatLedger,
  formatLedgerJson,
  formatLedgerMarkdown,
  toLedgerAccount,
  toLedgerSubject,
} from './format-ledger.ts'

const account = '0123456789abcdef0123456789abcdef'

async function readLedger(asked = range) {
  const all = makeEntries(1_300)
  const api = createApi(all, 'desc', (_, calls) => {
    if (calls === 2) throw refuse(502)
    return undefined
  })
  const { search, readAll, waitUntilIdle } = startSearch(v2, api)
  search.loadMore()
  await waitUntilIdle()
  search.loadMore()
  await waitUntilIdle()
  const state = await readAll()
  const query = createQuery(v2.id, { kind: 'account', id: account })
  return toLedgerAccount(toLedgerSubject(v2, query, asked), state, onlySource)
}

it('tells in words what was asked, what came, what did not, and the verdict', async () => {
  const text = formatLedger(await readLedger())
  expect(text).toContain(`asked: /accounts/${account}/logs/audit?since=`)
  expect(text).toContain(`fully read: ${range.since} to ${range.before}`)
  expect(text).toContain('verdict: complete. Every window was read until the API showed its end.')
  expect(text).toMatch(
    /entries: 1,300 in the list; 1,300 added, \d+ duplicates?, 0 conflicting versions;/,
  )
  expect(text).toMatch(/^Gumshoe completeness report$/m)
  expect(text).toContain('1 failed request')
  expect(text).toMatch(/failed: No usable answer from Cloudflare \(HTTP 502\): .accounts/)
  expect(text).toContain('gaps: none')
})

it('tells the same for a ticket, the verdict first and the rest as code that no text can end', async () => {
  const ledger = await readLedger()
  const markdown = formatLedgerMarkdown({ ...ledger, because: 'Hostile ``` and <!channel>.' })
  expect(markdown.split('\n')[0]).toBe(
    `Completeness report: complete, 1,300 entries of ${v2.title}, \`${range.since}\` to \`${range.before}\``,
  )
  expect(markdown.match(/```/g)).toHaveLength(2)
  expect(markdown).toContain('verdict: complete. Hostile ⟦U+0060⟧⟦U+0060⟧⟦U+0060⟧ and <!channel>.')
})

it('says how many entries the local filters show', async () => {
  const account = { ...(await readLedger()), shown: 2 }
  expect(formatLedger(account)).toContain(
    'entries: 1,300 in the list, 2 shown by local filters; 1,300 added',
  )
  expect(JSON.parse(formatLedgerJson(account))).toMatchObject({ entries: 1_300, shown: 2 })
})

it('tells the same as JSON, page by page', async () => {
  const ledger = JSON.parse(formatLedgerJson(await readLedger()))
  const pages = ledger.windows.flatMap((window: { pages: { count: number }[] }) => window.pages)
  expect(ledger).toMatchObject({ verdict: 'complete', entries: 1_300, refused: 1, gaps: [] })
  expect(pages).toHaveLength(ledger.pages)
  const received = pages.reduce((sum: number, page: { count: number }) => sum + page.count, 0)
  expect(received).toBe(ledger.totals.added + ledger.totals.repeated)
})

it('claims nothing of times that the log cannot hold', async () => {
  const asked = { since: '2025-01-01T00:00:00.000Z', before: '2026-11-21T00:00:00.000Z' }
  const account = await readLedger(asked)
  const text = formatLedger(account)
  expect(text).toMatch(/verdict: complete\. .* This log begins on 2026-03-10/)
  expect(text).toMatch(/^not in the log: before 2026-03-10T00:00:00.000Z: This log begins/m)
  expect(text).toMatch(/^not in the log: before 2025-05-22.*about 18 months/m)
  expect(JSON.parse(formatLedgerJson(account)).limits).toHaveLength(2)
  expect(formatLedger(await readLedger())).not.toContain('not in the log')
})

it('says what the log cannot show, with grade and source, as text and as JSON', async () => {
  const account = await readLedger()
  expect(formatLedger(account)).toMatch(
    /^what this log cannot show:\n {2}Reads \(GET calls\) are not recorded\. \(documented: .*https:\/\//m,
  )
  expect(JSON.parse(formatLedgerJson(account)).cannotShow[0]).toEqual({
    id: 'reads',
    appliesTo: 'log',
    statement: 'Reads (GET calls) are not recorded.',
    because: [],
    grade: 'documented',
    source: account.cannotShow[0]?.statement.source,
    mayBeIn: [],
  })
})
