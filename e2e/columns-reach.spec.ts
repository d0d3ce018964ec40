import { expect, test } from './fixtures.ts'

// Narrower pages have cards, which have no columns.
for (const width of [1400, 720]) {
  test(`every column is reached by keyboard in a window of ${width} pixels, and a pinned one stays`, async ({
    explorer,
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await explorer.open()
    await explorer.showColumns(
      ...['Actor email', 'Action', 'Product', 'Zone', 'Context', 'Action type', 'Status'],
      ...['Resource type', 'Resource id', 'Ray ID', 'User agent', 'Entry id'],
    )
    await page.getByRole('button', { name: 'Column Time' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Pin to the left' }).press('Enter')
    // The closed menu gives the focus back to the heading.
    await expect(page.getByRole('menu')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Column Time' })).toBeFocused()
    const headings = explorer.grid.getByRole('columnheader')
    const count = await headings.count()
    expect(count).toBeGreaterThan(8)
    const pinned = explorer.row(1).getByRole('gridcell').first()
    const left = (await pinned.boundingBox())?.x ?? Number.NaN
    await explorer.grid.focus()
    const seen = new Set<number>()
    const look = async () => {
      const boxes = await headings.evaluateAll((all) =>
        all.map((heading) => heading.getBoundingClientRect().toJSON()),
      )
      const pinnedEnd = boxes[0]?.right ?? 0
      for (const [i, { x }] of boxes.entries()) {
        if (x >= pinnedEnd - 1 && x < width - 20) seen.add(i)
      }
      return (boxes.at(-1)?.right ?? Number.NaN) <= width
    }
    await look()
    await expect
      .poll(
        async () => {
          await page.keyboard.press('ArrowRight')
          return look()
        },
        { intervals: [20], timeout: 60_000 },
      )
      .toBe(true)
    expect(seen.size).toBe(count - 1)
    await expect.poll(async () => (await pinned.boundingBox())?.x).toBe(left)
  })
}
