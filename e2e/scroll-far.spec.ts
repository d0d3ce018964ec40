import { expect, test } from './fixtures.ts'

test('10,000 entries scroll by while the page holds few rows', async ({ explorer, page }) => {
  test.setTimeout(120_000)
  await explorer.open()
  await page.goto(page.url().replace('range=24h', 'range=30d'))
  await explorer.rows.first().waitFor()
  let most = 0
  await expect
    .poll(
      async () => {
        await explorer.scrollToEnd()
        most = Math.max(most, await explorer.rows.count())
        return explorer.loadedCount()
      },
      { timeout: 90_000, intervals: [150] },
    )
    .toBeGreaterThanOrEqual(10_000)
  expect(most).toBeLessThan(80)
  await expect(explorer.status).toContainText('more available')
  const count = await explorer.loadedCount()
  await explorer.scrollToEnd()
  await expect(explorer.row(count - 1)).toContainText('2026-')
})

test('the end of the range is said, with the count', async ({ explorer, page }) => {
  await explorer.open()
  await page.goto(page.url().replace('range=24h', 'range=6h'))
  await explorer.rows.first().waitFor()
  await expect
    .poll(async () => {
      await explorer.scrollToEnd()
      return explorer.status.innerText()
    })
    .toMatch(/End of range, [\d,]+ entries/)
})
