import { delay } from '../src/emulator/faults/fault-responders.ts'
import { expect, isList, test } from './fixtures.ts'

test('a text is found in bodies as well, stepped through, kept in the link, and cleared', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d')
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  await page.keyboard.press('Shift+F')
  const field = page.getByRole('searchbox', { name: 'Find in loaded entries' })
  await expect(field).toBeFocused()
  await page.keyboard.type('PROXIED')
  const search = page.getByRole('search', { name: 'In loaded entries' })
  // The first hit is the current one without a further key.
  await expect(search).toContainText(/^1 of \d/)
  await expect.poll(() => explorer.address()).toContain('find=PROXIED')
  const current = explorer.grid.locator('[data-hit][data-current]')
  await expect(current).toBeInViewport()
  await expect(current).not.toContainText('proxied')
  await expect(search.locator('mark')).toHaveText(/proxied/i)
  const first = await current.getAttribute('aria-rowindex')
  await explorer.grid.focus()
  await page.keyboard.press('n')
  await expect(search).toContainText(/^2 of \d/)
  await expect(current).not.toHaveAttribute('aria-rowindex', first ?? '')
  await page.keyboard.press('Shift+N')
  await expect(search).toContainText(/^1 of \d/)
  await page.keyboard.press('Enter')
  await expect(explorer.drawer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  // That Escape closed the drawer only.
  await expect(field).toHaveValue('PROXIED')

  await page.goto(page.url())
  await expect(field).toHaveValue('PROXIED')
  await expect(search).toContainText(/^1 of \d/)
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect.poll(() => explorer.address()).not.toContain('find=')
  await expect(explorer.grid.locator('[data-hit]')).toHaveCount(0)
  await expect(field).toBeFocused()
})

test('the find field is no trap: Enter waits, Escape goes to the hit, a key opens it', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  await explorer.scrollToEnd()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(1_000)
  await page.keyboard.press('Shift+F')
  await page.keyboard.type('purge')
  // Before the search has even begun.
  await page.keyboard.press('Enter')
  const search = page.getByRole('search', { name: 'In loaded entries' })
  await expect(search).toContainText(/^1 of \d/)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(search).toContainText(/^4 of \d/)
  const current = explorer.grid.locator('[data-hit][data-current]')
  // The rows before the first hits may be too few to have one in the middle.
  const isInMiddleOrAtTop = () =>
    current.evaluate((row) => {
      const scroller = row.closest('[data-scroller]')
      if (!scroller) return false
      const [box, grid] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()]
      const middle = (box.y + box.height / 2 - grid.y) / grid.height
      return scroller.scrollTop === 0 || (middle > 0.2 && middle < 0.8)
    })
  await expect.poll(isInMiddleOrAtTop).toBe(true)

  const row = await current.getAttribute('id')
  await page.keyboard.press('Escape')
  await expect(explorer.grid).toBeFocused()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', row ?? '')
  await page.keyboard.press('j')
  await expect(explorer.grid).not.toHaveAttribute('aria-activedescendant', row ?? '')
  await page.keyboard.press('Escape')
  await expect.poll(() => explorer.address()).not.toContain('find=')

  await page.keyboard.press('Shift+F')
  await page.keyboard.type('delete')
  await page.keyboard.press('Control+Enter')
  await expect(explorer.drawer).toBeVisible()
  await expect(search).toContainText(/^1 of \d/)
  await expect(explorer.grid.locator('[data-hit][data-current][data-open]')).toBeVisible()
})

test('Back leads to the row that was left, and not to the first hit again', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&find=example')
  const search = page.getByRole('search', { name: 'In loaded entries' })
  await expect(search).toContainText(/^1 of \d/)
  await explorer.grid.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown')
  const left = (await explorer.grid.getAttribute('aria-activedescendant')) ?? ''
  await page.getByRole('button', { name: /^Exclude Result failure/ }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('action_result.not=failure')
  // The search goes on in the other list, which stays where it is.
  await expect(search).toContainText(/^[\d,]+ hits/)
  await page.goBack()
  await expect(search).toContainText(/^[\d,]+ hits/)
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', left)
  // Steps start from that row.
  await page.keyboard.press('n')
  await expect(search).not.toContainText(/^1 of \d/)
})

test('“Show only hits” makes a filter of the text, and ends the search', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d')
  await page.keyboard.press('Shift+F')
  await page.keyboard.type('purge')
  const search = page.getByRole('search', { name: 'In loaded entries' })
  await expect(search).toContainText(/^1 of \d/)
  const current = explorer.grid.locator('[data-hit][data-current]')
  await expect(current).toHaveText(/\d\d:\d\d/)
  const hit = await explorer.readRow(current)
  await search.getByRole('button', { name: 'Show only hits' }).click()
  await expect.poll(() => explorer.address()).toContain('text=purge')
  expect(explorer.address()).not.toContain('find=')
  await expect(page.getByRole('complementary', { name: 'Facets' })).toContainText(
    /Of [\d,]+ shown, [\d,]+ loaded/,
  )
  await expect.poll(() => explorer.readRow(explorer.row(0))).toBe(hit)
  await expect(page.getByRole('searchbox', { name: 'Find in loaded entries' })).toHaveValue('')
})

test('what is not there is said to be not there', async ({ explorer, page }) => {
  await explorer.open()
  const field = page.getByRole('searchbox', { name: 'Find in loaded entries' })
  await field.fill('no such text anywhere')
  await expect(page.getByRole('search', { name: 'In loaded entries' })).toContainText(
    /no hit among [\d,]+ loaded entries/,
  )
  await expect(page.getByRole('button', { name: 'Next hit' })).toBeDisabled()
  await expect(explorer.rows.first()).toBeVisible()
})

test('what is found is brought up to date while a whole range is read', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openLong()
  const search = page.getByRole('search', { name: 'In loaded entries' })
  // Days before the entries that are loaded at first.
  await page.getByRole('searchbox', { name: 'Find in loaded entries' }).fill('2026-11-18T')
  await expect(search.locator('output')).toHaveText(/^no hit among [\d,]+ loaded entries$/)
  // The oldest are held back, so that the reading does not end.
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  gumshoe.emulator.faults.when(isList, async (request, answerTruly) => {
    const before = new URL(request.url).searchParams.get('before') ?? ''
    if (before < '2026-11-12') await isReleased
    return delay(200)(request, answerTruly)
  })
  // These words are drawn for a moment only, until the entries that have come are searched.
  await search.locator('output').evaluate((output) => {
    const drawn: string[] = []
    Object.assign(window, { drawn })
    new MutationObserver(() => drawn.push(output.textContent)).observe(output, {
      ...{ subtree: true, childList: true, characterData: true },
    })
  })
  await page.getByRole('contentinfo').getByRole('button', { name: 'Load all' }).click()
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { drawn: string[] }).drawn))
    .toContainEqual(expect.stringMatching(/^no hit, [\d,]+ of [\d,]+ searched …$/))
  await expect(search.locator('output')).toHaveText(/^[\d,]+ hits/, { timeout: 60_000 })
  await expect(page.getByRole('progressbar')).toBeVisible()
  release()
  gumshoe.emulator.faults.clear()
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await expect(search.locator('output')).toHaveText(/^[\d,]+ hits$/)
})
