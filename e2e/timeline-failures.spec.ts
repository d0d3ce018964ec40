/** One log of a timeline fails while the others are read: a log without permission, and one whose cursors expire. */
import type { Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { failWith } from '../src/emulator/faults/fault-responders.ts'
import { expireCursors } from '../src/emulator/faults/page-faults.ts'
import { expect, type Gumshoe, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'
import { firstAccountId } from './pages/explorer-page.ts'
import { press, readDownload, withoutPicker } from './pages/export-dialog.ts'
import { readZip } from './read-zip.ts'

const days = ['2026-11-14', '2026-11-17'] as const
const account = { kind: 'account', id: firstAccountId } as const

/** The logs of the timeline: in the address, in the emulator, and where an entry has its time. */
const logs = [
  [`accounts/${firstAccountId}/logs/audit`, 'account-audit-logs-v2', account, 'action.time'],
  [`accounts/${firstAccountId}/audit_logs`, 'account-audit-logs-v1', account, 'when'],
  ['user/audit_logs', 'user-audit-logs-v1', { kind: 'user' }, 'when'],
  [
    `accounts/${firstAccountId}/access/logs/access_requests`,
    'access-authentication-logs',
    account,
    'created_at',
  ],
] as const

const isOfUser = ({ url }: Request) => url.includes('/user/audit_logs')
const isOfV2 = ({ url }: Request) => url.includes('/logs/audit?')

const footer = (page: Page) => page.getByRole('contentinfo')
const table = (page: Page) => page.getByRole('dialog', { name: 'The logs of this timeline' })

/** The entries of the range in each log of the emulator, as JSON. */
function listThere({ emulator }: Gumshoe): readonly (readonly string[])[] {
  const [since, before] = days
  return logs.map(([, dataset, scope, timePath]) =>
    emulator
      .entries(dataset, scope)
      .filter((entry) => {
        const time = String(readPath(entry, timePath))
        return time >= since && time < before
      })
      .map((entry) => JSON.stringify(entry)),
  )
}

/** Opens the timeline of these logs and reads all of it. */
async function readAll(explorer: ExplorerPage): Promise<void> {
  const sources = logs.map(([path]) => `in=${path}`).join('&')
  const [since, before] = days
  await explorer.open(`/timeline?${sources}&since=${since}T00:00:00Z&before=${before}T00:00:00Z`)
  await explorer.loadAll()
}

/** The first row in sight: its text, and where it is on the screen. */
function readFirstInSight({ grid }: ExplorerPage) {
  return grid.evaluate((element) => {
    const head = element.querySelector('[role="columnheader"]')?.getBoundingClientRect()
    const found = document.elementFromPoint((head?.left ?? 0) + 20, (head?.bottom ?? 0) + 30)
    const row = found?.closest('[role="row"]')
    return { text: row?.textContent ?? '', top: row?.getBoundingClientRect().top }
  })
}

/** The lines of each log's file in an export. */
async function exportLines(page: Page): Promise<readonly (readonly string[])[]> {
  const downloading = page.waitForEvent('download')
  await page.keyboard.press('e')
  await press(page)
  const files = await readZip(await readDownload(await downloading))
  return logs.map((_, index) => files[index]?.bytes.toString().split('\n').slice(0, -1) ?? [])
}

/** The status with this many entries, of which some pairs may be one event: `9 events, 2 of them in both logs (11 loaded)`. */
function countsEntries(count: number, verdict: string): RegExp {
  const loaded = `${count.toLocaleString('en-US')} loaded`
  return new RegExp(`^(.* in both logs \\(${loaded}\\)|${loaded}) · ${verdict}$`)
}

test('a log without permission does not stop the others, and comes in by Retry', async ({
  explorer,
  page,
  gumshoe,
}) => {
  gumshoe.emulator.faults.when(isOfUser, failWith(403, 10_000, 'Authentication error'))
  const there = listThere(gumshoe)
  const total = there.flat().length
  const missing = there[2]?.length ?? 0
  expect(missing).toBeGreaterThan(10)
  await readAll(explorer)
  await expect(explorer.status).toHaveText(countsEntries(total - missing, 'There may be more'), {
    timeout: 30_000,
  })
  await expect(footer(page)).toContainText('user: No permission to read this log (HTTP 403')
  await page.getByRole('button', { name: 'Completeness report' }).click()
  const report = page.getByRole('dialog', { name: 'Completeness report' })
  await expect(report).toContainText(
    'Verdict: unknown. Of 4 logs that were asked, 3 are complete, 1 is unknown.',
  )
  await expect(report.getByRole('row', { name: /^User audit log v1/ })).toContainText(
    'failedNo permission to read this log',
  )
  await page.keyboard.press('Escape')
  await expect(report).toBeHidden()

  // In the middle of the list, more entries come in above and below.
  await explorer.grid.evaluate(({ parentElement: scroller }) =>
    scroller?.scrollTo(0, scroller.scrollHeight / 2),
  )
  await footer(page).getByRole('button', { name: '4 logs, 1 failed' }).click()
  const row = table(page).getByRole('row', { name: /^User audit log v1/ })
  await expect(row).toContainText('00 %1failedNo permission to read this log')
  gumshoe.emulator.faults.clear()
  await expect.poll(async () => (await readFirstInSight(explorer)).text).toMatch(/^11-1\d/)
  const before = await readFirstInSight(explorer)
  await row.getByRole('button', { name: 'Retry' }).click()
  await expect(explorer.status).toHaveText(countsEntries(total, 'Complete'), { timeout: 30_000 })
  await expect(row).toContainText('complete')
  await expect(footer(page).getByRole('button', { name: '4 logs', exact: true })).toBeVisible()
  await expect.poll(() => readFirstInSight(explorer)).toEqual(before)
})

test('expired cursors of one log cost requests, and no entry', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await withoutPicker(page)
  gumshoe.emulator.faults.when(isOfV2, expireCursors)
  const there = listThere(gumshoe)
  await readAll(explorer)
  await expect(explorer.status).toHaveText(countsEntries(there.flat().length, 'Complete'), {
    timeout: 30_000,
  })
  const refused = gumshoe.asked.filter(({ searchParams }) => searchParams.has('cursor'))
  expect(refused.length).toBeGreaterThan(1)
  await footer(page)
    .getByRole('button', { name: /^4 logs/ })
    .click()
  await expect(table(page).getByRole('row', { name: /^Account audit log v2/ })).toContainText(
    `100 %${refused.length}complete`,
  )
  await page.keyboard.press('Escape')
  await expect(table(page)).toBeHidden()
  const lines = await exportLines(page)
  expect(lines.map((each) => each.toSorted())).toEqual(there.map((each) => each.toSorted()))
})
