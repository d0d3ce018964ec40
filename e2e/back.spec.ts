import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'
import { watchLists } from './watch-lists.ts'

const headerHeight = 30

/** Time and summary of the first visible rows, which no finding changes, and their distance from the top edge of the list. */
async function readFirstRows(explorer: ExplorerPage) {
  const rows = await explorer.rows.evaluateAll((all) =>
    all.map((row) => {
      const edge = row.closest('[data-scroller]')?.getBoundingClientRect().y ?? 0
      const cells = [...row.querySelectorAll('[role="gridcell"]')].slice(0, 2)
      const text = cells.map((cell) => cell.textContent).join(' ')
      return { y: Math.round(row.getBoundingClientRect().y - edge), text }
    }),
  )
  return rows
    .filter(({ y }) => y >= headerHeight)
    .sort((a, b) => a.y - b.y)
    .slice(0, 12)
}

async function scrollTo(explorer: ExplorerPage, top: number) {
  await explorer.grid.evaluate((grid, to) => {
    if (grid.parentElement) grid.parentElement.scrollTop = to
  }, top)
  await expect
    .poll(async () => (await readFirstRows(explorer))[0]?.y)
    .toBeLessThan(2 * headerHeight)
  await expect(explorer.rows.filter({ hasNotText: /\d\d:\d\d/ })).toHaveCount(0)
}

const current = (explorer: ExplorerPage) => explorer.grid.getAttribute('aria-activedescendant')

/** The position of a row in the middle of the window, which can be clicked without scrolling. */
async function findMiddle(explorer: ExplorerPage) {
  const index = await explorer.rows.evaluateAll((all) =>
    all
      .find((row) => row.getBoundingClientRect().y > 400 && row.textContent.includes('@'))
      ?.getAttribute('aria-rowindex'),
  )
  return Number(index) - 2
}

/** Runs another query that excludes a value of a visible row, and waits for its list. Returns the rows that were visible before. */
async function pivot(explorer: ExplorerPage, page: Page) {
  const row = explorer.row(await findMiddle(explorer))
  await row.getByText('@').first().click({ button: 'right' })
  const seen = await readFirstRows(explorer)
  await page.getByRole('menuitem', { name: 'Exclude' }).click()
  await expect.poll(() => explorer.address()).toContain('actor_email.not')
  // The list before it is gone as soon as its filters are not those in use.
  await expect(page.getByRole('list', { name: 'Filters in use' })).toBeVisible()
  await explorer.settledCount()
  await explorer.waitForTexts()
  return seen
}

test('Back shows the row under the eye, the current row and what was loaded, and asks nothing', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=30d')
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  await explorer.grid.focus()
  await scrollTo(explorer, 15_345)
  await explorer.row(await findMiddle(explorer)).click()
  await expect(explorer.drawer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await explorer.settledCount()
  const status = await explorer.status.innerText()
  const focused = await current(explorer)

  const before = { rows: await pivot(explorer, page), current: focused }
  await expect.poll(() => readFirstRows(explorer)).not.toEqual(before.rows)
  const asked = gumshoe.asked.length
  await page.goBack()
  await expect(page.getByRole('list', { name: 'Filters in use' })).toBeHidden()
  await expect.poll(() => readFirstRows(explorer)).toEqual(before.rows)
  await expect.poll(() => current(explorer)).toBe(before.current)
  await expect.poll(() => explorer.status.innerText()).toBe(status)
  await page.goForward()
  await expect(page.getByRole('list', { name: 'Filters in use' })).toBeVisible()
  await expect(explorer.rows.first()).toBeVisible()
  await page.goBack()
  await expect.poll(() => readFirstRows(explorer)).toEqual(before.rows)
  // Keys continue from that row.
  await page.keyboard.press('j')
  await expect.poll(() => current(explorer)).not.toBe(before.current)
  expect(gumshoe.asked.slice(asked).map(({ pathname }) => pathname)).toEqual([])
})

test('Back to an open drawer shows the same entry and leaves the list where it was', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=30d')
  await explorer.row(2).click()
  await expect(explorer.drawer).toBeVisible()
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  await scrollTo(explorer, 9_000)
  const before = await pivot(explorer, page)
  const asked = gumshoe.asked.length
  await page.goBack()
  await expect(explorer.drawer).toBeVisible()
  await expect.poll(() => readFirstRows(explorer)).toEqual(before)
  expect(gumshoe.asked.slice(asked).filter(({ pathname }) => pathname.endsWith('/audit'))).toEqual(
    [],
  )
})

test('Back from the start page, which leads to the last log, shows the list as it was left', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=30d')
  await scrollTo(explorer, 1_200)
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  await explorer.settledCount()
  await explorer.waitForTexts()
  const before = await readFirstRows(explorer)
  await page.getByRole('button', { name: 'Gumshoe, menu' }).click()
  await page.getByRole('menuitem', { name: 'Start page' }).click()
  await expect.poll(() => explorer.address()).toContain('/logs/audit?range=24h')
  await expect.poll(() => explorer.loadedCount()).toBe(100)
  await explorer.settledCount()
  const asked = gumshoe.asked.length
  await page.goBack()
  await expect.poll(() => readFirstRows(explorer)).toEqual(before)
  expect(gumshoe.asked.slice(asked).filter(({ pathname }) => pathname.endsWith('/audit'))).toEqual(
    [],
  )
})

test('searching again asks again, although the range is the same', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('since=2026-11-20&before=2026-11-21')
  const asked = gumshoe.asked.length
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect.poll(() => gumshoe.asked.length).toBeGreaterThan(asked)
})

test('what is read whole goes on being read after Back, and not while another list is shown', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const isWhole = ({ searchParams }: URL) => !searchParams.has('actor_email.not')
  const lists = watchLists(page, isWhole)
  await explorer.openWith('range=30d')
  const footer = page.getByRole('contentinfo')
  await footer.getByRole('button', { name: 'Load all' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  await pivot(explorer, page)
  // What was under way ends.
  await expect.poll(() => lists.underWay).toBe(0)
  const asked = gumshoe.asked.filter(isWhole).length
  const loaded = await explorer.settledCount()
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(loaded)
  expect(gumshoe.asked.filter(isWhole)).toHaveLength(asked)
  await page.goBack()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
})

test('a search that is not kept any more takes its worker with it', async ({ explorer, page }) => {
  await explorer.openWith('range=24h')
  const storeWorkers = () =>
    page.workers().filter((worker) => worker.url().includes('store-worker')).length
  await expect.poll(storeWorkers).toBe(1)
  for (let i = 0; i < 6; i++) {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(storeWorkers).toBe(Math.min(i + 2, 4))
    // A search that is left before the store has its first page ends at once.
    await expect.poll(() => explorer.loadedCount()).toBe(100)
  }
})

test('undoing shows the list that was shown, although time has gone on', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.openWith('range=24h')
  await scrollTo(explorer, 1_200)
  // Scrolling loads more, which would go on after undo.
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(100)
  await explorer.settledCount()
  await explorer.waitForTexts()
  const before = await pivot(explorer, page)
  // Less than the eight minutes after which the last hour is read again.
  await page.clock.fastForward('05:00')
  const asked = gumshoe.asked.length
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('list', { name: 'Filters in use' })).toBeHidden()
  await expect.poll(() => readFirstRows(explorer)).toEqual(before)
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByRole('list', { name: 'Filters in use' })).toBeVisible()
  await expect(explorer.rows.first()).toBeVisible()
  expect(gumshoe.asked.slice(asked).filter(({ pathname }) => pathname.endsWith('/audit'))).toEqual(
    [],
  )
})
