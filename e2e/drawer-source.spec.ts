import { expect, test } from './fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('the source names the call that delivered the entry, also for an entry asked for alone', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Source' }).press('Enter')
  const row = (label: string) => explorer.drawer.locator('dl > div', { hasText: label })
  await expect(row('Path')).toContainText(/\/accounts\/[0-9a-f]{32}\/logs\/audit/)
  await expect(row('Query')).toContainText('limit=100')
  await expect(row('Status')).toContainText('200')
  await expect(row('Request id')).toContainText(/[0-9a-f]{32}/)
  await expect(row('cf-ray')).toContainText(/[0-9a-f]{16}/)
  await expect(row('Page')).toContainText('1 of this search')
  await expect(row('Arrived')).toContainText('2026-11-21')
  const link = page.url()

  await page.goto(link.replace('range=24h', 'range=24h&action_type=view'))
  await expect(explorer.drawer).toBeVisible()
  await explorer.drawer.getByRole('tab', { name: 'Source' }).click()
  await expect(row('Page')).toContainText('asked for by itself')
  await expect(row('Query')).toContainText('id=')
})

test('an entry is copied in every form and printed, its bytes after a warning', async ({
  explorer,
  page,
}) => {
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  const copyAs = async (name: string) => {
    await explorer.drawer.getByRole('button', { name: 'Copy as' }).press('Enter')
    await page.getByRole('menuitem', { name, exact: true }).press('Enter')
  }
  await explorer.open()
  await expect(explorer.status).toContainText('older entries not loaded')
  await explorer.row(2).click()
  await copyAs('NDJSON line')
  await expect.poll(clipboard).toMatch(/^\{"id":"[^\n]+\}\n$/)
  const { id } = JSON.parse(await clipboard())
  await copyAs('JSON')
  await expect.poll(clipboard).toContain(`"id": "${id}"`)
  await copyAs('Markdown, for a ticket')
  // Shown for three seconds.
  await expect(page.getByText('Copied: Markdown, for a ticket')).toBeVisible()
  await expect.poll(clipboard).toMatch(/^- List: 100 loaded · Partial: older entries not loaded$/m)
  expect(await clipboard()).toMatch(/^- Change:/m)
  await copyAs('curl that finds it, asking Cloudflare')
  await expect.poll(clipboard).toContain(`id=${id}&limit=1000`)
  await copyAs('Link to this entry')
  await expect.poll(clipboard).toContain(`entry=${id}`)

  await explorer.drawer.getByRole('tab', { name: 'Source' }).click()
  await expect(explorer.drawer).toContainText('Nothing in them looks like a secret')
  await explorer.drawer.getByRole('button', { name: 'Copy original bytes' }).click()
  await expect.poll(clipboard).toContain(`"id":"${id}"`)

  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('article')).toContainText(id)
  await expect(page.getByRole('article')).toContainText('Delivered by GET /accounts/')
  await expect(explorer.grid).toBeHidden()
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await expect(explorer.grid).toBeVisible()
})

test('keys step from entry to entry, over the end of what is loaded, and Escape returns to the row', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await expect.poll(() => explorer.loadedCount()).toBe(100)
  await explorer.grid.focus()
  await page.keyboard.press('Enter')
  const heading = explorer.drawer.getByRole('heading').first()
  await expect(heading).toBeFocused()
  await page.keyboard.press('j')
  await expect(explorer.row(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(explorer.row(2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('k')
  await expect(explorer.row(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(explorer.row(0)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.grid).toBeFocused()
  await page.keyboard.press('End')
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-99')
  await page.keyboard.press('Enter')
  await expect(explorer.row(99)).toHaveAttribute('aria-selected', 'true')
  for (let step = 100; step <= 101; step++) {
    await page.keyboard.press('j')
    await expect(explorer.row(step)).toHaveAttribute('aria-selected', 'true')
  }
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(101)
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.grid).toBeFocused()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-101')
})

test('keys that come faster than entries open lose no step', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.row(0).click()
  await expect(explorer.drawer.getByRole('heading').first()).toBeFocused()
  const press = (keys: string) =>
    page.evaluate((all) => {
      for (const key of all) {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      }
    }, keys)
  await press('jjjjjjj')
  await expect(explorer.row(7)).toHaveAttribute('aria-selected', 'true')
  await expect(explorer.drawer.getByRole('heading').first()).toBeFocused()
  await press('jjkkk')
  await expect(explorer.row(6)).toHaveAttribute('aria-selected', 'true')
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-6')
})

test('a link to an entry opens cold, far down the range and without an id filter, or says that it is gone', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d&direction=asc')
  await explorer.row(0).click()
  const oldest = await explorer.openedEntry()
  const { pathname } = new URL(page.url())
  await page.goto(`${explorer.origin}${pathname}?range=30d&entry=${encodeURIComponent(oldest)}`)
  await expect(page.getByText('not among those loaded')).toBeVisible()
  await expect(explorer.drawer.getByRole('heading').first()).toBeVisible()

  const log = pathname.replace('logs/audit', 'security-center/insights/audit-log')
  await explorer.open(`${log}?range=30d&order=asc`)
  await explorer.row(0).click()
  const insight = await explorer.openedEntry()
  await page.goto(`${explorer.origin}${log}?range=24h&entry=${encodeURIComponent(insight)}`)
  await expect(explorer.drawer.getByRole('heading').first()).toBeVisible()

  const gone = '5f0c1c1e-0000-4000-8000-00000000dead@2026-11-21T10:00:00Z'
  await page.goto(`${explorer.origin}${pathname}?range=24h&entry=${gone}`)
  await expect(page.getByText('Entry not found in this log')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Entry not found in this log')).toBeHidden()
})
