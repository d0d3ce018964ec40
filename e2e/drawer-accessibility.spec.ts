import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

/** axe cannot read `none` in colors, which the style sheet uses for gray, and would not judge them. */
test.beforeEach(async ({ page }) => {
  await page.route('**/*.css', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/ none\)/g, ' 0)')
    await route.fulfill({ response, body })
  })
})

/** The drawer of audit log v2 is judged with the rest of the page. */
const logs = [
  { colorScheme: 'light', log: 'audit_logs' },
  { colorScheme: 'dark', log: 'security-center/insights/audit-log' },
] as const

for (const { colorScheme, log } of logs) {
  test.describe(`axe finds nothing in the ${colorScheme} drawer`, () => {
    test.use({ colorScheme, viewport: { width: 1200, height: 700 } })

    test(`of ${log}`, async ({ explorer, page }) => {
      await explorer.open()
      const { pathname } = new URL(page.url())
      await explorer.open(`${pathname.replace('logs/audit', log)}?range=30d`)
      await explorer.row(0).click()
      await explorer.drawer.getByRole('tab').first().waitFor()
      const tabs = await explorer.drawer.getByRole('tab').all()
      expect(tabs.length).toBeGreaterThan(1)
      for (const tab of tabs) {
        await tab.click()
        await expect(explorer.drawer.getByText('Asking…')).toHaveCount(0)
        const { violations } = await new AxeBuilder({ page })
          .include('section[aria-label="Entry"]')
          .analyze()
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
        )
        expect(found).toEqual([])
      }
    })
  })
}
