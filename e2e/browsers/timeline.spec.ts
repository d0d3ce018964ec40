/** The main journey through a timeline, the same in each browser. */
import { firstAccountId } from '../pages/explorer-page.ts'
import { expect, test } from './browser-fixtures.ts'
import { type BrowserPage, findByRole, readAddress, readText } from './browser-page.ts'

const status = `${findByRole('contentinfo')}//*[@role="status"]`
const drawer = findByRole('region', 'Entry')
const chips = findByRole('region', 'Logs of this timeline')
const row = (...texts: readonly string[]) =>
  `//*[@role="row"][@aria-selected]${texts.map((text) => `[contains(., "${text}")]`).join('')}`

const timeline = [
  `/timeline?in=accounts/${firstAccountId}/logs/audit&in=accounts/${firstAccountId}/audit_logs`,
  `in=accounts/${firstAccountId}/access/logs/access_requests&in=user/audit_logs`,
  'range=14d&actor=dana.whitfield@acme.example&address=203.0.113.64/28',
].join('&')

const expectText = (page: BrowserPage, xpath: string) =>
  expect.poll(() => readText(page, xpath), { message: xpath })

test('a link opens several logs as one list, and an entry of it becomes a filter', async ({
  browserPage: page,
  gumshoe,
}) => {
  await page.open(gumshoe.origin + timeline)
  await expectText(page, status).toContain('of them in both logs')
  await expectText(page, status).toContain('Complete')
  // A chip counts the entries that the filters show, of those that were loaded.
  await expectText(page, chips).toMatch(
    /v2\s*\d+ of [\d,]+\s*v1\s*\d+\s*access\s*\d+ of \d+\s*user\s*\d+/,
  )
  for (const log of ['v2 v1', 'access', 'user']) await expectText(page, row(log)).not.toBe('')

  await page.click(row('v2', 'created Cloudflare tunnel'))
  await expectText(page, drawer).toContain('203.0.113.71')
  await expectText(page, '//main').toContain('From Account audit log v2')

  await page.press('Escape')
  await page.click('//button[starts-with(@aria-label, "Include only Verb create")]')
  await expect.poll(() => readAddress(page)).toContain('&verb=create')
  await expectText(page, row('access')).toBe('')
  await expectText(page, row('v2', 'created Cloudflare tunnel')).not.toBe('')
})
