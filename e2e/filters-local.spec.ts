import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'
import { serveEntries } from './serve-entries.ts'

const older = `/accounts/${firstAccountId}/audit_logs`

test('what the API has no parameter for is filtered among loaded entries, and the API is not told', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const loaded = await explorer.openLong()
  await page.keyboard.press('f')
  await page.keyboard.type('user agent')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor).toContainText(`applies to the ${loaded} loaded entries`)
  await page.keyboard.type('MOZILLA')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('local.has=/raw/user_agent=MOZILLA')
  const pill = page.getByRole('button', {
    name: 'User agent contains MOZILLA (local)',
    exact: true,
  })
  await expect(pill).toHaveText('localUser agent contains MOZILLA')
  await expect(pill).toHaveAttribute('title', /applies to the [\d,]+ loaded entries/)
  await expect(explorer.rows.first()).toBeVisible()

  await pill.focus()
  await page.keyboard.press('n')
  await expect.poll(() => explorer.address()).toContain('local.not=/raw/user_agent=MOZILLA')
  const flipped = page.getByRole('button', { name: /does not contain MOZILLA \(local\)$/ }).first()
  await expect(flipped).toBeFocused()
  await page.keyboard.press('o')
  await expect.poll(() => explorer.address()).toContain('off=local.not=/raw/user_agent=MOZILLA')
  const off = page.getByRole('button', { name: /does not contain MOZILLA \(local, off\)$/ })
  await expect(off.first()).toBeFocused()
  await page.keyboard.press('o')
  await expect.poll(() => explorer.address()).toContain('&local.not=/raw/user_agent=MOZILLA')
  await flipped.focus()
  await page.keyboard.press('Enter')
  const edit = page.getByRole('dialog', { name: /^Edit local filter/ })
  await edit.getByRole('radio', { name: 'Is exactly' }).check()
  await edit.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => explorer.address()).toContain('local.not=/raw/user_agent="MOZILLA"')
  await expect(edit).toBeHidden()
  await expect(explorer.bar.locator('[data-pill]:focus')).toBeVisible()
  await page.keyboard.press('Delete')
  await expect.poll(() => explorer.address()).not.toContain('local')
  expect(gumshoe.asked.filter(({ href }) => /local|agent|mozilla/i.test(href))).toEqual([])
})

test('a path inside the entry is written with dots, and a wrong one is told', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d&resource_product=dns')
  await page.keyboard.press('f')
  await page.keyboard.type('resource.request..type')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  const place = editor.getByRole('textbox', { name: /^Path/ })
  await expect(place).toBeFocused()
  await page.keyboard.type('resource.request..type')
  await expect(editor).toContainText('has two dots in a row')
  await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await place.fill('resource.request.type')
  await editor.getByRole('combobox').fill('txt')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('local.has=/resource/request/type=txt')
  await expect(explorer.status).toContainText(/\d+ of [\d,]+ loaded/)
  // The rows change a moment after the address.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(explorer.drawer).toBeHidden()
    await explorer.row(0).click()
    await expect(explorer.drawer).toContainText('TXT', { timeout: 5_000 })
  }).toPass()
})

test('an exclude that the API does not have becomes a local filter', async ({ explorer, page }) => {
  await explorer.open(`${older}?range=30d`)
  const cells = await explorer.cells('Action type')
  await expect(cells.first()).not.toBeEmpty()
  const type = await cells.first().innerText()
  await page.keyboard.press('f')
  await page.keyboard.type('action.type')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('dialog', { name: 'Add filter' })).toContainText(
    /A local filter: the API cannot exclude by this, so it applies to the [\d,]+ loaded/,
  )
  await page.keyboard.insertText(type)
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain(`local.not=/action/type="${type}"`)
  await expect.poll(() => cells.allInnerTexts()).not.toContain(type)
})

test('a value without a parameter is pivoted on locally, and the same gesture takes it back', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  const start = explorer.address()
  const cells = await explorer.cells('Action')
  await expect(cells.first()).not.toBeEmpty()
  const action = await cells.first().innerText()
  await cells.first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Include local: of [\d,]+ loaded$/ }).click()
  await expect.poll(() => explorer.address()).toContain(`local.has=/action/description="${action}"`)
  await expect.poll(async () => new Set(await cells.allInnerTexts())).toEqual(new Set([action]))
  await cells.first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Stop including/ }).click()
  await expect.poll(() => explorer.address()).toBe(start)
})

test('local filters that let nothing through say so, and can be removed there', async ({
  explorer,
  page,
}) => {
  await explorer.ask('range=24h&local.has=/raw/user_agent=no-such-agent')
  await expect(page.getByText(/; 0 of them pass the local filters$/)).toBeVisible()
  await page.getByRole('button', { name: 'Remove the local filters' }).click()
  await expect(explorer.rows.first()).toBeVisible()
  expect(explorer.address()).not.toContain('local')
})

test('a local filter from the drawer keeps its entry open, also one of several without id at an instant', async ({
  explorer,
  gumshoe,
}) => {
  const entries = ['curl', 'terraform', 'firefox'].map((agent) => ({
    action: { description: `Update App by ${agent}`, time: '2026-11-21T11:00:00Z' },
    raw: { user_agent: agent },
  }))
  serveEntries(gumshoe, entries)
  await explorer.open()
  await explorer.row(2).click()
  const agent = explorer.drawer.locator('dl > div', { hasText: /^User agent/ })
  await expect(agent).toContainText('firefox')
  await agent.getByRole('button', { name: /^Include/ }).press('Enter')
  await expect.poll(() => explorer.address()).toContain('local.has=/raw/user_agent')
  await expect(explorer.rows).toHaveCount(1)
  await expect(agent).toContainText('firefox')
  await expect(explorer.row(0)).toHaveAttribute('data-open')
})
