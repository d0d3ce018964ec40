import { expect, test } from './fixtures.ts'

/** The places in the list of the rows that exist, in the order of their elements. */
const readOrder = (rows: Element[]) => rows.map((row) => Number(row.getAttribute('aria-rowindex')))

test('once scrolling rests, rows stand in the page in the order of the list', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d')
  const sorted = (order: readonly number[]) => order.toSorted((a, b) => a - b)
  await explorer.row(6).hover()
  const under = await explorer.row(6).elementHandle()
  // A node that is moved is taken out first: what must not move is watched for that.
  await explorer.grid.evaluate((grid) => {
    Object.assign(window, { moved: [] })
    new MutationObserver((records) => {
      const { moved } = window as unknown as { moved: Node[] }
      for (const { removedNodes } of records) moved.push(...removedNodes)
    }).observe(grid, { childList: true, subtree: true })
  })
  await page.mouse.wheel(0, 90)
  await expect.poll(async () => (await explorer.row(6).boundingBox())?.y).toBeGreaterThan(0)
  await page.mouse.wheel(0, 300)
  await expect
    .poll(async () => {
      const order = await explorer.rows.evaluateAll(readOrder)
      return (order[0] ?? 0) > 2 && String(order) === String(sorted(order))
    })
    .toBe(true)
  const hovered = await page.evaluateHandle(() => document.querySelector('[aria-selected]:hover'))
  const wasMoved = await hovered.evaluate((row) => {
    return (window as unknown as { moved: (Node | null)[] }).moved.includes(row)
  })
  expect(wasMoved).toBe(false)
  expect(await under?.evaluate((row) => row.isConnected)).toBe(true)
})

test('text that was selected stays selected when scrolling rests', async ({ explorer, page }) => {
  await page.clock.install()
  await explorer.openWith('range=7d')
  const cell = explorer.row(12).getByRole('gridcell').first()
  await expect(cell).toHaveText(/^11-2/)
  await cell.evaluate((element) => document.getSelection()?.selectAllChildren(element))
  const text = await page.evaluate(() => String(document.getSelection()))
  expect(text).toMatch(/^11-2/)
  await explorer.grid.hover()
  const findLast = async () => Math.max(...(await explorer.rows.evaluateAll(readOrder)))
  const before = await findLast()
  await page.mouse.wheel(0, 200)
  await expect.poll(findLast).toBeGreaterThan(before)
  // The rows are put into order a moment after the last scroll event.
  await page.clock.runFor(500)
  expect(await page.evaluate(() => String(document.getSelection()))).toBe(text)
})
