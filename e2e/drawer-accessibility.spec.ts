import { expectAccessible, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

test.beforeEach(({ page }) => makeColorsReadable(page))

/** The drawer of audit log v2 is checked together with the page. */
const logs = [
  { colorScheme: 'light', log: 'audit_logs' },
  { colorScheme: 'dark', log: 'security-center/insights/audit-log' },
] as const

for (const { colorScheme, log } of logs) {
  test.describe(`axe finds nothing in the ${colorScheme} drawer`, () => {
    test.use({ colorScheme, viewport: { width: 1200, height: 700 } })

    test(`of ${log}`, async ({ explorer, page }) => {
      await explorer.open(`/accounts/${firstAccountId}/${log}?range=30d`)
      await explorer.row(0).click()
      await explorer.drawer.getByRole('tab').first().waitFor()
      const tabs = await explorer.drawer.getByRole('tab').all()
      expect(tabs.length).toBeGreaterThan(1)
      for (const tab of tabs) {
        await tab.click()
        await expect(explorer.drawer.getByText('Loading…')).toHaveCount(0)
        await expectAccessible(page, 'section[aria-label="Entry"]')
      }
    })
  })
}
