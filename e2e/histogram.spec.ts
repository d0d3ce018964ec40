import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const histogram = 'Loaded entries over time'

test('what was not read is unknown and not zero', async ({ explorer, page }) => {
  await explorer.openWith('range=30d')
  const panel = page.getByRole('region', { name: histogram })
  await expect(panel.locator('canvas')).toBeVisible()
  const legend = page.getByRole('list', { name: 'Legend' })
  await expect(legend).toContainText('Not loaded')
  await expect(panel.locator('[data-gap]')).toHaveCount(1)
  await expect(panel.getByText(/^Not loaded, so unknown: 2026-10/)).toBeAttached()

  await explorer.openWith('range=1h')
  await explorer.scrollToEnd()
  await expect(explorer.status).toContainText('Complete')
  await expect(legend).toContainText('success')
  await expect(legend).not.toContainText('Not loaded')
  await expect(panel.getByText('All of the range was read.')).toBeAttached()
})

test('the bars are drawn where the browser has a language that Intl refuses', async ({
  explorer,
  page,
}) => {
  // As under LANG=C in some browsers.
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' })
    Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['C'] })
  })
  await explorer.openWith('range=24h')
  const panel = page.getByRole('region', { name: histogram })
  await expect(panel.locator('canvas')).toBeVisible()
})

test('the hatch of what was not read is a tile, which Firefox draws at any width', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  const gap = page.getByRole('region', { name: histogram }).locator('[data-gap]')
  await expect(gap).toHaveCSS('background-size', '8px 8px')
  await expect(gap).toHaveCSS('background-image', /^linear-gradient\(135deg/)
})

test('the bars are in words as well, and add up to what is loaded', async ({ explorer, page }) => {
  await explorer.openWith('range=30d')
  const table = page.getByRole('table', { name: /^Loaded entries over time/ })
  await page.getByRole('button', { name: /^Stacked by/ }).click()
  await page.getByRole('menuitemradio', { name: 'Action type' }).click()
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('update')
  await expect(table.getByRole('columnheader', { name: 'update' })).toBeAttached()
  const loaded = await explorer.loadedCount()
  await expect
    .poll(() =>
      table
        .locator('td')
        .evaluateAll((cells) =>
          cells.reduce((sum, cell) => sum + (Number(cell.textContent) || 0), 0),
        ),
    )
    .toBe(loaded)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Stacked by Action type' })).toBeVisible()
})

test('entries that no bar stands for are counted in words', async ({ explorer, page, gumshoe }) => {
  const time = '2026-11-21T11:00:00Z'
  serveEntries(gumshoe, [
    { id: 'a', action: { type: 'update', time } },
    { id: 'b', action: { type: 'update' } },
    { id: 'c', action: { type: 'update', time: 'soon' } },
  ])
  await explorer.open()
  const view = page.getByRole('toolbar', { name: 'View' })
  await expect(view).toContainText('2 outside the bars')
})

test('a brush narrows the time, and Back returns', async ({ explorer, page }) => {
  await explorer.openWith('range=7d')
  const before = page.url()
  const canvas = page.getByRole('region', { name: histogram }).locator('canvas')
  await canvas.waitFor()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('There are no bars.')
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => explorer.address()).toContain('since=2026-11-1')
  const address = new URL(page.url())
  const length =
    Date.parse(address.searchParams.get('before') ?? '') -
    Date.parse(address.searchParams.get('since') ?? '')
  expect(length / 3_600_000).toBeCloseTo(42, -1)
  await page.goBack()
  expect(page.url()).toBe(before)
})

test('the brush works by keyboard alone', async ({ explorer, page }) => {
  await explorer.openWith('range=7d')
  const start = page.getByRole('slider', { name: 'Start of the narrower range' })
  const end = page.getByRole('slider', { name: 'End of the narrower range' })
  await start.focus()
  await page.keyboard.press('PageUp')
  await page.keyboard.press('ArrowRight')
  await expect(start).toHaveAttribute('aria-valuenow', '11')
  await page.keyboard.press('Escape')
  await expect(start).toHaveAttribute('aria-valuenow', '0')
  await end.focus()
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(end).toHaveAttribute('aria-valuenow', '110')
  await expect(end).toHaveAttribute('aria-valuetext', /^2026-11-20 .* UTC$/)
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toMatch(/since=.*before=2026-11-20T/)
})

test('it folds away, and stays so', async ({ explorer, page }) => {
  await explorer.open()
  const panel = page.getByRole('region', { name: histogram })
  await expect(panel).toBeVisible()
  await page.getByRole('button', { name: 'Histogram' }).click()
  await expect(panel).toBeHidden()
  await page.reload()
  await explorer.rows.first().waitFor()
  await expect(panel).toBeHidden()
})
