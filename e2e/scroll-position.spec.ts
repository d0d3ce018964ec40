import { expect, test } from './fixtures.ts'

test('the zone changes every time on the page, and stays when the drawer closes', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await expect(explorer.timeHeading).toContainText('(UTC)')
  await explorer.row(0).click()
  await page.getByRole('combobox', { name: 'Time zone: UTC' }).click()
  await page.getByRole('option', { name: /this computer’s zone/ }).click()
  await expect(explorer.timeHeading).toContainText('(Europe/Berlin)')
  await expect(explorer.drawer).toContainText('GMT+1')
  await expect(page.getByRole('contentinfo')).toContainText('GMT+1')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.timeHeading).toContainText('(Europe/Berlin)')
  await expect.poll(() => explorer.address()).toContain('tz=Europe/Berlin')
})

test('the current row stays where the drawer was left', async ({ explorer }) => {
  await explorer.open()
  await explorer.row(0).click()
  for (let i = 0; i < 3; i++) {
    await explorer.drawer.getByRole('button', { name: /next/i }).click()
  }
  await expect(explorer.row(3)).toHaveAttribute('aria-selected', 'true')
  await explorer.drawer.getByRole('button', { name: /close/i }).click()
  await expect(explorer.grid).toBeFocused()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-3')
})

test('a menu over the table takes the click', async ({ explorer, page }) => {
  await explorer.open()
  await page.getByRole('button', { name: /^Log:/ }).click()
  await page.getByRole('menuitem', { name: 'Account audit log v2' }).click({ timeout: 20_000 })
  await expect(page).toHaveTitle(/Account audit log v2/)
})

test('what a link said wrong stays in the address until it is given up', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h&foo=1')
  await explorer.row(1).click()
  await expect(explorer.drawer).toBeVisible()
  expect(explorer.address()).toContain('foo=1')
  await expect(page.getByRole('region', { name: 'Parts of this link are invalid' })).toBeVisible()
})

test('filters that another log does not know are named, and only there', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h&actor_context=dash')
  await page.getByRole('button', { name: /^Log:/ }).click()
  await page.getByRole('menuitem', { name: 'Account audit log v1' }).click()
  const notice = page.getByRole('region', {
    name: /These filters do not exist in .* and were removed/,
  })
  await expect(notice).toContainText('Actor context is dash')
  await page.goBack()
  await expect(explorer.rows.first()).toBeVisible()
  await expect(notice).toBeHidden()
})

test('the page never grows beyond the window, also with the drawer open', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await explorer.row(0).click()
  await expect(explorer.drawer.getByRole('tab').first()).toBeVisible()
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollHeight - innerHeight))
    .toBe(0)
})

test('Enter takes the account that was typed', async ({ explorer, page }) => {
  await explorer.open()
  const before = new URL(page.url()).pathname
  await page.getByRole('combobox', { name: /^Account: / }).click()
  await expect(page.getByPlaceholder('Find by name, or paste an id')).toBeFocused()
  await page.keyboard.type('acme labs')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname).not.toBe(before)
})

test('the current row is found again where its entry went, however far it was left behind', async ({
  explorer,
  page,
}) => {
  test.slow()
  await explorer.openWith('since=2026-11-14T00:00:00Z&before=2026-11-21T00:00:00Z')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  const cell = explorer
    .row(0)
    .getByRole('gridcell')
    .and(await explorer.cells('Actor email'))
  await expect(cell).not.toBeEmpty()
  const email = await cell.innerText()
  await explorer.row(20).click()
  await explorer.drawer.getByRole('button', { name: /close/i }).click()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-20')
  await expect(explorer.grid.getByRole('columnheader')).toHaveCount(5)
  await expect(explorer.row(20)).toContainText(/\d\d:\d\d/)
  const text = await explorer.row(20).innerText()
  expect(text).not.toContain(email)
  // More rows are looked at than are kept at hand.
  await explorer.grid.evaluate(async (grid) => {
    const scroller = grid.parentElement
    if (!scroller) throw new Error('The grid is in nothing that scrolls.')
    const { top, bottom } = scroller.getBoundingClientRect()
    const areDrawn = () => {
      const seen = [...grid.querySelectorAll('[role="row"][aria-selected]:not([hidden])')].filter(
        (row) => {
          const { y } = row.getBoundingClientRect()
          return y > top && y < bottom
        },
      )
      return seen.length > 0 && seen.every((row) => /\d\d:\d\d/.test(row.textContent))
    }
    for (let i = 0; i < 60; i++) {
      scroller.scrollTop = (scroller.scrollHeight * i) / 60
      do await new Promise(requestAnimationFrame)
      while (!areDrawn())
    }
  })
  await page.evaluate((without) => {
    const target = `${location.pathname}${location.search}&local.not=${encodeURIComponent(`/actor/email=${without}`)}`
    history.pushState({ ...history.state, key: 'local' }, '', target)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, email)
  await expect(page.getByRole('complementary', { name: 'Facets' })).toContainText('shown')
  await explorer.grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  // The row is found again in the store, which may take longer than the keys.
  await expect(async () => {
    const current = await explorer.grid.getAttribute('aria-activedescendant')
    const row = explorer.grid.locator(`[id="${current}"]`)
    expect(await row.innerText({ timeout: 1_000 })).toBe(text)
  }).toPass({ timeout: 20_000 })
})

test('what is chosen holds for the page although the browser remembers nothing', async ({
  explorer,
  page,
}) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError')
    }
    Storage.prototype.getItem = refuse
    Storage.prototype.setItem = refuse
  })
  await explorer.open()
  const histogram = page.getByRole('button', { name: 'Histogram' })
  await histogram.click()
  await expect(histogram).toHaveAttribute('aria-pressed', 'false')
  await page.getByRole('button', { name: 'Facets', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Facets' })).toBeHidden()
  await expect(histogram).toHaveAttribute('aria-pressed', 'false')
})
