import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

test.beforeEach(({ page }) => makeColorsReadable(page))

const pills = [
  ...['actor_context=dash', 'action_type.not=view', 'product_category=domains'],
  ...['off=zone_name=acme.example', 'off=action_result.not=failure'],
  ...['local.has=/raw/user_agent=mozilla', 'local.not=/resource/request/name="x"'],
].join('&')

test.use({ viewport: { width: 1200, height: 640 } })

test('axe finds nothing in either theme in pills of all kinds, their menu and editors, and the menu of a value', async ({
  explorer,
  page,
}) => {
  await explorer.ask(`range=24h&${pills}`)
  await explorer.grid
    .or(page.getByRole('heading', { name: /No entries/ }))
    .first()
    .waitFor()
  const filters = explorer.bar
  await expect(filters.getByRole('listitem')).toHaveCount(7)
  await expectAccessibleInBothThemes(page, 'search')

  const local = filters.getByRole('button', { name: 'User agent contains mozilla (local)' })
  await local.first().focus()
  await page.keyboard.press('.')
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessibleInBothThemes(page, '[role=menu]')
  await page.keyboard.press('Escape')
  await local.first().press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(local.first()).toBeFocused()

  await page.keyboard.press('f')
  await expect(page.getByRole('combobox', { name: /^Find/ })).toBeFocused()
  await page.keyboard.type('path inside')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await page.keyboard.press('Enter')
  await page.keyboard.type('a..b')
  await expect(page.getByRole('dialog')).toContainText('two dots')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await filters.getByRole('button', { name: 'Clear all' }).click()
  await expect(filters.getByRole('listitem')).toHaveCount(0)
  await expect(explorer.row(0)).toContainText(/\d\d:\d\d/)
  await explorer.grid.press('.')
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible()
  // A pause between two letters begins another word.
  await expect(async () => {
    await page.keyboard.type('Actor')
    await expect(page.getByRole('menuitem', { name: /^Actor/ }).first()).toBeFocused({
      timeout: 1_000,
    })
  }).toPass()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('menu')).toHaveCount(2)
  for (const at of [0, 1]) {
    const id = await page.getByRole('menu').nth(at).getAttribute('id')
    await expectAccessibleInBothThemes(page, `[id="${id}"]`)
  }
})
