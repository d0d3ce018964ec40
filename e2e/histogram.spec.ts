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
  const loaded = await explorer.openLong()
  const table = page.getByRole('table', { name: /^Loaded entries over time/ })
  await page.getByRole('button', { name: /^Stacked by/ }).click()
  await page.getByRole('menuitemradio', { name: 'Action type' }).click()
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('update')
  await expect(table.getByRole('columnheader', { name: 'update' })).toBeAttached()
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
  await expect(page).toHaveURL(before)
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
  const last = Number(await end.getAttribute('aria-valuemax'))
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(end).toHaveAttribute('aria-valuenow', String(last - 10))
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

test('buckets are those of the clock, named, with a scale, and the pointer reads them', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('since=2026-11-21T07:10:00Z&before=2026-11-21T12:00:00Z&tz=Asia/Kolkata')
  await expect(page.getByText(/^per 5 min, at most \d+$/)).toBeVisible()
  const panel = page.getByRole('region', { name: histogram })
  const canvas = panel.locator('canvas')
  await canvas.waitFor()
  await expect.poll(async () => (await panel.boundingBox())?.height).toBeLessThanOrEqual(84)
  const box = await canvas.boundingBox()
  if (!box) throw new Error('There are no bars.')
  const readout = panel.locator('[data-readout]')
  for (const share of [0.1, 0.5, 0.99]) {
    await page.mouse.move(box.x + box.width * share, box.y + 20)
    await expect(readout).toContainText(
      /2026-11-21 1[2-7]:[0-5][05] – 1[2-7]:[0-5][05] GMT\+5:30.*(entry|entries)/,
    )
    // The readout of the bucket before has the same form.
    await expect(async () => {
      const shown = await readout.boundingBox()
      if (!shown) throw new Error('There is no readout.')
      expect(shown.x).toBeGreaterThanOrEqual(box.x)
      expect(shown.x + shown.width).toBeLessThanOrEqual(box.x + box.width)
      // It is beside the bucket, not at the end of the line.
      const pointerX = box.x + box.width * share
      expect(
        Math.min(Math.abs(shown.x - pointerX), Math.abs(shown.x + shown.width - pointerX)),
      ).toBeLessThan(60)
    }).toPass({ timeout: 10_000 })
  }
  await page.mouse.move(box.x, box.y + 300)
  await expect(readout).toBeHidden()
})

test('arrow keys read the buckets, Enter zooms to one, and "-" zooms out', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('since=2026-11-20T12:00:00Z&before=2026-11-21T12:00:00Z')
  const bucket = page.getByRole('slider', { name: 'Bucket' })
  await bucket.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(bucket).toHaveAttribute(
    'aria-valuetext',
    /^2026-11-21 11:00 – 11:30 UTC: \d+ success.*; \d+ entries$/,
  )
  await expect(page.locator('[data-readout]')).toContainText('2026-11-21 11:00 – 11:30 UTC')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => explorer.address())
    .toContain('since=2026-11-21T11:00:00.000Z&before=2026-11-21T11:30:00.000Z')
  await expect(page.getByText(/^per 30 s, at most/)).toBeVisible()
  await page.keyboard.press('-')
  await expect
    .poll(() => explorer.address())
    .toContain('since=2026-11-21T10:45:00.000Z&before=2026-11-21T11:45:00.000Z')
  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect.poll(() => explorer.address()).toContain('since=2026-11-21T1')
  await expect(page.getByText(/^per 2 min, at most/)).toBeVisible()
})

test('zooming out ends with what the log holds', async ({ explorer, page }) => {
  await explorer.openWith('since=2010-01-01T00:00:00Z&before=2026-12-30T00:00:00Z')
  const button = page.getByRole('button', { name: 'Zoom out' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  const before = page.url()
  await button.click({ force: true })
  await page.keyboard.press('-')
  expect(page.url()).toBe(before)
})

test.describe('on a narrow page', () => {
  test.use({ viewport: { width: 420, height: 800 } })

  test('the interval is named in the chart, and the line is scrolled to its end', async ({
    explorer,
    page,
  }) => {
    await explorer.openWith('range=24h')
    const panel = page.getByRole('region', { name: histogram })
    await expect(panel.getByText('per 30 min', { exact: true })).toBeVisible()
    const asTable = page.getByRole('button', { name: 'Show as table' })
    await asTable.click()
    await expect(asTable).toBeInViewport()
    await expect(page.getByRole('table', { name: /^Loaded entries over time/ })).toBeVisible()
  })
})
