/** Addresses are filtered by several values and by networks, also by those that have names. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => makeColorsReadable(page))

const london = 'actor/ip_address=203.0.113.0/24'

test('a network that is typed for audit log v2 becomes a local filter, and the bar says so before it runs', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=30d')
  await page.keyboard.press('/')
  await page.keyboard.type('actor_ip_address:203.0.113.0/24')
  await expect(page.getByText('IP address is in 203.0.113.0/24 (local)').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain(`local.has=/${london}`)
  const pill = page.getByRole('button', { name: 'IP address is in 203.0.113.0/24 (local)' })
  await expect(pill.first()).toBeVisible()
  const cells = await explorer.cells('IP address')
  await expect
    .poll(async () => new Set((await cells.allInnerTexts()).map((text) => text.slice(0, 10))))
    .toEqual(new Set(['203.0.113.']))
  expect(gumshoe.asked.filter(({ href }) => href.includes('203.0.113'))).toEqual([])
})

test('several values at one place are one pill, edited together', async ({ explorer, page }) => {
  await explorer.openWith('range=30d&local.has=/raw/user_agent=terraform')
  const pills = page.getByRole('list', { name: 'Filters in use' }).getByRole('listitem')
  await expect(pills).toHaveCount(1)
  const before = explorer.address()
  await page
    .getByRole('button', { name: 'User agent contains terraform (local)' })
    .first()
    .press('Enter')
  const editor = page.getByRole('dialog', { name: /^Edit local filter/ })
  await editor.getByRole('combobox').press('Shift+Enter')
  await editor.getByRole('combobox').fill('mozilla')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toBe(`${before}&local.has=/raw/user_agent=mozilla`)
  await expect(pills).toHaveCount(1)
  await expect(
    page
      .getByRole('button', { name: 'User agent contains any of: terraform, mozilla (local)' })
      .first(),
  ).toBeFocused()
  await page.keyboard.press('Delete')
  await expect.poll(() => explorer.address()).not.toContain('local')
})

test('a network gets a name, which filters offer and pills show, while the link has its addresses', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  await page.keyboard.press('f')
  await page.keyboard.type('actor_ip_address')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await editor.getByRole('button', { name: 'Named networks…' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Named networks' })
  await dialog.getByRole('textbox', { name: 'Name of network 1' }).fill('London office')
  await dialog.getByRole('textbox', { name: 'Addresses of network 1' }).fill('203.0.113.0/33')
  await expect(dialog).toContainText('“203.0.113.0/33” is neither an address nor a network')
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await dialog.getByRole('textbox', { name: 'Addresses of network 1' }).fill('203.0.113.0/24')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(dialog).toBeHidden()

  await editor.getByRole('option', { name: /London office/ }).click()
  await expect(editor).toContainText('A local filter: the API takes no network here')
  await editor.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => explorer.address()).toContain(`local.has=/${london}`)
  const pill = page.getByRole('button', { name: /^IP address is in London office/ }).first()
  await expect(pill).toContainText('is in London office')
  await pill.press('Delete')

  await page.keyboard.press('/')
  await page.keyboard.type('-actor_ip_address:lon')
  await page.getByRole('option', { name: /London office \(203\.0\.113\.0\/24\)/ }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain(`local.not=/${london}`)

  await page.goto(`${explorer.origin}/saved`)
  await page.getByRole('button', { name: 'Named networks…' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Name of network 1' })).toHaveValue(
    'London office',
  )
  await dialog.getByRole('button', { name: 'Remove London office' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await page.goBack()
  await expect(
    page.getByRole('button', { name: /^IP address is not in 203/ }).first(),
  ).toBeVisible()
})
