import { expect, test } from './fixtures.ts'

test('a cell is included, kept alone and excluded from the menu under the pointer', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const cell = (await explorer.cells('Product')).first()
  await expect(cell).not.toBeEmpty()
  const product = await cell.innerText()
  await cell.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Include' }).click()
  await expect.poll(() => explorer.address()).toContain(`resource_product=${product}`)
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(explorer.drawer).toBeHidden()
  // The menu of a row closes when another list is shown.
  await expect
    .poll(async () => new Set(await (await explorer.cells('Product')).allInnerTexts()))
    .toEqual(new Set([product]))

  await (await explorer.cells('Product')).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Exclude' }).click()
  await expect.poll(() => explorer.address()).toContain(`resource_product.not=${product}`)
  expect(explorer.address()).not.toContain(`resource_product=${product}`)
  await expect(explorer.rows.first()).toBeVisible()
  await expect
    .poll(async () => (await explorer.cells('Product')).allInnerTexts())
    .not.toContain(product)
})

test('the menu of a row works by keyboard alone, and gives the focus back', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  const cell = explorer
    .row(1)
    .getByRole('gridcell')
    .and(await explorer.cells('Action type'))
  await expect(cell).not.toBeEmpty()
  const type = await cell.innerText()
  await explorer.grid.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('.')
  const menu = page.getByRole('menu').first()
  const focusedMenu = page.locator('[role=menu]:focus-within')
  await expect(focusedMenu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(explorer.grid).toBeFocused()

  await page.keyboard.press('Shift+F10')
  await expect(focusedMenu).toBeVisible()
  // A letter leads to the first item that begins with it; a pause between two letters would begin another word.
  await page.keyboard.press('a')
  const item = page.getByRole('menuitem', { name: /^Action type/ })
  await expect(async () => {
    const isThere = await item.evaluate((element) => element === document.activeElement)
    if (!isThere) await page.keyboard.press('ArrowDown')
    await expect(item).toBeFocused({ timeout: 500 })
  }).toPass({ intervals: [50] })
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menuitem', { name: 'Include', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain(`action_type.not=${type}`)
})

test('everything by an actor drops other filters, and opens in a new tab as any link does', async ({
  explorer,
  page,
  context,
}) => {
  await explorer.openWith('range=7d&action_type.not=view&actor_context=dash')
  const cell = (await explorer.cells('Actor email')).first()
  await expect(cell).not.toBeEmpty()
  const actor = await cell.innerText()
  await cell.click({ button: 'right' })
  const lead = page.getByRole('menuitem', { name: /^All activity by this actor/ })
  // The browser opens the tab, and loses it now and then when it has no window. Held here is the part of the app: a link
  // with this address, and a click with Control that it leaves to the browser.
  const href = await lead.getAttribute('href')
  const wasPrevented = page.evaluate(
    () =>
      new Promise<boolean>((resolve) =>
        window.addEventListener(
          'click',
          (event) => {
            resolve(event.defaultPrevented)
            event.preventDefault()
          },
          { once: true },
        ),
      ),
  )
  await lead.click({ modifiers: ['Control'] })
  expect(await wasPrevented).toBe(false)
  const opened = await context.newPage()
  await opened.goto(new URL(href ?? '', page.url()).href)
  await expect(opened).toHaveURL(/range=7d&actor_email=/)
  await opened.close()
  expect(explorer.address()).toContain('actor_context=dash')

  await page.keyboard.press('Escape')
  await (await explorer.cells('Actor email')).first().click({ button: 'right' })
  await lead.click()
  await expect.poll(() => explorer.address()).toMatch(/\?range=7d&actor_email=[^&]+$/)
  await expect(explorer.rows.first()).toBeVisible()
  const emails = await explorer.cells('Actor email')
  await expect.poll(async () => new Set(await emails.allInnerTexts())).toEqual(new Set([actor]))
})

test('what happened around an entry, with and without the filters, from the drawer', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&action_type=delete')
  await explorer.row(0).click()
  await explorer.drawer.getByRole('button', { name: /^More about action type/i }).click()
  await page.getByRole('menuitem', { name: '± 5 minutes, no filters' }).click()
  await expect.poll(() => explorer.address()).toMatch(/\?since=[^&]+&before=[^&]+&entry=/)
  const { searchParams } = new URL(page.url())
  const [since, before] = [searchParams.get('since') ?? '', searchParams.get('before') ?? '']
  expect(Date.parse(before) - Date.parse(since)).toBe(600_000)
  await expect(explorer.drawer).toBeVisible()
  await expect(explorer.drawer).not.toContainText('not among those loaded')
})

test('a value inside of a request body becomes a local filter, and goes by the same gesture', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d&resource_product=dns&action_type=create')
  const start = explorer.address()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Request' }).click()
  const line = explorer.drawer.getByRole('treeitem').filter({ hasText: '"name"' }).first()
  await line.hover()
  await line.getByRole('button', { name: /^More about this value/ }).click()
  await page.getByRole('menuitem', { name: /^Include local: of [\d,]+ loaded$/ }).click()
  await expect.poll(() => explorer.address()).toMatch(/&local\.has=\/resource\/request\/name="/)
  await expect(
    page.getByRole('button', { name: /^resource\.request\.name is .* \(local\)$/ }).first(),
  ).toBeVisible()
  await expect(explorer.row(0)).toBeVisible()
  await expect(explorer.status).toContainText(/\d+ of [\d,]+ loaded/)
  await line.hover()
  await line.getByRole('button', { name: /^More about this value/ }).click()
  await page.getByRole('menuitem', { name: /^Stop including/ }).click()
  await expect.poll(() => explorer.address()).not.toContain('local')
  expect(explorer.address().replace(/&entry=.*/, '')).toBe(start)
})

test('the right click and the menu keys work on every value in the drawer', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d&resource_product=dns&action_type=create')
  await explorer.row(0).click()
  const { drawer } = explorer
  const menu = page.getByRole('menu').first()
  const close = async () => {
    // Before the menu has the focus, the key would close the drawer.
    await expect(page.locator('[role=menu]:focus-within')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(drawer).toBeVisible()
  }

  const term = drawer
    .locator('dl > div')
    .filter({ hasText: /^Result/ })
    .first()
  await term.click({ button: 'right' })
  for (const name of [
    'Include',
    'Replace filter on this field',
    'Filter by this text anywhere',
    'Find in loaded entries',
    'Copy',
  ]) {
    await expect(menu.getByRole('menuitem', { name }).first()).toBeVisible()
  }
  await close()
  await term.getByRole('button').first().focus()
  await page.keyboard.press('.')
  await expect(menu).toContainText('success')
  await close()

  const headline = drawer.getByRole('heading', { level: 2 })
  await headline.locator('.font-semibold').first().click({ button: 'right' })
  await expect(menu).toContainText('Include')
  await close()
  await headline.focus()
  await page.keyboard.press('.')
  await expect(menu).toBeVisible()
  await close()

  await drawer.getByRole('tab', { name: 'Request' }).click()
  const line = drawer.getByRole('treeitem').filter({ hasText: '"name"' }).first()
  await line.click({ button: 'right' })
  await menu.getByRole('menuitem', { name: /^Filter by this text anywhere/ }).click()
  await expect.poll(() => explorer.address()).toMatch(/[?&]text=/)
  await expect(drawer).toBeVisible()

  await drawer.getByRole('tree').press('.')
  await menu.getByRole('menuitem', { name: 'Find in loaded entries' }).click()
  await expect.poll(() => explorer.address()).toMatch(/[?&]find=/)
})

test('what leads elsewhere ends the search for a text; what narrows the list does not', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=7d&find=example')
  const cell = async () => (await explorer.cells('IP address')).first()
  await (await cell()).click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Exclude/ }).click()
  await expect.poll(() => explorer.address()).toContain('actor_ip_address.not=')
  expect(explorer.address()).toContain('find=example')
  await expect(explorer.rows.first()).toBeVisible()
  await (await cell()).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'All activity from this IP clears filters' }).click()
  await expect.poll(() => explorer.address()).toMatch(/actor_ip_address=/)
  expect(explorer.address()).not.toContain('find=')
})
