/** Entries that the log shows after newer ones: found by reading the last hour again, and said to be late. */
import type { Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { answerRoundTrips } from './answer-round-trips.ts'
import { expectAccessible } from './expect-accessible.ts'
import { expect, listsIn, now, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'
import { readDownload, unzip, withoutPicker } from './pages/export-dialog.ts'

const minuteMs = 60_000
const footer = (page: Page) => page.getByRole('contentinfo')

/** Lets the clock of the page go on. */
async function pass(page: Page, minutes: number): Promise<void> {
  await page.clock.fastForward(minutes * minuteMs)
}

test.beforeEach(async ({ page, gumshoe }) => {
  await withoutPicker(page)
  await page.clock.install({ time: new Date(now) })
  gumshoe.emulator.faults.arriveLate({ minMs: minuteMs, maxMs: 50 * minuteMs })
})

test('what arrives late is marked in the table, the drawer, the ledger and the manifest', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
  await explorer.openWith('range=2h')
  await expect(explorer.status).toContainText('Complete')
  const before = await explorer.loadedCount()
  await expect(footer(page)).toContainText(/may be incomplete.* · Reads again at 12:08:\d\d/)
  await explorer.row(1).click()
  await expect(explorer.drawer).toBeVisible()
  await expect(explorer.grid.getByRole('columnheader')).toHaveText(['Time (UTC)', 'Summary'])
  await explorer.waitForTexts()
  const newest = (await explorer.row(0).innerText()).replaceAll('\n', '')
  const openText = (await explorer.row(1).innerText()).replaceAll('\n', '')
  await expect(explorer.drawer).not.toContainText('Arrived late')

  gumshoe.emulator.faults.skewClock(20 * minuteMs)
  // On top of what has passed since the page was opened.
  await pass(page, 20)
  await expect(footer(page)).toContainText(/\d+ entr(y|ies) arrived late/)
  await expect(footer(page)).toContainText('Read at 12:20:')
  await expect(footer(page)).toContainText(/Reads again at 13:00:\d\d/)
  const late = (await explorer.settledCount()) - before
  expect(late).toBeGreaterThan(1)
  const marks = explorer.rows.getByText('arrived late', { exact: true })
  await expect(marks.first()).toBeVisible()
  // The rows in sight stay, and the drawer and its row as well.
  const open = explorer.grid.locator('[role="row"][data-open]')
  await expect(open).toHaveText(openText)
  await expect(explorer.rows.filter({ hasText: newest })).toBeInViewport()

  await explorer.rows
    .filter({ has: page.getByText('arrived late', { exact: true }) })
    .first()
    .click()
  await expect(explorer.drawer).toContainText('Arrived late')
  await expect(explorer.drawer).toContainText(
    /The log did not have this entry when this time was first read; a later reading brought it at 2026-11-21 12:20:\d\d UTC/,
  )
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Completeness report' }).click()
  const ledger = page.getByRole('dialog', { name: 'Completeness report' })
  await expect(ledger).toContainText(`${late} entries arrived late and are in the list.`)
  await expect(ledger).toContainText(/This is what the log had at 2026-11-21T12:20:/)
  await expect(ledger).toContainText(/the last hour is read again at 2026-11-21T13:00:/)
  await expect(ledger).toContainText(/due 2026-11-21T12:08:\S+, begun 2026-11-21T12:20:/)
  await expect(ledger).toContainText('last hour read again for late entries')
  await page.keyboard.press('Escape')
  await expect(ledger).toBeHidden()

  gumshoe.emulator.faults.skewClock(61 * minuteMs)
  await pass(page, 40)
  await expect(footer(page)).toContainText('Read at 13:0')
  await expect(footer(page)).not.toContainText('Read again')
  const there = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: firstAccountId })
    .filter((entry) => {
      const time = String(readPath(entry, 'action.time'))
      return time >= '2026-11-21T10:00' && time < '2026-11-21T12:00'
    })
  await expect.poll(() => explorer.loadedCount()).toBe(there.length)

  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Export entries' })
  await expect(dialog).toContainText(/Complete as read at 2026-11-21T13:0/)
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Export \d/ }).click()
  const { manifest } = await unzip(await readDownload(await downloading))
  expect(manifest).toMatchObject({
    complete: true,
    claim: expect.stringMatching(/^Complete as read at 2026-11-21T13:0/),
    lateEntries: {
      arrivedLate: there.length - before,
      asReadAt: expect.stringMatching(/^2026-11-21T13:0/),
      nextReadingAt: null,
      missingReadings: [],
    },
    ledger: { arrivedLate: there.length - before },
  })
  expect(manifest.ledger.lateReadings).toHaveLength(2)
})

test('a hidden tab sends nothing, and the list goes on where it was after Back', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const setVisibility = (state: string) =>
    page.evaluate((to) => {
      Object.defineProperty(document, 'visibilityState', { value: to, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await explorer.openWith('range=2h')
  await expect(footer(page)).toContainText(/Reads again at 12:08:\d\d/)
  await setVisibility('hidden')
  const asked = listsIn(gumshoe).length
  gumshoe.emulator.faults.skewClock(20 * minuteMs)
  await pass(page, 9)
  await answerRoundTrips(page)
  expect(listsIn(gumshoe)).toHaveLength(asked)
  await setVisibility('visible')
  await expect(footer(page)).toContainText(/Reads again at 12:20:\d\d/)
  expect(listsIn(gumshoe)).toHaveLength(asked + 1)

  const count = await explorer.settledCount()
  await (await explorer.cells('Product')).nth(3).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Exclude' }).click()
  await expect.poll(() => explorer.address()).toContain('resource_product.not')
  // A part of the list is read again with the list; another search has a schedule of its own.
  await expect(footer(page)).toContainText('From the read of')
  await expect(footer(page)).toContainText(/Reads again at 12:20:\d\d/)
  expect(listsIn(gumshoe)).toHaveLength(asked + 1)
  await expect(page.getByRole('menu')).toBeHidden()
  await page.keyboard.press('r')
  // Eight minutes later; the clock of the page has gone on while this test ran.
  await expect(footer(page)).toContainText(/Reads again at 12:1[7-9]:\d\d/)
  const narrowed = listsIn(gumshoe).length
  await page.goBack()
  await expect.poll(() => explorer.loadedCount()).toBe(count)
  expect(listsIn(gumshoe)).toHaveLength(narrowed)
  await pass(page, 11.5)
  await expect(footer(page)).toContainText(/Reads again at 13:00:\d\d/)
  expect(listsIn(gumshoe)).toHaveLength(narrowed + 1)
})
