import type { Page } from '@playwright/test'
import { answerRoundTrips } from './answer-round-trips.ts'
import { expect, listsIn, test } from './fixtures.ts'

const footer = (page: Page) => page.getByRole('contentinfo')
const follow = (page: Page) => footer(page).getByRole('button', { name: /^Live: / })

test('new entries wait until they are asked for, and nothing moves before', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.open()
  await expect(footer(page)).toContainText('Live: off')
  await follow(page).click()
  await expect(footer(page)).toContainText(/checked \d+ s ago/)
  const before = await explorer.settledCount()
  await explorer.waitForTexts()
  const first = await explorer.readRow(explorer.row(0))

  gumshoe.emulator.faults.skewClock(1_800_000)
  await page.clock.fastForward('30:00')
  const show = footer(page).getByRole('button', { name: /^Show \d+ new entr/ })
  await expect(show).toBeVisible()
  const count = Number(/\d+/.exec(await show.innerText())?.[0])
  expect(await explorer.readRow(explorer.row(0))).toBe(first)
  expect(await explorer.loadedCount()).toBe(before)

  await show.click()
  await expect.poll(() => explorer.loadedCount()).toBe(before + count)
  await expect.poll(() => explorer.readRow(explorer.row(count))).toBe(first)
  await expect(explorer.row(0)).toContainText('11-21 12:')
  await expect(show).toHaveCount(0)
})

test('what is shown counts everywhere: range, bars and link reach up to it', async ({
  explorer,
  page,
  gumshoe,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.openWith('range=1h')
  await page.getByRole('button', { name: 'Show as table' }).click()
  await follow(page).click()
  await expect(footer(page)).toContainText(/checked \d+ s ago/)
  gumshoe.emulator.faults.skewClock(1_800_000)
  await page.clock.fastForward('30:00')
  await footer(page)
    .getByRole('button', { name: /^Show \d+ new entr/ })
    .click()
  await expect(footer(page)).toContainText(/to 2026-11-21 12:3\d/)

  const cells = page.getByRole('table', { name: /^Loaded entries over time/ }).locator('td')
  const count = () =>
    cells.evaluateAll((all) => all.reduce((sum, each) => sum + (Number(each.textContent) || 0), 0))
  const loaded = await explorer.settledCount()
  await expect.poll(count).toBe(loaded)
  const view = page.getByRole('toolbar', { name: 'View' })
  await expect(view).not.toContainText('outside the bars')

  await explorer.waitForTexts()
  const newest = await explorer.readRow(explorer.row(0))
  const link = await explorer.copyLink()
  expect(link).toMatch(/before=2026-11-21T12:3\d/)
  await page.goto(link)
  await expect.poll(() => explorer.readRow(explorer.row(0))).toBe(newest)
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBe(loaded)
})

test('far down nothing moves, and it is said where the new ones are', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.open()
  await follow(page).click()
  await expect(footer(page)).toContainText(/checked \d+ s ago/)
  await explorer.grid.evaluate((grid) => {
    if (grid.parentElement) grid.parentElement.scrollTop = 915
  })
  const seen = () =>
    explorer.rows.evaluateAll((rows) => {
      const isIn = (y: number) => y > 400 && y < 600
      // The time alone: rules may still be marking the rows.
      const places = rows.map((row) => {
        const time = row.querySelector('[role=gridcell]')?.textContent
        return [row.getBoundingClientRect().y, time] as const
      })
      return places.filter(([y]) => isIn(y)).sort(([a], [b]) => a - b)
    })
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(4)
  await expect(explorer.rows.filter({ hasNotText: /\d\d:\d\d/ })).toHaveCount(0)
  const before = await seen()
  gumshoe.emulator.faults.skewClock(1_800_000)
  await page.clock.fastForward('30:00')
  const show = footer(page).getByRole('button', { name: /^Show \d+ new entr/ })
  const count = /\d+/.exec(await show.innerText())?.[0]
  await show.click()
  await expect(footer(page)).toContainText(`${count} new entries at the top`)
  await expect.poll(seen).toEqual(before)
  await footer(page).getByRole('button', { name: 'Go to top' }).click()
  await expect(explorer.row(0)).toBeInViewport()
  await expect(explorer.row(0)).toContainText('11-21 12:')
  await expect(explorer.grid).toBeFocused()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-0')
  await expect(footer(page)).not.toContainText('at the top')
})

test('what local filters hide is counted by itself', async ({ explorer, page, gumshoe }) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.open()
  await page.goto(`${page.url()}&local.has=/action/type=nothing`)
  await expect(explorer.status).toContainText('loaded')
  await follow(page).click()
  await expect(footer(page)).toContainText(/checked \d+ s ago/)
  gumshoe.emulator.faults.skewClock(1_800_000)
  await page.clock.fastForward('30:00')
  await expect(footer(page)).toContainText(/\d+ new entries, hidden by local filters/)
  await expect(footer(page).getByRole('button', { name: /^Show/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Remove the local filters' }).click()
  await expect(footer(page).getByRole('button', { name: /^Show \d+ new entr/ })).toBeVisible()
})

test('a hidden tab asks nothing', async ({ explorer, page, gumshoe }) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.open()
  await follow(page).click()
  await expect(footer(page)).toContainText(/checked \d+ s ago/)
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(footer(page)).toContainText(/Live: paused.*this tab is hidden/)
  // A poll that was under way ends.
  await answerRoundTrips(page)
  const asked = listsIn(gumshoe).length
  await page.clock.fastForward('10:00')
  await answerRoundTrips(page)
  expect(listsIn(gumshoe)).toHaveLength(asked)
  // The same time while visible does cause polls, so the test could fail.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(footer(page)).toContainText(/checked \d+ s ago/)
  await page.clock.fastForward('10:00')
  await expect.poll(() => listsIn(gumshoe).length).toBeGreaterThan(asked + 1)
})

for (const [change, words] of [
  ['since=2026-11-20&before=2026-11-21', /Live: off.*the time range is fixed/],
  ['range=24h&direction=asc', /Live: off.*the oldest entries come first/],
] as const) {
  test(`with ${change} it is said why nothing is followed`, async ({ explorer, page }) => {
    await explorer.openWith(change)
    await expect(footer(page)).toContainText(words)
    await expect(follow(page)).toBeDisabled()
  })
}
