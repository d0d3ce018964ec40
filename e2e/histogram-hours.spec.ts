/** Entries by hour and weekday, from which hours are picked as a local filter. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

test.beforeEach(({ page }) => makeColorsReadable(page))

// 2026-11-21 is a Saturday; London is on UTC.
const times = ['2026-11-21T03:05:00Z', '2026-11-21T03:55:00Z', '2026-11-20T09:00:00Z']

test.describe('the heat map', () => {
  test.beforeEach(async ({ explorer, page, gumshoe }) => {
    serveEntries(
      gumshoe,
      times.map((time, i) => ({
        id: `e${i}`,
        action: { type: 'update', result: 'success', time },
      })),
    )
    await explorer.openWith('range=7d&tz=Europe/London')
    await page.getByText('Hours', { exact: true }).click()
    await expect(page.getByRole('grid', { name: 'Entries by hour and weekday' })).toBeVisible()
  })

  test('counts the loaded entries in the chosen zone, and stays chosen', async ({ page }) => {
    await expect(page.getByText('3 of 3 loaded, at most 2 per cell, Europe/London')).toBeVisible()
    const cell = page.getByRole('gridcell', { name: 'Saturday 03:00 to 04:00, 2 entries' })
    await expect(cell).toBeAttached()
    await expect(
      page.getByRole('gridcell', { name: 'Friday 09:00 to 10:00, 1 entry' }),
    ).toBeAttached()
    await expect(page.getByRole('gridcell', { name: / 0 entries$/ })).toHaveCount(166)
    await page.getByRole('button', { name: 'Show as table' }).click()
    const table = page.getByRole('table', { name: /^Loaded entries by hour and weekday/ })
    await expect(table.getByRole('row', { name: /^03:00/ })).toHaveText('03:000000020')
    await expectAccessibleInBothThemes(page, 'section[aria-label^="Loaded entries"]')
    await page.reload()
    await expect(page.getByRole('grid', { name: 'Entries by hour and weekday' })).toBeVisible()
  })

  test('gives a filter by keyboard, outlines it, and takes others to exclude', async ({
    explorer,
    page,
  }) => {
    await page.getByRole('gridcell', { name: /^Monday 00:00/ }).focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
    await expect(page.getByRole('gridcell', { name: /^Tuesday 02:00/ })).toBeFocused()
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Shift+ArrowDown')
    await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(4)
    await page.keyboard.press('Escape')
    await expect(page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(0)
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown'])
      await page.keyboard.press(key)
    for (let hour = 0; hour < 3; hour++) await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('gridcell', { name: /^Saturday 03:00/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect.poll(() => explorer.address()).toContain('hours=sat 03:00-04:00 Europe/London')
    await expect(explorer.rows).toHaveCount(2)
    await expect(
      page
        .getByRole('gridcell', { name: /^Saturday 03:00.*included by a filter$/ })
        .locator('span'),
    ).toHaveCSS('border-top-width', '2px')
    await expect(page.getByText('2 of 3 loaded, at most 2 per cell')).toBeVisible()

    await page.getByRole('gridcell', { name: /^Saturday 03:00/ }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('x')
    await expect.poll(() => explorer.address()).toContain('hours.not=sat 02:00-03:00 Europe/London')
    await expect(
      page
        .getByRole('gridcell', { name: /^Saturday 02:00.*excluded by a filter$/ })
        .locator('span'),
    ).toHaveCSS('border-top-style', 'dashed')
    await expectAccessibleInBothThemes(page, 'section[aria-label^="Loaded entries"]')
  })

  test('gives a filter by dragging, to include or to exclude', async ({ explorer, page }) => {
    // Hovering waits until the cells have their final position.
    await page.getByRole('gridcell', { name: /^Monday 07:00/ }).hover()
    await page.mouse.down()
    await page.getByRole('gridcell', { name: /^Wednesday 12:00/ }).hover()
    await page.getByRole('gridcell', { name: /^Friday 18:00/ }).hover()
    await page.mouse.up()
    await expect(page.getByText('mon-fri 07:00-19:00 Europe/London: 1 entry')).toBeVisible()
    await expectAccessibleInBothThemes(page, 'section[aria-label^="Loaded entries"]')
    await page.getByRole('button', { name: 'Not these hours' }).click()
    await expect
      .poll(() => explorer.address())
      .toContain('hours.not=mon-fri 07:00-19:00 Europe/London')
    await expect(explorer.rows).toHaveCount(2)
    await page.goBack()
    await expect(explorer.rows).toHaveCount(3)
  })
})
