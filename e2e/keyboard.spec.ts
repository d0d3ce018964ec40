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
