import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const footer = (page: Page) => page.getByRole('contentinfo')
const follow = (page: Page) => footer(page).getByRole('button', { name: 'Follow' })

test('new entries wait until they are asked for, and nothing moves before', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.open()
  await expect(footer(page)).toContainText('off')
  await follow(page).click()
  await expect(footer(page)).toContainText(/looked \d+ s ago/)
  const first = await explorer.row(0).innerText()
  const before = await explorer.loadedCount()

  gumshoe.emulator.faults.skewClock(1_800_000)
  await page.clock.fastForward('30:00')
  const show = footer(page).getByRole('button', { name: /^Show \d+ new entr/ })
  await expect(show).toBeVisible()
  const count = Number(/\d+/.exec(await show.innerText())?.[0])
  expect(await explorer.row(0).innerText()).toBe(first)
  expect(await explorer.loadedCount()).toBe(before)

  await show.click()
  await expect.poll(() => explorer.loadedCount()).toBe(before + count)
  await expect(explorer.row(count)).toHaveText(first.replaceAll('\n', ''))
  await expect(explorer.row(0)).toContainText('2026-11-21 12:')
  await expect(show).toHaveCount(0)
})

test('a hidden tab asks nothing', async ({ explorer, page }) => {
  await explorer.open()
  await follow(page).click()
  await expect(footer(page)).toContainText(/looked \d+ s ago/)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(footer(page)).toContainText('paused while this tab is hidden')
})

for (const [change, words] of [
  ['since=2026-11-20&before=2026-11-21', 'off: the time range is fixed'],
  ['range=24h&direction=asc', 'off: the oldest entries come first'],
] as const) {
  test(`with ${change} it is said why nothing is followed`, async ({ explorer, page }) => {
    await explorer.openWith(change)
    await expect(footer(page)).toContainText(words)
    await expect(follow(page)).toBeDisabled()
  })
}
