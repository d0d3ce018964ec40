/** Loaded entries are filtered by a text anywhere in them; the API is not told. */
import { expect, test } from './fixtures.ts'

test('a text filter from a link shows the entries that the find bar finds, and is edited by keyboard', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.openWith('range=7d&text=TERRAFORM')
  const pill = page.getByRole('button', { name: 'anywhere: TERRAFORM (local)', exact: true })
  await expect(pill).toBeVisible()
  await explorer.row(0).click()
  await expect(explorer.drawer).toContainText(/terraform/i)
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.grid).toBeFocused()
  expect(gumshoe.asked.filter(({ href }) => /terraform/i.test(href))).toEqual([])

  await pill.focus()
  await page.keyboard.press('n')
  await expect.poll(() => explorer.address()).toContain('text.not=TERRAFORM')
  await expect(
    page.getByRole('button', { name: 'nowhere: TERRAFORM (local)' }).first(),
  ).toBeFocused()
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: /^Edit local filter/ })
  await expect(editor.getByRole('combobox')).toBeFocused()
  await editor.getByRole('combobox').fill('')
  await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await editor.getByRole('combobox').fill('mozilla/5')
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('text.not=mozilla/5')
  const changed = page.getByRole('button', { name: /nowhere: mozilla\/5/ }).first()
  await expect(changed).toBeFocused()
  await page.keyboard.press('o')
  await expect.poll(() => explorer.address()).toContain('off=text.not=mozilla/5')
  await expect(changed).toBeFocused()
  await page.keyboard.press('Delete')
  await expect.poll(() => explorer.address()).not.toContain('text')
})

test('a text filter is added like any other filter, and several have to match all', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=30d')
  for (const text of ['terraform', 'no such text']) {
    await page.keyboard.press('f')
    await page.keyboard.type('anywhere')
    await page.keyboard.press('Enter')
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
    await expect.poll(() => explorer.address()).toContain(`text=${text}`)
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await expect(explorer.status).toContainText(/^0 of [\d,]+ loaded/)
})
