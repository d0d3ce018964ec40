import { expect, test } from './fixtures.ts'

test('an investigator filters in, filters out, opens an entry and reads its request', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await expect(explorer.status).toContainText(/ loaded · /)

  await page.keyboard.press('f')
  const builder = page.getByRole('dialog', { name: 'Add filter' })
  await expect(builder.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('action type')
  await page.keyboard.press('Enter')
  await page.getByRole('checkbox', { name: 'delete' }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => explorer.address()).toContain('action_type=delete')
  const types = await explorer.cells('Action type')
  await expect(types.first()).toHaveText('delete')
  await expect(types.filter({ hasNotText: 'delete' })).toHaveCount(0)

  await explorer.row(0).click()
  await expect(explorer.drawer).toBeVisible()
  await expect(explorer.drawer).toContainText('delete')
  await explorer.drawer.getByRole('tab', { name: 'Request' }).click()
  await expect(explorer.drawer).toContainText('DELETE')
  await explorer.drawer.getByRole('tab', { name: 'JSON' }).click()
  await expect(explorer.drawer).toContainText('"cf_ray_id"')
})

test('the logs can be read one after another', async ({ explorer, page }) => {
  await explorer.open()
  for (const title of [
    'Account audit log v1',
    'User audit log v1',
    'Security insight log',
    'Organization audit log v2',
  ]) {
    await page.getByRole('button', { name: /^Log:/ }).click()
    await page.getByRole('menuitem', { name: title }).click()
    await expect(page).toHaveTitle(new RegExp(title))
    await expect(explorer.grid).toHaveAccessibleName(title)
    await expect(explorer.rows.first()).toBeVisible()
  }
})

test('a value in the drawer becomes a filter, and the same gesture takes it away', async ({
  explorer,
}) => {
  await explorer.open()
  const actionTypes = await explorer.cells('Action type')
  await expect(actionTypes.first()).toHaveText(/\w/)
  const type = await actionTypes.first().innerText()
  await explorer.row(0).click()
  const exclude = explorer.drawer.getByRole('button', { name: /^Exclude action type/i })
  await exclude.click()
  await expect.poll(() => explorer.address()).toContain(`action_type.not=${type}`)
  await expect(explorer.drawer).toBeVisible()
  await explorer.drawer.getByRole('button', { name: /action type/i, pressed: true }).click()
  await expect.poll(() => explorer.address()).not.toContain('action_type')
  await exclude.click()
  await expect.poll(() => explorer.address()).toContain(`action_type.not=${type}`)
  // Beside the drawer the table has no column of types.
  await explorer.drawer.getByRole('button', { name: /^Close/ }).click()
  await expect(explorer.drawer).toBeHidden()
  await explorer.waitForTexts()
  await expect(actionTypes.first()).toHaveText(/\w/)
  await expect(actionTypes.filter({ hasText: new RegExp(`^${type}$`) })).toHaveCount(0)
})
