import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'

const headings = (explorer: ExplorerPage) =>
  explorer.grid
    .getByRole('columnheader')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))

async function choose(page: Page, heading: string, item: string): Promise<void> {
  // The heading of the times says their zone as well.
  const name = heading === 'Time' ? 'Column Time (UTC)' : `Column ${heading}`
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test('columns are moved, pinned, hidden and shown by their menus, remembered, and reset', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const first = ['Time', 'Summary', 'IP address', 'Result']
  await expect.poll(() => headings(explorer)).toEqual(first)

  await explorer.showColumns('Actor email', 'Zone')
  await choose(page, 'Summary', 'Move left')
  await choose(page, 'Zone', 'Hide')
  await choose(page, 'Result', 'Pin to the left')
  await explorer.showColumns('Entry id')
  await expect.poll(async () => (await headings(explorer)).at(-1)).toBe('Entry id')
  const arranged = await headings(explorer)
  expect(arranged.slice(0, 3)).toEqual(['Result', 'Summary', 'Time'])
  expect(arranged).not.toContain('Zone')
  expect(arranged).toContain('Actor email')
  await expect((await explorer.cells('Result')).first()).toHaveText(/success|failure/)

  await page.reload()
  await explorer.rows.first().waitFor()
  await expect.poll(() => headings(explorer)).toEqual(arranged)

  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('button', { name: 'Reset columns' }).click()
  await expect.poll(() => headings(explorer)).toEqual(first)
})

test('columns are found by a search, and ordered in the list of columns', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  const panel = page.getByRole('dialog', { name: 'Columns' })
  const search = panel.getByRole('searchbox', { name: 'Search columns' })
  await expect(search).toBeFocused()
  await expect(panel.getByRole('heading')).toHaveText([
    ...['Shown', 'Action', 'Actor', 'Resource', 'Request', 'Zone', 'Account', 'Change', 'Entry'],
  ])
  await page.keyboard.type('zone')
  await expect(panel.getByRole('checkbox', { name: 'Zone', exact: true })).toBeVisible()
  await expect(panel.getByRole('checkbox', { name: 'Product' })).toBeHidden()
  await panel.getByRole('checkbox', { name: 'Zone', exact: true }).check()
  await search.fill('no such column')
  await expect(panel).toContainText('No column matches “no such column”.')
  await search.fill('')
  await panel.getByRole('button', { name: 'Move Result up' }).press('Enter')
  await expect
    .poll(() => headings(explorer))
    .toEqual(['Time', 'Summary', 'Result', 'IP address', 'Zone'])
  await panel.getByRole('checkbox', { name: 'IP address' }).uncheck()
  await page.keyboard.press('Escape')
  await expect.poll(() => headings(explorer)).toEqual(['Time', 'Summary', 'Result', 'Zone'])
})

test('columns that were chosen before the summary came stay as they are', async ({
  explorer,
  page,
}) => {
  const columns = { 'account-audit-logs-v2': [{ field: 'action.time' }, { field: 'actor.email' }] }
  await page.addInitScript(
    (stored) => localStorage.setItem('gumshoe.view', stored),
    JSON.stringify({ columns, density: 'regular' }),
  )
  await explorer.open()
  await expect.poll(() => headings(explorer)).toEqual(['Time', 'Actor email'])
  await expect.poll(async () => (await explorer.row(0).boundingBox())?.height).toBe(30)
})

test('a pinned column stays in sight', async ({ explorer, page }) => {
  await page.setViewportSize({ width: 720, height: 700 })
  await explorer.open()
  await explorer.showColumns('Actor email', 'Action', 'Product', 'Zone')
  await choose(page, 'Time', 'Pin to the left')
  await expect(page.getByRole('menu')).toBeHidden()
  // The elements of rows are in no particular order.
  const cell = explorer.row(0).getByRole('gridcell').first()
  await expect(cell).toHaveText(/^11-21/)
  const before = await cell.boundingBox()
  await explorer.grid.evaluate((grid) => grid.parentElement?.scrollTo({ left: 2_000 }))
  await expect(explorer.grid.getByRole('columnheader', { name: 'Zone' })).toBeInViewport()
  await expect.poll(() => cell.boundingBox()).toEqual(before)
})

test('columns are dragged to another place and width', async ({ explorer, page }) => {
  await explorer.open()
  const result = explorer.grid.getByRole('columnheader', { name: 'Result' })
  const time = explorer.grid.getByRole('columnheader', { name: 'Time' })
  // The headings that can be dragged take the place of their names.
  await page.getByRole('button', { name: 'Column Result', exact: true }).waitFor()
  const [from, to] = [await result.boundingBox(), await time.boundingBox()]
  if (!from || !to) throw new Error('The headings are not there.')
  await page.mouse.move(from.x + 20, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(to.x + 60, to.y + 10, { steps: 4 })
  await page.mouse.move(to.x + 20, to.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await headings(explorer)).slice(0, 2)).toEqual(['Result', 'Time'])
  await expect(page.getByRole('menu')).toBeHidden()

  const now = await time.boundingBox()
  if (!now) throw new Error('The heading is not there.')
  await page.mouse.move(now.x + now.width - 3, now.y + 10)
  await page.mouse.down()
  await page.mouse.move(now.x + now.width + 77, now.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect
    .poll(async () => Math.round((await time.boundingBox())?.width ?? 0))
    .toBe(Math.round(now.width + 80))
  const cells = await explorer.cells('Time')
  await expect
    .poll(async () => Math.round((await cells.first().boundingBox())?.width ?? 0))
    .toBe(Math.round(now.width + 80))
})

test('columns are arranged without a mouse', async ({ explorer, page }) => {
  await explorer.open()
  await page.getByRole('button', { name: 'Column IP address', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Pin to the left' })).toBeFocused()
  await page.keyboard.type('mov')
  await expect(page.getByRole('menuitem', { name: 'Move left' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await headings(explorer)).slice(0, 3))
    .toEqual(['Time', 'IP address', 'Summary'])
})

test('three densities keep the same row at the top', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.grid.evaluate((grid) => grid.parentElement?.scrollTo({ top: 960 }))
  await expect(explorer.row(40)).toBeInViewport()
  const top = (await explorer.row(40).boundingBox())?.y
  for (const [name, height] of [
    ['Comfortable rows', 38],
    ['Regular rows', 30],
    ['Compact rows', 24],
  ] as const) {
    await page.getByRole('button', { name: /^Density/ }).click()
    await page.getByRole('menuitemradio', { name }).click()
    await expect
      .poll(async () => (await explorer.row(41).boundingBox())?.y)
      .toBe((top ?? 0) + height)
    await expect.poll(async () => (await explorer.row(40).boundingBox())?.y).toBe(top)
  }
})

test('a new day is seen where it begins, in the zone of the page, and covers nothing', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d')
  const days = explorer.grid.locator('[role="row"][data-day]:not([hidden])')
  // The first day begins with the first row.
  await expect(days.first()).toHaveAttribute('aria-rowindex', '2')
  const day = days.filter({ hasText: '11-20' })
  await expect
    .poll(
      async () => {
        await explorer.grid.press('PageDown')
        // A day that is passed before its rows are drawn is never seen.
        const current = await explorer.grid.getAttribute('aria-activedescendant')
        await expect(explorer.grid.locator(`[id="${current}"]`)).toContainText(/\d\d:\d\d/)
        await expect(explorer.rows.filter({ hasNotText: /\d\d:\d\d/ })).toHaveCount(0)
        return day.isVisible()
      },
      { intervals: [50], timeout: 40_000 },
    )
    .toBe(true)
  const index = Number(await day.getAttribute('aria-rowindex')) - 2
  await expect(explorer.row(index - 1)).toContainText('11-21')
  const weightOf = (row: number) =>
    explorer
      .row(row)
      .getByText('11-20')
      .evaluate((date) => Number(getComputedStyle(date).fontWeight))
  expect(await weightOf(index)).toBeGreaterThan(await weightOf(index + 1))
  await expect
    .poll(async () => {
      const [a, b] = [
        await explorer.row(index - 1).boundingBox(),
        await explorer.row(index).boundingBox(),
      ]
      return (b?.y ?? 0) - (a?.y ?? 0)
    })
    .toBe(24)
  // No row overlaps another one.
  const reaches = await day.evaluate((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return [...row.querySelectorAll('*')].some((each) => {
      const box = each.getBoundingClientRect()
      return box.height > 0 && (box.top < top || box.bottom > bottom)
    })
  })
  expect(reaches).toBe(false)
  const time = day.getByRole('gridcell').first()
  await expect(async () => {
    await page.mouse.move(0, 0)
    await time.hover()
    await expect(time).toHaveAttribute('title', /Fri, 20 Nov 2026 \(UTC\)$/, { timeout: 1_000 })
  }).toPass()
  expect(page.url()).not.toContain('tz=')
})

test('entries are selected by key and click, counted, and cleared', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.grid.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  const view = page.getByRole('toolbar', { name: 'View' })
  await expect(view).toContainText('2 selected')
  await expect(explorer.row(0)).toHaveAttribute('aria-selected', 'true')
  await expect(explorer.row(1)).toHaveAttribute('aria-selected', 'false')
  await explorer.row(5).click({ modifiers: ['Shift'] })
  await expect(view).toContainText('5 selected')
  await explorer.row(5).click({ modifiers: ['ControlOrMeta'] })
  await expect(view).toContainText('4 selected')
  await expect(explorer.drawer).toBeHidden()
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect(view).not.toContainText('selected')
  await expect(explorer.row(0)).toHaveAttribute('aria-selected', 'false')
})

test('? lists the keys of the app', async ({ explorer, page }) => {
  await explorer.open()
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(dialog).toContainText('Open the entry in the drawer')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('f')
  await page.keyboard.type('?')
  await expect(dialog).toBeHidden()
})
