/** The findings beside the entries: what was searched, what matched, what was not asked, and what that cannot say. */
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { type ExplorerPage, firstLog } from './pages/explorer-page.ts'

const panel = (page: Page) => page.getByRole('complementary', { name: 'Findings' })

/** Opens the first log, all of it loaded, with the findings beside it. */
async function openFindings(explorer: ExplorerPage, question = 'range=3d'): Promise<void> {
  await explorer.openWith(question)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await explorer.page
    .getByRole('toolbar', { name: 'View' })
    .getByRole('button', { name: /^Findings/ })
    .click()
  await expect(panel(explorer.page)).toContainText(/rules? over [\d,]+ loaded of v2, complete/, {
    timeout: 30_000,
  })
}

test('rules that matched are by level, with counts, and a click shows only their entries', async ({
  explorer,
  page,
}) => {
  await openFindings(explorer)
  const levels = await panel(page).getByRole('heading', { level: 3 }).allInnerTexts()
  const order = ['Critical', 'High', 'Medium', 'Low', 'Informational']
  const shown = levels.map((text) => text.split(' ')[0] ?? '')
  expect(shown).toEqual(order.filter((level) => shown.includes(level)))
  const rule = panel(page)
    .getByRole('button', { name: /Access policy lets everyone in/ })
    .first()
  const words = await rule.innerText()
  expect(words).toMatch(/\d+ of [\d,]+ loaded/)
  expect(words).toMatch(/first 2026-\d\d-\d\d \d\d:\d\d, last/)
  expect(words).toContain('loosens')
  const count = Number(/(\d+) of/.exec(words)?.[1])
  await rule.click()
  await expect(explorer.status).toContainText(`${count} of `)
  await expect(rule).toHaveAttribute('aria-pressed', 'true')
  await expect(rule).toContainText(`${count} shown`)
  await rule.press('x')
  await expect(page).toHaveURL(/rule\.not=/)
  await expect(rule).toContainText('0 shown')
  await rule.press('x')
  await expect(page).not.toHaveURL(/rule/)
})

test('rules without a match say when the log has no such product', async ({ explorer, page }) => {
  await openFindings(explorer, 'range=24h&resource_product=dns')
  const list = panel(page).getByText(/^\d+ rules without a match$/)
  await expect(panel(page).getByText('not a sign that it is clean').first()).toBeHidden()
  await list.click()
  await expect(panel(page).getByText('not a sign that it is clean').first()).toContainText(
    /^0 of [\d,]+ entries have the product “/,
  )
})

test('rules of a log that was not asked say so, and a button asks it', async ({
  explorer,
  page,
}) => {
  await openFindings(explorer)
  const need = panel(page).getByText(/rules? needs? the v1 log, which was not asked/)
  await expect(need).toBeVisible()
  await panel(page).getByRole('button', { name: 'Ask the v1 log as well' }).click()
  await expect(page).toHaveURL(/\/timeline\?/)
  await expect(panel(page)).toContainText(/loaded of v2 and v1/)
  await expect(need).toBeHidden()
})

test('the tab is remembered, and a key opens it', async ({ explorer, page }) => {
  await openFindings(explorer)
  await page.reload()
  await explorer.rows.first().waitFor()
  await expect(panel(page)).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByRole('tab', { name: 'Facets' })).toBeFocused()
  await expect(page.getByRole('complementary', { name: 'Facets' })).toBeVisible()
})

test('the facet of effects counts and filters', async ({ explorer, page }) => {
  await explorer.openWith('range=24h')
  const facet = page.getByRole('region', { name: 'Effect on security' })
  const loosens = facet.getByRole('button', { name: /^Include only Effect on security loosens/ })
  await loosens.click()
  await expect(page).toHaveURL(/rule=effect\.loosens/)
  await expect(explorer.bar).toContainText('finding: loosens security')
  await expect(facet.getByText('no effect')).toBeHidden()
})

test('a timeline has findings, too', async ({ explorer, page }) => {
  await explorer.open(`/timeline?in=${firstLog.slice(1)}&in=user/audit_logs&range=24h`)
  await page.keyboard.press('2')
  await expect(panel(page)).toContainText(/loaded of v2 and user/)
  await expect(panel(page).getByRole('heading', { level: 3 }).first()).toBeVisible()
})

test('a part of the list that memory answers has findings', async ({ explorer, page }) => {
  test.slow()
  await openFindings(explorer)
  const before = await panel(page).innerText()
  await page.goto(`${explorer.origin}${firstLog}?range=3d`)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await page.keyboard.press('1')
  await page
    .getByRole('region', { name: 'Product' })
    .getByRole('button', { name: /^Include only/ })
    .first()
    .click()
  await page.keyboard.press('2')
  await expect(panel(page)).toContainText(/rules? over [\d,]+ loaded of v2, complete/, {
    timeout: 30_000,
  })
  await expect.poll(() => panel(page).innerText()).not.toBe(before)
})

for (const width of [1440, 900, 420]) {
  test(`axe finds nothing in either theme, ${width} px wide`, async ({ explorer, page }) => {
    test.slow()
    await makeColorsReadable(page)
    await page.setViewportSize({ width, height: 900 })
    await openFindings(explorer, 'range=24h')
    await panel(page)
      .getByText(/rules? without a match$/)
      .click()
    await expectAccessibleInBothThemes(page)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width)
  })
}
