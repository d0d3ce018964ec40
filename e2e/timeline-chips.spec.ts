/** The line of logs of a timeline: all of them are reached at any width, and each says what is loaded and shown of it. */
import type { Locator, Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { failWith } from '../src/emulator/faults/fault-responders.ts'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, type Gumshoe, test } from './fixtures.ts'
import { type ExplorerPage, firstAccountId, firstLog } from './pages/explorer-page.ts'

const v2 = `accounts/${firstAccountId}/logs/audit`
const v1 = `accounts/${firstAccountId}/audit_logs`

const chips = (page: Page) => page.getByRole('region', { name: 'Logs of this timeline' })
const chip = (page: Page, name: RegExp) => chips(page).getByRole('button', { name })

/** The logs in the address that are not hidden. */
const readLogs = (page: Page) => new URL(page.url()).searchParams.getAll('in')

/** Asks all logs of all accounts and organizations. */
async function openAll(explorer: ExplorerPage, page: Page): Promise<void> {
  await explorer.open(`/timeline?in=${v2}&range=3d`)
  await page.getByRole('button', { name: /^Accounts and logs/ }).click()
  const form = page.getByRole('dialog', { name: 'Accounts and logs' })
  await form.getByRole('button', { name: /^All I can read/ }).click()
  await expect(form).toContainText('18 logs will be searched.')
  await form.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => readLogs(page).length).toBe(18)
  // As long as counts come in, the line is measured anew and its chips change places.
  await expect(chip(page, /^Account v2, 3 accounts: [\d,]+ loaded/)).toBeVisible()
  await explorer.settledCount()
}

/** The names of the switches in a part of the page. */
async function listSwitches(inside: Locator): Promise<readonly string[]> {
  const names = await inside
    .locator('button[aria-pressed]')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
  return names.map((name) => name.split(':')[0] ?? '')
}

/** The names of all logs: those in the line, and those in the lists that its chips open. */
async function listLogs(page: Page): Promise<readonly string[]> {
  const names = [...(await listSwitches(chips(page)))]
  const menus = chips(page).locator('button[aria-haspopup]')
  for (let at = 0; at < (await menus.count()); at++) {
    await menus.nth(at).press('Enter')
    const list = page.getByRole('dialog')
    await expect(list.locator('button[aria-pressed]').first()).toBeVisible()
    names.push(...(await listSwitches(list)))
    await page.keyboard.press('Escape')
    await expect(list).toBeHidden()
  }
  return names
}

test('all 18 logs of three accounts are in one line without scrolling, at any width', async ({
  explorer,
  page,
}) => {
  await openAll(explorer, page)
  for (const width of [1440, 1280, 900, 420]) {
    await page.setViewportSize({ width, height: 900 })
    const line = chips(page).getByRole('list')
    await expect
      .poll(() => line.evaluate((list) => [list.clientWidth, list.scrollWidth]))
      .toEqual([width, width])
    await expect.poll(async () => (await chips(page).boundingBox())?.height).toBe(24)
    const names = await listLogs(page)
    expect(new Set(names).size).toBe(18)
    expect(names).toHaveLength(18)
    expect(names).toContain('Account v1, Acme Labs')
    expect(names).toContain('Organization v2, Acme Group Europe')
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(chip(page, /^Account v2, 3 accounts: [\d,]+ loaded/)).toContainText('3 accounts')
  await expect(chip(page, /^Organization v2, 2 organizations/)).toBeVisible()
})

test('the logs of one chip are hidden and shown one by one and together, by keyboard', async ({
  explorer,
  page,
}) => {
  await makeColorsReadable(page)
  await openAll(explorer, page)
  await chip(page, /^Account v2, 3 accounts/).press('Enter')
  const list = page.getByRole('dialog', { name: 'Account v2, 3 accounts' })
  await expect(list.getByRole('button')).toHaveCount(4)
  await expectAccessibleInBothThemes(page)
  await list.getByRole('button', { name: /^Account v2, Acme Labs: / }).press('Enter')
  await expect.poll(() => readLogs(page).length).toBe(17)
  await expect(list.getByRole('button', { name: /^Account v2, Acme Labs: Hidden/ })).toBeFocused()
  const group = chip(page, /^Account v2, 3 accounts: .* 1 hidden\. List the logs/)
  await expect(group).toContainText('1 hidden')

  // All of them again, then none.
  await list.getByRole('button', { name: 'Show all 3' }).press('Enter')
  await expect.poll(() => readLogs(page).length).toBe(18)
  await list.getByRole('button', { name: 'Hide all 3' }).press('Enter')
  await expect.poll(() => readLogs(page).length).toBe(15)
  await expect(list.getByRole('button', { name: 'Show all 3' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(chip(page, /^Account v2, 3 accounts: Hidden\./)).toBeFocused()
  const ofV2 = page.getByRole('gridcell', { name: /^v2/ })
  await expect(explorer.rows.filter({ has: ofV2 })).toHaveCount(0)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect.poll(() => readLogs(page).length).toBe(18)
  await expect(chip(page, /^Account v2, 3 accounts: [\d,]+ loaded/)).toBeVisible()
  await explorer.settledCount()

  // At 420 pixels, the last chip has the logs without room.
  await page.setViewportSize({ width: 420, height: 800 })
  await chip(page, /^\d+ more: /).click()
  const more = page.getByRole('dialog', { name: 'More logs' })
  await expect(more.getByRole('button', { name: /^User v1: / })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await more.getByRole('button', { name: /^User v1: / }).click()
  await expect(more.getByRole('button', { name: /^User v1: Hidden/ })).toBeVisible()
  await expect.poll(() => readLogs(page).length).toBe(17)
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(420)
})

test('a log that failed is read again from the list of a narrow page', async ({
  explorer,
  page,
  gumshoe,
}) => {
  gumshoe.emulator.faults.when(
    ({ url }) => url.includes('/user/audit_logs'),
    failWith(403, 10_000, 'Authentication error'),
  )
  await page.setViewportSize({ width: 420, height: 800 })
  const path = `accounts/${firstAccountId}`
  const more = `in=${path}/security-center/insights/audit-log&in=${path}/access/logs/access_requests`
  await explorer.open(`/timeline?in=${v2}&in=${v1}&in=user/audit_logs&${more}&range=2d`)
  await chip(page, /^User v1: No permission .* List the logs/).click()
  const list = page.getByRole('dialog', { name: 'User v1' })
  await expect(list).toContainText('failed: 403')
  gumshoe.emulator.faults.clear()
  await list.getByRole('button', { name: 'Retry: User v1' }).click()
  await expect(chip(page, /^User v1: \d+ loaded/)).toBeVisible()
})

/** How many entries of a log are in the range, and how many of them have a text. */
function countThere(
  { emulator }: Gumshoe,
  dataset: string,
  timePath: string,
  [since, before]: readonly [string, string],
  text: string,
) {
  const there = emulator
    .entries(dataset, { kind: 'account', id: firstAccountId })
    .filter((entry) => {
      const time = String(readPath(entry, timePath))
      return time >= since && time < before
    })
  const shown = there.filter((entry) => JSON.stringify(entry).toLowerCase().includes(text))
  return { all: there.length.toLocaleString('en-US'), shown: shown.length.toLocaleString('en-US') }
}

test('a chip says how many of the loaded entries a filter shows that is applied here', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const range = ['2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'] as const
  const ofV2 = countThere(gumshoe, 'account-audit-logs-v2', 'action.time', range, 'token')
  const ofV1 = countThere(gumshoe, 'account-audit-logs-v1', 'when', range, 'token')
  expect(Number(ofV2.shown)).toBeGreaterThan(0)
  const [since, before] = range
  const address = `/timeline?in=${v2}&in=${v1}&since=${since}&before=${before}`
  await explorer.open(address)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await expect(chip(page, /^Account v2: [\d,]+ loaded\./)).toHaveText(`v2${ofV2.all}`)

  await explorer.open(`${address}&text=token`)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  // Events of both logs are one row, and count in each.
  await expect(explorer.status).toContainText('of them in both logs')
  await expect(chip(page, /^Account v2: /)).toHaveText(`v2${ofV2.shown} of ${ofV2.all}`)
  await expect(chip(page, /^Account v1: /)).toHaveText(`v1${ofV1.shown} of ${ofV1.all}`)
  await expect(chip(page, /^Account v2: /)).toHaveAccessibleName(
    `Account v2: ${ofV2.all} loaded, ${ofV2.shown} of them shown. Hide this log.`,
  )
})

test('“All logs” says which logs it leaves out, and why', async ({ explorer, page, gumshoe }) => {
  gumshoe.emulator.faults.when(
    ({ url }) => /\/organizations\?/.test(url),
    failWith(500, undefined, 'Internal error'),
  )
  await explorer.open(`${firstLog}?range=2d`)
  await page.getByRole('button', { name: /^Log: / }).click()
  await page.getByRole('menuitem', { name: /^All logs/ }).click()
  const notice = page.getByRole('region', { name: 'Some logs are left out of this search' })
  await expect(notice).toContainText('The logs of organizations are left out, because the list')
  await expect.poll(() => readLogs(page).length).toBe(6)

  gumshoe.emulator.faults.clear()
  await page.getByRole('button', { name: /^Log: / }).click()
  await page.getByRole('menuitem', { name: /^All logs/ }).click()
  await expect.poll(() => readLogs(page).length).toBe(8)
  await expect(notice).toBeHidden()
})
