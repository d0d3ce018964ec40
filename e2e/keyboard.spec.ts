import { expect, test } from './fixtures.ts'

test('the whole journey works without a mouse', async ({ explorer, page }) => {
  await explorer.open()
  await explorer.grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-2')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(explorer.drawer).toBeVisible()
  await expect(explorer.row(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.grid).toBeFocused()

  await page.keyboard.press('End')
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', /row-\d\d+/)
  await page.keyboard.press('Home')
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-0')

  await page.keyboard.press('f')
  await page.keyboard.type('actor context')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: /dash/ })).toBeVisible()
  for (let i = 0; i < 12; i++) {
    if (
      await page.getByRole('checkbox', { name: /dash/ }).evaluate((box) => box.matches(':focus'))
    ) {
      break
    }
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('actor_context=dash')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.getByRole('button', { name: /^Actor context is dash/ }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => explorer.address()).not.toContain('actor_context')
})

test('the first stop leads past everything to the entries, and moves nothing', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const link = page.getByRole('link', { name: /^Skip to the entries/ })
  await expect(link).not.toBeInViewport()
  const row = await explorer.row(0).boundingBox()
  await page.keyboard.press('Tab')
  await expect(link).toBeFocused()
  await expect(link).toBeInViewport()
  await expect.poll(() => explorer.row(0).boundingBox()).toEqual(row)
  const address = page.url()
  await page.keyboard.press('Enter')
  await expect(explorer.grid).toBeFocused()
  expect(page.url()).toBe(address)
  await page.keyboard.press('Enter')
  await expect(explorer.drawer).toBeVisible()
})

test('t, j and arrows lead into the table from anywhere but a text', async ({ explorer, page }) => {
  const isAt = (row: string) => expect(explorer.grid).toHaveAttribute('aria-activedescendant', row)
  await explorer.open()
  // Without a current row, the first step leads to the first entry.
  await page.keyboard.press('j')
  await expect(explorer.grid).toBeFocused()
  await isAt('row-0')
  await page.keyboard.press('j')
  await isAt('row-1')

  const facet = page.getByRole('button', { name: /^Include only/ }).first()
  await facet.focus()
  await page.keyboard.press('j')
  await expect(explorer.grid).toBeFocused()
  await isAt('row-2')
  await facet.focus()
  await page.keyboard.press('t')
  await expect(explorer.grid).toBeFocused()
  await isAt('row-2')
  await page.getByRole('button', { name: 'Add filter' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(explorer.grid).toBeFocused()
  await isAt('row-3')

  // With an entry open, a step from elsewhere opens the next one.
  await page.keyboard.press('Enter')
  await expect(explorer.row(3)).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: 'Add filter' }).focus()
  await page.keyboard.press('k')
  await expect(explorer.row(2)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()

  await page.keyboard.press('/')
  await page.keyboard.type('jtk')
  await expect(page.locator('input:focus')).toHaveValue('jtk')
  // One press leaves the bar, and what was typed is not lost.
  await page.keyboard.press('Escape')
  await expect(explorer.grid).toBeFocused()
  await expect(page.getByRole('listbox', { name: 'Completions' })).toBeHidden()
  await expect(explorer.field).toHaveValue('jtk')
  await expect(explorer.bar).toContainText('not run yet')
})

test('a filter that was added has the focus, and j leads on to what it found', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await page.keyboard.press('f')
  await page.keyboard.type('actor context')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: /dash/ }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Actor context is dash/ })).toBeFocused()
  // The list is still on its way.
  await page.keyboard.press('j')
  await expect(explorer.grid).toBeFocused()
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', 'row-0')
  await page.keyboard.press('f')
  await page.keyboard.press('Escape')
  await expect(explorer.grid).toBeFocused()
})

test('where there is no list, the skip link leads to what stands in its place', async ({
  explorer,
  page,
}) => {
  await explorer.ask('range=24h&actor_email=nobody@nowhere.test')
  await page.getByRole('heading', { name: 'No entries match in this time range' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null))
    .toBe(true)
})
