/** A narrow page shows everything, or shows that there is more and lets one scroll to it. */
import { expect, test } from './fixtures.ts'

test.use({ viewport: { width: 420, height: 900 } })

test('the line of pickers shows that it goes on, and a press leads to its end', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  const header = page.getByRole('banner')
  const cues = header.locator('[data-more]')
  const copy = header.getByRole('button', { name: 'Copy link' })
  await expect(copy).not.toBeInViewport()
  await expect(cues).toHaveCount(1)
  await expect(cues).toBeInViewport()
  await expect
    .poll(async () => {
      if (await copy.evaluate((button) => button.getBoundingClientRect().right <= 420)) return true
      await cues.last().click()
      return false
    })
    .toBe(true)
  // The hidden part is now on the other side.
  await expect(cues.first()).toBeInViewport()
  // Moving the focus by keyboard scrolls, and the focused element is clear of the fading edge.
  await header.getByRole('button', { name: /^Time range/ }).focus()
  await expect(header.getByRole('button', { name: /^Time range/ })).toBeInViewport({ ratio: 1 })
})

test('the footer shows that it goes on, and its last line can be reached', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  const footer = page.getByRole('contentinfo')
  const last = footer.getByText(/page read/)
  await expect(last).not.toBeInViewport({ ratio: 1 })
  await footer.locator('[data-more]').click()
  await expect(last).toBeInViewport({ ratio: 1 })
})

test('the legend is whole', async ({ explorer, page }) => {
  await explorer.openWith('range=30d')
  const legend = page.getByRole('list', { name: 'Legend' })
  await legend.getByText('not loaded').waitFor()
  const [right, end] = await legend.evaluate((list) => {
    const frame = list.parentElement?.getBoundingClientRect()
    return [list.getBoundingClientRect().right, frame?.right ?? 0]
  })
  expect(right).toBeLessThanOrEqual(end + 1)
  await expect(page.getByRole('button', { name: 'As a table' })).toBeInViewport({ ratio: 1 })
})
