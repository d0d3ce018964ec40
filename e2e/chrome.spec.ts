/** How much of the page is left for the entries, that an error is said once, and that icons have tooltips. */
import type { Locator } from '@playwright/test'
import { limitRate } from '../src/emulator/faults/fault-responders.ts'
import { expect, isList, test } from './fixtures.ts'

/** The height of a part in pixels. */
async function heightOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.height ?? 99
}

test('at 1440 × 900 header, bar, histogram and footer leave the page to the entries', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d&actor_context=api_token')
  await expect(page.getByRole('region', { name: 'Starting points' })).toBeHidden()
  const expectHeight = (part: Locator) => expect.poll(() => heightOf(part))
  const footer = page.getByRole('contentinfo')
  const toolbar = page.getByRole('toolbar', { name: 'View' })
  const chart = page.getByRole('region', { name: 'Loaded entries over time' })
  await expectHeight(page.getByRole('banner')).toBeLessThanOrEqual(44)
  await expect
    .poll(async () => (await heightOf(toolbar)) + (await heightOf(chart)))
    .toBeLessThanOrEqual(84)
  await expectHeight(explorer.grid.locator('[role=row][aria-rowindex="1"]')).toBeLessThanOrEqual(28)
  await expectHeight(footer).toBeLessThanOrEqual(28)
  await expect.poll(async () => (await explorer.row(0).boundingBox())?.y).toBeLessThanOrEqual(200)
  const whole = async () => {
    const end = (await footer.boundingBox())?.y ?? 0
    return explorer.rows.evaluateAll(
      (rows, y) => rows.filter((row) => row.getBoundingClientRect().bottom <= y).length,
      end,
    )
  }
  await expect.poll(whole).toBeGreaterThanOrEqual(26)
})

test('a rate limit at the first load is said once, with a button, and the controls work', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install()
  gumshoe.emulator.faults.next(1, limitRate(53))
  await explorer.ask('range=30d')
  await expect(page.getByText('Rate-limited by Cloudflare')).toHaveCount(1)
  // The seconds run while the page is drawn.
  await expect(page.getByRole('timer')).toHaveText(/Retrying in (5[0-3]|[1-4]\d) s/)
  await page.getByRole('button', { name: /^Time range/ }).click()
  await expect(page.getByRole('dialog', { name: 'Time range' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect(explorer.rows.first()).toBeVisible()
  await expect(page.getByRole('timer')).toHaveCount(0)
})

test('a rate limit among rows is said once, and Retry now does not wait', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install()
  const before = await explorer.openLong()
  gumshoe.emulator.faults.next(1, limitRate(53))
  await explorer.scrollToEnd()
  await expect(page.getByText('Rate-limited by Cloudflare')).toHaveCount(1)
  await expect(explorer.status).toHaveText(`${before} loaded · Waiting`)
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
})

test('a failure is said once, and leaves the rows where they are', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openLong()
  gumshoe.emulator.faults.when(isList, () => new Response('<html>', { status: 502 }))
  await explorer.scrollToEnd()
  await expect(page.getByRole('alert')).toHaveCount(1)
  await expect(page.getByText('No usable answer from Cloudflare')).toHaveCount(1)
  await expect(page.getByRole('button', { name: /^Retry/ })).toHaveCount(1)
})

test('a local filter: the status says how many of the loaded entries are shown', async ({
  explorer,
}) => {
  await explorer.openWith('range=2h&local.has=/action/result=success')
  await explorer.scrollToEnd()
  await expect(explorer.status).toHaveText(/^\d+ of \d+ loaded · Complete$/)
})

test('every icon of the page has a tooltip, by pointer and by keyboard', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h')
  const tip = page.locator('[data-tooltip]')
  for (const [name, words] of [
    ['Save this query', 'Save this querys'],
    ['Refresh', 'Refresh'],
    ['Use the dark theme', 'Use the dark theme'],
  ] as const) {
    const button = page.getByRole('banner').getByRole('button', { name })
    await button.hover()
    await expect(tip).toHaveText(words)
    await page.mouse.move(700, 500)
    await expect(tip).toHaveCount(0)
  }
  await page.getByRole('banner').getByRole('button', { name: 'Refresh' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Save this query' })).toBeFocused()
  await expect(tip).toHaveText('Save this querys')
  await page.keyboard.press('Escape')
  await expect(tip).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Save this query' })).toBeFocused()
  // No icon of the page is left with a label that the browser draws, or with none.
  const parts = page.locator(
    'header button:visible, [role=toolbar] button:visible, footer button:visible',
  )
  const bare = await parts.evaluateAll((buttons) =>
    buttons
      .filter((button) => !button.textContent?.trim() && !button.hasAttribute('aria-hidden'))
      .filter((button) => !button.hasAttribute('aria-label') || button.hasAttribute('title'))
      .map((button) => button.outerHTML),
  )
  expect(bare).toEqual([])
})

test('an empty result offers the other logs that can be asked for the same value', async ({
  explorer,
  page,
}) => {
  await explorer.ask('range=24h&actor_email=nobody@nowhere.example')
  const others = page.getByRole('region', { name: 'Another query to ask' })
  await others
    .getByRole('button', { name: 'Search account audit log v1 for the same values' })
    .click()
  await expect
    .poll(() => explorer.address())
    .toMatch(/\/audit_logs\?range=24h&actor\.email=nobody@nowhere\.example/)
})
