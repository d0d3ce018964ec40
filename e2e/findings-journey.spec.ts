/** An investigator who knows nothing yet: the findings lead to the intruder, by mouse and by keyboard. */
import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'

const story = 'Several kinds of defenses changed within half an hour'

/** The panel with the findings. */
const findings = ({ page }: ExplorerPage): Locator =>
  page.getByRole('complementary', { name: 'Findings' })

test('from the first visit to the intruder by findings alone, in five gestures', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  // Gestures 1 and 2: the incident is older than the first range.
  await page.getByRole('button', { name: /^Time range/ }).click()
  await page.getByRole('button', { name: 'Last 7 days', exact: true }).click()
  await expect.poll(() => explorer.address()).toContain('range=7d')
  await expect(explorer.status).toContainText('older entries not loaded')
  // Gesture 3.
  await page.getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  // Gesture 4.
  await page
    .getByRole('toolbar', { name: 'View' })
    .getByRole('button', { name: /^Findings/ })
    .click()
  const high = findings(explorer).getByRole('region', { name: 'High' })
  // Gesture 5.
  await high.getByRole('button', { name: story, exact: false }).first().click()
  await expect(page).toHaveURL(/[?&]rule=[\da-f-]{36}/)
  await expect(explorer.row(0)).toContainText('203.0.113.71')
  await expect(explorer.bar).toContainText(`finding: ${story}`)
  await explorer.waitForTexts()
  await expect(explorer.rows.filter({ hasNotText: 'dana.whitfield@acme.example' })).toHaveCount(0)
  await expect(explorer.rows.filter({ hasNotText: '203.0.113.71' })).toHaveCount(0)
})

test('by keyboard alone: findings, a rule, its entries, and why it matched', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=3d')
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  const loaded = (await explorer.loadedCount()).toLocaleString('en-US')
  await page.keyboard.press('2')
  await expect(page.getByRole('tab', { name: /^Findings \d/ })).toBeFocused()
  const high = findings(explorer).getByRole('region', { name: 'High' })
  await expect(high).toBeVisible()
  // Rules are listed in another order until all entries are searched.
  await expect(findings(explorer)).toContainText(` over ${loaded} loaded of`, { timeout: 60_000 })
  await expect(findings(explorer)).not.toContainText('Searching by rules')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  const [first] = await high.getByRole('button', { pressed: false }).all()
  await expect(first ?? high).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/[?&]rule=/)
  await page.keyboard.press('t')
  await expect(explorer.grid).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(explorer.drawer.getByRole('region', { name: 'Findings' })).toContainText('Why')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.grid).toBeFocused()
  await page.keyboard.press('2')
  await expect(page.getByRole('tab', { name: /^Findings \d/ })).toBeFocused()
  await page.keyboard.press('2')
  await expect(findings(explorer)).toBeHidden()
  await expect(explorer.grid).toBeFocused()
})
