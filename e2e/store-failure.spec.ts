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

test('facets whose count takes long or failed say so, and count again', async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    const Native = Worker
    window.Worker = class extends Native {
      override postMessage(message: { path?: string[] }, options?: object) {
        const counts = Reflect.get(window, 'counts')
        const isCount = message.path?.[0] === 'facet'
        if (isCount && counts === 'lost') return
        const path = isCount && counts === 'refused' ? ['no-such-method'] : message.path
        super.postMessage(path ? { ...message, path } : message, options)
      }
    }
    Reflect.set(window, 'counts', 'lost')
  })
  await explorer.openWith('range=24h')
  const email = page.getByRole('region', { name: 'Actor email', exact: true })
  const effect = page.getByRole('region', { name: 'Effect on security', exact: true })
  await expect(email.getByText('Counting all entries…')).toBeVisible()
  await expect(effect.getByText('Counting all entries…')).toBeVisible()

  const setCounts = (counts: string) =>
    page.evaluate((next) => void Reflect.set(window, 'counts', next), counts)
  await setCounts('refused')
  await page.getByRole('button', { name: 'Rare values first' }).click()
  const again = email.getByRole('button', { name: 'Count Actor email again' })
  await expect(again).toBeVisible()
  await expect(email).toContainText('Not counted: ')
  await setCounts('answered')
  await again.click()
  await expect(email.getByRole('listitem').first()).toBeVisible()
  await expect(email).not.toContainText('Not counted')
})

test('rules that cannot be loaded are the reason why effects are not counted', async ({
  explorer,
  page,
}) => {
  await page.route(/\/assets\/rule-pack-/, (route) => route.abort())
  await explorer.openWith('range=24h')
  const effect = page.getByRole('region', { name: 'Effect on security', exact: true })
  await expect(effect.getByText('The rules could not be loaded. Reload the page.')).toBeVisible()
})
