import { expect, test } from './fixtures.ts'

test('a pill is flipped, turned off and on, copied and removed by keyboard alone', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h&actor_context=dash&action_type=update')
  await page.getByRole('button', { name: 'Actor context is dash', exact: true }).focus()
  await page.keyboard.press('n')
  await expect.poll(() => explorer.address()).toContain('actor_context.not=dash')
  await expect(
    page.getByRole('button', { name: 'Actor context is not dash' }).first(),
  ).toBeFocused()

  await page.keyboard.press('o')
  await expect.poll(() => explorer.address()).toContain('off=actor_context.not=dash')
  await expect(explorer.rows.first()).toBeVisible()
  const off = page.getByRole('button', { name: 'Actor context is not dash (off)', exact: true })
  await expect(off).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(
    page.getByRole('button', { name: 'Action type is update', exact: true }),
  ).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('o')
  await expect.poll(() => explorer.address()).toContain('&actor_context.not=dash')

  await page.keyboard.press('d')
  const copy = page.getByRole('dialog', { name: /^Copy of filter/ })
  await expect(copy.getByRole('radio', { name: 'Include' })).toBeChecked()
  await copy.getByRole('checkbox', { name: 'api_token' }).check()
  await copy.getByRole('checkbox', { name: 'dash' }).uncheck()
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('actor_context=api_token')
  expect(explorer.address()).toContain('actor_context.not=dash')

  await page.getByRole('button', { name: 'Actor context is api_token', exact: true }).focus()
  await page.keyboard.press('Delete')
  await expect.poll(() => explorer.address()).not.toContain('actor_context=api_token')
})

test('a new filter begins right after an editor was left', async ({ explorer, page }) => {
  await explorer.openWith('range=24h&actor_context=dash')
  const pill = page.getByRole('button', { name: 'Actor context is dash', exact: true })
  await pill.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Edit filter/ })).toBeVisible()
  await page.keyboard.press('Escape')
  // A field of the editor would take the key.
  await expect(pill).toBeFocused()
  await page.keyboard.press('f')
  const builder = page.getByRole('dialog', { name: 'Add filter', exact: true })
  await expect(builder.getByRole('combobox')).toBeFocused()
})

test('the menu of a pill names every gesture with its key', async ({ explorer, page }) => {
  await explorer.openWith('range=24h&action_type=update')
  const pill = page.getByRole('button', { name: 'Action type is update', exact: true })
  await pill.focus()
  await page.keyboard.press('.')
  const items = page.getByRole('menuitem')
  await expect(items).toHaveText([
    /^Edit.*Enter$/,
    /^Exclude instead.*N$/,
    /^Disable.*O$/,
    /^Duplicate, then edit.*D$/,
    /^Remove.*Del$/,
  ])
  // Before the menu has the focus, the key would leave the pill.
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pill).toBeFocused()
  await page.keyboard.press('.')
  await items.first().press('Enter')
  const editor = page.getByRole('dialog', { name: 'Edit filter: Action type is update' })
  await editor.getByRole('checkbox', { name: 'delete' }).check()
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('action_type=delete&action_type=update')
})

test('gestures are undone and redone, and all filters cleared', async ({ explorer, page }) => {
  await explorer.openWith('range=24h&actor_context=dash&action_type.not=view')
  const start = explorer.address()
  // Excluding what is included and including what is excluded is no complement, so no button does both.
  await expect(explorer.bar.getByRole('button', { name: /instead|Invert/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Actor context is dash', exact: true }).press('n')
  await expect.poll(() => explorer.address()).toContain('actor_context.not=dash')
  await page.getByRole('button', { name: 'Action type is not view', exact: true }).press('n')
  await expect.poll(() => explorer.address()).toContain('actor_context.not=dash&action_type=view')
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect.poll(() => explorer.address()).not.toContain('dash')
  await expect(explorer.rows.first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Add filter/ })).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => explorer.address()).toContain('actor_context.not=dash&action_type=view')
  await page.keyboard.press('Control+z')
  await expect.poll(() => explorer.address()).toContain('actor_context.not=dash&action_type.not')
  await page.keyboard.press('Control+z')
  await expect.poll(() => explorer.address()).toBe(start)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => explorer.address()).toContain('actor_context.not=dash&action_type=view')

  await page.keyboard.press('f')
  await page.keyboard.type('zone')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Escape')
  expect(explorer.address()).toContain('actor_context.not=dash&action_type=view')
})
