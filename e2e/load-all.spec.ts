import type { Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { failWith, limitRate } from '../src/emulator/faults/fault-responders.ts'
import { answerRoundTrips } from './answer-round-trips.ts'
import { delayLists } from './delay-lists.ts'
import { expect, isList, test } from './fixtures.ts'
import { watchLists } from './watch-lists.ts'

const footer = (page: Page) => page.getByRole('contentinfo')

test('a whole range is read with a progress bar, and its end is proven', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('since=2026-11-11T00:00:00Z&before=2026-11-21T00:00:00Z')
  const account = new URL(page.url()).pathname.split('/')[2] ?? ''
  const there = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: account })
    .filter((entry) => {
      const time = String(readPath(entry, 'action.time'))
      return time >= '2026-11-11' && time < '2026-11-21'
    })
  await expect(explorer.status).toContainText('older entries not loaded')
  await explorer.waitForTexts()
  const first = await explorer.readRow(explorer.row(0))
  const lanes = new Set<string | undefined>()
  page.on('request', (request) => {
    if (request.url().includes('/logs/audit?')) lanes.add(request.headers()['x-gumshoe-lane'])
  })
  const release = delayLists(gumshoe, '2026-11-14')
  await footer(page).getByRole('button', { name: 'Load all' }).click()
  await expect(page.getByRole('progressbar', { name: 'Reading the whole range' })).toBeVisible()
  await expect(footer(page)).toContainText('% of the time range')
  gumshoe.emulator.faults.clear()
  release()
  const words = `${there.length.toLocaleString('en-US')} loaded · Complete`
  await expect(explorer.status).toHaveText(words, { timeout: 60_000 })
  await expect(footer(page)).toContainText('loaded · Complete')
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  expect(await explorer.readRow(explorer.row(0))).toBe(first)
  expect([...lanes]).toEqual(['bulk'])
})

test('reading can pause, go on, and stop with what it has', async ({ explorer, page, gumshoe }) => {
  const lists = watchLists(page)
  await explorer.openWith('range=30d')
  await expect(explorer.status).toContainText('older entries not loaded')
  const release = delayLists(gumshoe, '2026-11-14')
  await footer(page).getByRole('button', { name: 'Load all' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(100)
  await footer(page).getByRole('button', { name: 'Pause' }).click()
  await expect(explorer.status).toContainText('Paused')
  await expect(footer(page).getByRole('button', { name: 'Resume' })).toBeVisible()
  // What was under way ends, and is counted.
  release()
  await expect.poll(() => lists.underWay).toBe(0)
  await answerRoundTrips(page)
  const paused = await explorer.loadedCount()
  gumshoe.emulator.faults.clear()
  const releaseOldest = delayLists(gumshoe, '2026-10-31')
  await footer(page).getByRole('button', { name: 'Resume' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(paused)
  await footer(page).getByRole('button', { name: 'Stop (keep loaded)' }).click()
  // The counts for the point where it stopped may not have been requested yet.
  await expect(explorer.status).toContainText(
    /Partial: older entries not loaded|More may be available/,
  )
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  const kept = await explorer.loadedCount()
  expect(kept).toBeGreaterThan(paused)
  gumshoe.emulator.faults.clear()
  releaseOldest()
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(kept)
})

test('a failure stops the reading and is said once, and Retry goes on', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=30d')
  const release = delayLists(gumshoe, '2026-11-14')
  await footer(page).getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('entries so far')
  gumshoe.emulator.faults.clear()
  gumshoe.emulator.faults.when(isList, failWith(403, 10000, 'Authentication error'))
  release()
  await expect(explorer.status).toContainText('Stopped')
  await expect(page.getByText('No permission to read this log')).toHaveCount(1)
  await expect(footer(page).getByRole('button', { name: /Pause|Resume/ })).toHaveCount(0)
  const stopped = await explorer.loadedCount()
  gumshoe.emulator.faults.clear()
  const releaseOldest = delayLists(gumshoe, '2026-10-31')
  await footer(page).getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(stopped)
  await expect(footer(page).getByRole('button', { name: 'Pause' })).toBeVisible()
  releaseOldest()
})

test('a limit is counted down and ends by itself; rows stay', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install()
  const before = await explorer.openLong()
  // Only one request for entries: others, such as those of the pickers, may come between.
  let limited = 0
  gumshoe.emulator.faults.when(isList, (request, answerTruly) =>
    limited++ === 0 ? limitRate(30)(request, answerTruly) : answerTruly(),
  )
  await explorer.scrollToEnd()
  await expect(footer(page)).toContainText('Rate-limited by Cloudflare')
  await expect(footer(page).getByRole('timer')).toContainText(/Retrying in \d+ s/)
  await expect(explorer.rows.first()).toBeVisible()
  expect(await explorer.loadedCount()).toBe(before)
  await page.clock.fastForward('00:31')
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
  await expect(footer(page).getByRole('timer')).toHaveCount(0)
})

test('without a network the search waits, and goes on when it is back', async ({
  explorer,
  page,
  context,
}) => {
  const before = await explorer.openLong()
  await context.setOffline(true)
  await explorer.scrollToEnd()
  await expect(footer(page)).toContainText('This computer is offline')
  await context.setOffline(false)
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
})

test('a local filter shows a part of what is loaded, and asks nothing for it', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('since=2026-11-20T00:00:00Z&before=2026-11-21T00:00:00Z')
  await footer(page).getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  const loaded = await explorer.loadedCount()
  const first = (await explorer.cells('Actor email')).first()
  await expect(first).toHaveText(/\w/)
  const email = await first.innerText()
  let requests = 0
  page.on('request', (request) => {
    if (request.url().includes('/logs/audit?')) requests++
  })
  // Another address of the same history entry, as a gesture in the page makes it.
  await page.evaluate((text) => {
    const target = `${location.pathname}${location.search}&local.not=${encodeURIComponent(`/actor/email=${text}`)}`
    history.pushState({ ...history.state, key: 'local' }, '', target)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, email)
  await expect(explorer.grid.getByText(email, { exact: true })).toHaveCount(0)
  await expect(explorer.rows.first()).toBeVisible()
  await expect.poll(() => explorer.loadedCount()).toBe(loaded)
  expect(requests).toBe(0)
})
