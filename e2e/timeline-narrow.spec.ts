/** A timeline on a narrow page: cards, the drawer and the table of the logs fit; axe finds nothing, here and on a wide one. */
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const labsId = '52ed99b0f171dec97959ed12f6773817'
const timeline = [
  `/timeline?in=accounts/${firstAccountId}/logs/audit&in=accounts/${firstAccountId}/audit_logs`,
  `in=accounts/${firstAccountId}/security-center/insights/audit-log`,
  `in=accounts/${labsId}/logs/audit&range=14d&actor=dana.whitfield@acme.example`,
].join('&')

const readPageWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)
const logsOf = (page: Page) => page.getByRole('button', { name: '4 logs, 1 not asked' })
const table = (page: Page) => page.getByRole('dialog', { name: 'The logs of this timeline' })

test.beforeEach(({ page }) => makeColorsReadable(page))

test('at 420 pixels every entry is a card with its log, and nothing scrolls sideways', async ({
  explorer,
  page,
}) => {
  await page.setViewportSize({ width: 420, height: 800 })
  await explorer.open(timeline)
  const first = explorer.row(0)
  await expect.poll(() => first.boundingBox()).toMatchObject({ x: 0, width: 420, height: 74 })
  const cells = first.getByRole('gridcell')
  await expect(cells.nth(0)).toContainText('dana.whitfield@acme.example')
  await expect(cells.nth(1)).toHaveText(/^11-\d\d \d\d:/)
  await expect(cells.nth(2)).toHaveText(/v[12]/)
  // Also beside the toggle of a pair, the words of the logs are on the line of the time.
  const pair = explorer.rows.filter({ hasText: '▸v2 v1' }).first()
  await expect
    .poll(async () => {
      const [time, log] = await Promise.all(
        [/^\d\d:/, /^v2$/].map((text) => pair.getByText(text).first().boundingBox()),
      )
      return Math.abs((time?.y ?? 0) - (log?.y ?? 99))
    })
    .toBeLessThan(2)
  await expect.poll(() => readPageWidth(page)).toBe(420)
  await expect.poll(() => explorer.scrollsSideways()).toBe(false)
  await expectAccessibleInBothThemes(page)

  await logsOf(page).click()
  await expect(table(page)).toContainText('not asked')
  await expect.poll(async () => (await table(page).boundingBox())?.x).toBeGreaterThanOrEqual(0)
  await expect
    .poll(() => table(page).evaluate((dialog) => dialog.getBoundingClientRect().right))
    .toBeLessThanOrEqual(420)
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(table(page)).toBeHidden()

  await first.click()
  await expect(page.getByText('From Account audit log v2 of')).toBeVisible()
  await expect.poll(() => readPageWidth(page)).toBe(420)
  await expectAccessibleInBothThemes(page, 'section[aria-label="Entry"]')
})

test('at 1440 pixels axe finds nothing in a timeline and its drawer', async ({
  explorer,
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 560 })
  await explorer.open(timeline)
  await explorer.row(0).click()
  await expect(page.getByText('From Account audit log v2 of')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await logsOf(page).click()
  await expect(table(page)).toContainText('not asked')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
})
