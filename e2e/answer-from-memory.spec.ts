import type { Page } from '@playwright/test'
import { expect, listsIn, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'

const facets = (page: Page) => page.getByRole('complementary', { name: 'Facets' })
const origin = (page: Page) => page.getByText(/^From the read of \d\d:\d\d$/)
const askAgain = (page: Page) => page.getByRole('button', { name: 'Ask again' })

/** Loads a week completely; returns how many entries it has. */
async function loadWeek(explorer: ExplorerPage, page: Page): Promise<number> {
  await explorer.openWith('range=7d')
  await page.getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText(/End of range|Complete/, { timeout: 60_000 })
  return explorer.loadedCount()
}

async function include(page: Page, value: RegExp) {
  await facets(page).getByRole('button', { name: value }).click()
}

/** Time and summary of the first rows, which no finding changes. */
async function readRows(explorer: ExplorerPage): Promise<string[]> {
  const rows = await explorer.rows.evaluateAll((all) =>
    all.map((row) => {
      const cells = [...row.querySelectorAll('[role="gridcell"]')].slice(0, 2)
      return {
        index: Number(row.getAttribute('aria-rowindex')),
        text: cells.map((cell) => cell.textContent).join(' '),
      }
    }),
  )
  return rows
    .toSorted((one, other) => one.index - other.index)
    .slice(0, 15)
    .map(({ text }) => text)
}

/** Waits until the list has another number of entries, and returns it. */
async function waitForOther(explorer: ExplorerPage, count: number): Promise<number> {
  // While the part is selected, the status has no number.
  await expect
    .poll(async () => {
      const loaded = await explorer.loadedCount()
      return loaded >= 0 && loaded !== count
    })
    .toBe(true)
  await explorer.rows.first().waitFor()
  return explorer.loadedCount()
}

test('a narrower question is answered from the loaded list without a request', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const all = await loadWeek(explorer, page)
  await expect(origin(page)).toBeHidden()
  const asked = listsIn(gumshoe).length
  await include(page, /^Include only Result failure/)
  const failures = await waitForOther(explorer, all)
  await expect(origin(page)).toHaveText(/^From the read of 12:0\d$/)
  expect(failures).toBeLessThan(all)
  expect(explorer.address()).toContain('action_result=failure')
  // A part of the part is proven against the same read.
  await expect(facets(page)).toContainText(`Of ${failures.toLocaleString('en-US')} loaded`)
  await facets(page)
    .getByRole('button', { name: /^Exclude Actor email/ })
    .first()
    .click()
  const fewer = await waitForOther(explorer, failures)
  expect(fewer).toBeLessThan(failures)
  await expect(origin(page)).toBeVisible()
  expect(listsIn(gumshoe)).toHaveLength(asked)

  // The footer has another height after that, so another number of rows is drawn.
  await explorer.waitForTexts()
  const rows = await readRows(explorer)
  await askAgain(page).click()
  await expect(origin(page)).toBeHidden()
  await expect.poll(() => listsIn(gumshoe).length).toBeGreaterThan(asked)
  expect(listsIn(gumshoe)[asked]?.searchParams.get('action_result')).toBe('failure')
  await expect.poll(() => readRows(explorer)).toEqual(rows)
  await page.getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText(/End of range|Complete/, { timeout: 60_000 })
  expect(await explorer.loadedCount()).toBe(fewer)
})

test('undo and Back show the whole list at once; a reload asks the API', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const all = await loadWeek(explorer, page)
  const asked = listsIn(gumshoe).length
  await include(page, /^Include only Result failure/)
  const failures = await waitForOther(explorer, all)
  await page.keyboard.press('Control+z')
  await expect.poll(() => explorer.loadedCount()).toBe(all)
  await expect(origin(page)).toBeHidden()
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => explorer.loadedCount()).toBe(failures)
  await page.goBack()
  await expect.poll(() => explorer.loadedCount()).toBe(all)
  await page.goForward()
  await expect.poll(() => explorer.loadedCount()).toBe(failures)
  await include(page, /^Include only Result failure/)
  await expect.poll(() => explorer.loadedCount()).toBe(all)
  expect(listsIn(gumshoe)).toHaveLength(asked)

  await page.goBack()
  await expect.poll(() => explorer.loadedCount()).toBe(failures)
  await page.reload()
  await explorer.rows.first().waitFor()
  await expect(page.getByRole('button', { name: 'Gumshoe, menu' })).toBeVisible()
  await expect(origin(page)).toBeHidden()
  expect(listsIn(gumshoe).length).toBeGreaterThan(asked)
})

test('the key r asks the API; following does as well', async ({ explorer, page, gumshoe }) => {
  const all = await loadWeek(explorer, page)
  await include(page, /^Include only Result failure/)
  await waitForOther(explorer, all)
  await expect(origin(page)).toBeVisible()
  const asked = listsIn(gumshoe).length
  await page.keyboard.press('r')
  await expect(origin(page)).toBeHidden()
  await expect.poll(() => listsIn(gumshoe).length).toBeGreaterThan(asked)

  await page.goBack()
  await expect.poll(() => explorer.loadedCount()).toBe(all)
  await include(page, /^Include only Result failure/)
  await expect(origin(page)).toBeVisible()
  const before = listsIn(gumshoe).length
  await page.getByRole('button', { name: /^(Follow|Live)/ }).click()
  await expect(origin(page)).toBeHidden()
  await expect.poll(() => listsIn(gumshoe).length).toBeGreaterThan(before)
})

test('where entries do not decide what the API would match, it is asked, and that is said', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const all = await loadWeek(explorer, page)
  const asked = listsIn(gumshoe).length
  await page.keyboard.press('/')
  await page.keyboard.type('resource_type:rule')
  await page.keyboard.press('Enter')
  await waitForOther(explorer, all)
  await expect(
    page.getByText(/^Asked the API: “rule” may also match “.*rule.*” in “resource_type”/),
  ).toBeVisible()
  await expect(origin(page)).toBeHidden()
  expect(listsIn(gumshoe).length).toBeGreaterThan(asked)
})

test('the report and the bars are about the narrower question', async ({ explorer, page }) => {
  const all = await loadWeek(explorer, page)
  await include(page, /^Exclude Result success/)
  const failures = await waitForOther(explorer, all)
  await expect(facets(page)).toContainText(`Of ${failures.toLocaleString('en-US')} loaded`)
  await page.getByRole('button', { name: /verdict|Complete/ }).click()
  const report = page.getByRole('dialog')
  await expect(report).toContainText(/Answered from the complete read of 2026-11-21T12:0\S+Z with/)
  await expect(report).toContainText(`Z with ${all.toLocaleString('en-US')} entries, without`)
  await expect(report).toContainText(
    'The list includes entries that have no value for “action_result”',
  )
  await expect(report).toContainText(/Question\s*\/accounts\/\S+action_result\.not=success/)
})
