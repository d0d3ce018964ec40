/** The sources of a timeline: accounts and logs are chosen, hidden and brought back, and say why they cannot be read. */
import type { Locator, Page } from '@playwright/test'
import { startServer } from '../src/proxy/node.ts'
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  makeColorsReadable,
} from './expect-accessible.ts'
import { expect, now, test } from './fixtures.ts'
import { ExplorerPage, firstAccountId, firstLog } from './pages/explorer-page.ts'

const chips = (page: Page) => page.getByRole('region', { name: 'Logs of this timeline' })
const chip = (page: Page, name: RegExp) => chips(page).getByRole('button', { name })
const form = (page: Page) => page.getByRole('dialog', { name: 'Accounts and logs' })
const picker = (page: Page) => page.getByRole('button', { name: /^Accounts and logs/ })
const check = (inside: Locator, name: string | RegExp) =>
  inside.getByRole('checkbox', { name, exact: true })

/** The logs in the address. */
function readLogs(page: Page): readonly string[] {
  return new URL(page.url()).searchParams.getAll('in')
}

const twoLogs = `/timeline?in=accounts/${firstAccountId}/logs/audit&in=accounts/${firstAccountId}/audit_logs`

test('“All logs” turns the query of one log into a timeline, and a single log opens from it', async ({
  explorer,
  page,
}) => {
  await explorer.open(`${firstLog}?range=14d&actor_email=dana.whitfield@acme.example`)
  await page.getByRole('button', { name: /^Log: / }).click()
  await expect(page.getByRole('menuitem').first()).toHaveText(/^All logs/)
  await page.getByRole('menuitem', { name: /^All logs/ }).click()
  await expect(chip(page, /^Account v2: [\d,]+ loaded/)).toBeVisible()
  expect(explorer.address()).toContain('&range=14d&actor=dana.whitfield@acme.example')
  // The organizations that the credential can read are asked, too.
  expect(readLogs(page)).toHaveLength(8)
  expect(readLogs(page).filter((log) => log.startsWith('organizations/'))).toHaveLength(2)
  await expect(chip(page, /^Organization v2, Acme Group: [\d,]+ loaded/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Log: All logs' })).toBeVisible()
  await expect(picker(page)).toHaveText('Acme Corp, 2 organizations')
  await expect(
    chip(page, /^Access SCIM: Access SCIM records no actor, so it cannot contain this/),
  ).toBeVisible()
  await expect.poll(async () => (await chips(page).boundingBox())?.height).toBe(24)

  await page.getByRole('button', { name: 'Log: All logs' }).click()
  await page.getByRole('menuitem', { name: 'Account audit log v1' }).click()
  await expect
    .poll(() => explorer.address())
    .toContain(`/accounts/${firstAccountId}/audit_logs?range=14d&actor.email=dana.whitfield`)
  await expect(chips(page)).toBeHidden()
})

test('several boxes are one search, of two accounts', async ({ explorer, page, gumshoe }) => {
  await explorer.open(`${twoLogs}&range=7d`)
  await expect(chip(page, /^Account v1: [\d,]+ loaded/)).toBeVisible()
  await explorer.settledCount()
  await picker(page).click()
  gumshoe.asked.length = 0
  await check(form(page), 'Acme Labs').check()
  await check(form(page), /user audit log v1/i).check()
  await check(form(page), /^access Access sign-in log/).check()
  expect(gumshoe.asked.filter(({ pathname }) => pathname.includes('audit_logs'))).toEqual([])
  await expect(form(page)).toContainText('7 logs will be searched.')
  await form(page).getByRole('button', { name: 'Apply' }).click()
  await expect(form(page)).toBeHidden()
  await expect(picker(page)).toHaveText('2 accounts')
  await expect(picker(page)).toBeFocused()
  expect(readLogs(page)).toHaveLength(7)
  await expect(page.getByRole('button', { name: 'Log: 7 logs' })).toBeVisible()
  await expect(chip(page, /^Account v2, Acme Labs: [\d,]+ loaded/)).toBeVisible()
  await expect(chip(page, /^Account v2, Acme Corp: [\d,]+ loaded/)).toBeVisible()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(picker(page)).toHaveText('Acme Corp')
  expect(readLogs(page)).toHaveLength(2)
})

test('a log is hidden and shown again by its chip, and by undo', async ({ explorer, page }) => {
  await explorer.open(`${twoLogs}&range=7d`)
  await chip(page, /^Account v1:/).click()
  await expect.poll(() => readLogs(page)).toEqual([`accounts/${firstAccountId}/logs/audit`])
  await expect(chip(page, /^Account v1: Hidden/)).toHaveAttribute('aria-pressed', 'false')
  // The only log cannot be hidden.
  await expect(chip(page, /^Account v2:/)).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(chip(page, /^Account v1: [\d,]+ loaded/)).toHaveAttribute('aria-pressed', 'true')
  await chip(page, /^Account v1:/).press('Enter')
  await chip(page, /^Account v1: Hidden/).press('Enter')
  await expect.poll(() => readLogs(page)).toHaveLength(2)
})

test('an exclude that a log cannot check is said, and hides the log by one click', async ({
  explorer,
  page,
}) => {
  const insights = `in=accounts/${firstAccountId}/security-center/insights/audit-log`
  await explorer.open(`${twoLogs}&${insights}&range=14d&address.not=203.0.113.66`)
  await expect(
    chip(page, /^Insights: .*Insights records no address: the exclude is not checked/),
  ).toContainText('not checked: address')
  await chip(page, /^Hide this log: Insights/).click()
  await expect.poll(() => readLogs(page)).toHaveLength(2)
})

test('a timeline without logs asks which, and opens all of an account', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await page.goto(`${explorer.origin}/timeline?actor=dana.whitfield@acme.example`)
  const pane = page.getByRole('region', { name: 'Choose the logs' })
  await expect(check(pane, 'Acme Labs')).toBeVisible()
  expect(gumshoe.asked.filter(({ pathname }) => pathname.includes('/logs/audit'))).toEqual([])
  await expectAccessibleInBothThemes(page)
  await pane.getByRole('button', { name: 'All logs of Acme Corp' }).click()
  await explorer.rows.first().waitFor()
  expect(readLogs(page)).toHaveLength(6)
  expect(explorer.address()).toContain('actor=dana.whitfield@acme.example')
})

test('a log that cannot be read is offered with the reason, and can be removed from a link', async ({
  page,
  gumshoe,
}) => {
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: 'a-token-of-the-right-length-0123456789' },
    now: () => Date.parse(now),
    log: () => undefined,
    upstream: async (request) => {
      if (!request.url.includes('/user/audit_logs')) return gumshoe.emulator.fetch(request)
      const errors = [{ code: 10000, message: 'Authentication error' }]
      return Response.json({ success: false, errors, result: null }, { status: 403 })
    },
  })
  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  await explorer.open(`${twoLogs}&in=user/audit_logs&range=7d`)
  const failed = chip(page, /^User v1: .*Hide this log/)
  await expect(failed).toContainText('failed: 403')
  await expect(chip(page, /^Retry: User v1/)).toBeVisible()
  // The other logs are read.
  await expect(chip(page, /^Account v2: [\d,]+ loaded/)).toBeVisible()
  await picker(page).click()
  const user = check(form(page), /user audit log v1/i)
  await expect(user).toBeChecked()
  await expect(user).toHaveAccessibleDescription(/The credential may not read it \(code 10000\)/)
  await user.uncheck()
  await expect(user).toBeDisabled()
  await form(page).getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => readLogs(page)).toHaveLength(2)
  await server.close()
})

test('the insight log of a zone is added by name, and identity providers are chosen', async ({
  explorer,
  page,
}) => {
  await explorer.open(`${twoLogs}&range=7d`)
  await picker(page).click()
  await form(page)
    .getByRole('textbox', { name: /^Add the insights log of a zone/ })
    .fill('acme')
  await form(page)
    .getByRole('button', { name: /^Add acme\.example/ })
    .click()
  await expect(check(form(page), /Security insight log: acme\.example/)).toBeChecked()
  await check(form(page), /^scim Access SCIM log/).check()
  await check(form(page), 'Okta').uncheck()
  await form(page).getByRole('button', { name: 'Apply' }).press('Enter')
  await expect(picker(page)).toHaveText('Acme Corp, 1 zone')
  await expect.poll(() => readLogs(page).filter((log) => log.startsWith('zones/'))).toHaveLength(1)
  const scim = readLogs(page).find((log) => log.includes('/scim/'))
  expect(scim?.match(/idp_id/g)).toHaveLength(2)
})

test('the picker is complete by keyboard, accessible, and in the sheet of a narrow page', async ({
  explorer,
  page,
}) => {
  await makeColorsReadable(page)
  await explorer.open(`${twoLogs}&range=7d`)
  await picker(page).press('Enter')
  await expect(check(form(page), 'Acme Corp')).toBeFocused()
  await expectAccessibleInBothThemes(page, '[role="dialog"]')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(form(page)).toBeHidden()
  await expect(picker(page)).toHaveText('2 accounts')
  await expectAccessible(page, 'section[aria-label="Logs of this timeline"]')

  await page.setViewportSize({ width: 420, height: 800 })
  await expect.poll(() => chips(page).boundingBox()).toMatchObject({ height: 24, width: 420 })
  await page.getByRole('button', { name: /^Filters & time/ }).click()
  await picker(page).click()
  await check(form(page), 'Acme Labs').uncheck()
  await form(page).getByRole('button', { name: 'Apply' }).click()
  await expect(picker(page)).toHaveText('Acme Corp')
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(420)
})

test('the reference lists the keys of the timeline with the field of each log', async ({
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await page.goto(`${gumshoe.origin}/reference#timeline`)
  const table = page.getByRole('region', { name: 'Keys of the timeline' })
  await expect(table.getByRole('row', { name: /^address / })).toContainText('actor.ip_address')
  await expectAccessible(page, 'section[aria-labelledby="timeline"]')
})
