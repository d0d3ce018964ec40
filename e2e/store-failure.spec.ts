/** Every part that waits for the store reports its failure. */
import { expect, test } from './fixtures.ts'

test('what can no longer be counted, shown or opened says so', async ({ explorer, page }) => {
  await page.addInitScript(() => {
    const workers: Worker[] = []
    const Native = Worker
    window.Worker = class extends Native {
      constructor(...parts: ConstructorParameters<typeof Worker>) {
        super(...parts)
        workers.push(this)
      }
    }
    window.addEventListener('break-store', () => {
      for (const each of workers)
        each.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
    })
  })
  await explorer.openWith('range=24h&local.not=/action/type=nothing')
  const facets = page.getByRole('region', { name: 'Actor email', exact: true })
  await expect(facets.getByRole('listitem').first()).toBeVisible()
  await page.evaluate(() => window.dispatchEvent(new Event('break-store')))

  await page.getByRole('button', { name: /^Stacked by/ }).click()
  await page.getByRole('menuitemradio', { name: 'Action type' }).click()
  const failed = 'Gumshoe itself made a mistake (A worker failed: out of memory.)'
  const histogram = page.getByRole('region', { name: 'Loaded entries over time' })
  await expect(histogram).toContainText(`Not counted: ${failed}`)
  await facets.getByRole('button', { name: /^and [\d,]+ more of/ }).click()
  await expect(facets).toContainText(`Not counted: ${failed}`)
  await expect(facets).not.toContainText('Counting all entries')

  await explorer.row(3).click()
  await expect(page.getByRole('alert')).toContainText('A worker failed: out of memory.')
  await expect(page.getByText('Looking for the entry…')).toHaveCount(0)
  await page.getByRole('button', { name: 'Close', exact: true }).click()

  await page.getByRole('button', { name: /^Remove filter/ }).click()
  await expect(page.getByRole('alert')).toContainText('A worker failed: out of memory.')
  await expect(explorer.rows).toHaveCount(0)
  await page.getByRole('button', { name: 'Retry' }).first().click()
  await expect(page.getByRole('alert')).toContainText('A worker failed: out of memory.')
})
