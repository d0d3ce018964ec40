import { expect, test } from './fixtures.ts'

for (const width of [1400, 420]) {
  test(`every column is reached by keyboard in a window of ${width} pixels, and a pinned one stays`, async ({
    explorer,
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await explorer.open()
    await page.getByRole('button', { name: 'Column Time' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Pin to the left' }).press('Enter')
    const headings = explorer.grid.getByRole('columnheader')
    const count = await headings.count()
    expect(count).toBeGreaterThan(8)
    const pinned = explorer.row(1).getByRole('gridcell').first()
    const left = (await pinned.boundingBox())?.x ?? Number.NaN
    await explorer.grid.focus()
    const pressUntilSeen = async (key: string, column: number) => {
      const cell = explorer.row(1).getByRole('gridcell').nth(column)
      await expect
        .poll(
          async () => {
            await page.keyboard.press(key)
            const box = await cell.boundingBox()
            const pinnedEnd = left + ((await pinned.boundingBox())?.width ?? 0)
            return box !== null && box.x >= pinnedEnd - 1 && box.x < width - 20
          },
          { intervals: [60], timeout: 20_000 },
        )
        .toBe(true)
    }
    for (let column = 1; column < count; column++) await pressUntilSeen('ArrowRight', column)
    await expect(headings.last()).toBeInViewport()
    expect((await pinned.boundingBox())?.x).toBe(left)
    await pressUntilSeen('ArrowLeft', 1)
  })
}
