/** What comes after the first row is not missed: its keys work before it is there, and nothing moves. */
import { expect, test } from './fixtures.ts'

for (const [key, role, name] of [
  ['f', 'dialog', 'Add filter'],
  ['s', 'dialog', 'Save this query'],
  ['?', 'dialog', 'Keyboard shortcuts'],
] as const) {
  test(`${key} is taken while its part is still on the way`, async ({ explorer, page }) => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/controls-[^/]*\.js$/, async (route) => {
      await released
      await route.continue()
    })
    await explorer.openRows()
    await expect(page.getByRole('button', { name: 'Add filter' })).toBeHidden()
    await page.keyboard.press(key)
    release()
    await expect(page.getByRole(role, { name })).toBeVisible()
  })
}

test('the rows stay in place when the controls come', async ({ explorer, page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/controls-[^/]*\.js$/, async (route) => {
    await released
    await route.continue()
  })
  await explorer.openRows()
  const before = await explorer.row(0).boundingBox()
  release()
  await page.getByRole('button', { name: 'Add filter' }).waitFor()
  expect(await explorer.row(0).boundingBox()).toEqual(before)
})

test('what is typed after / before the bar is there is not lost', async ({ explorer, page }) => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/controls-[^/]*\.js$/, async (route) => {
    await released
    await route.continue()
  })
  await explorer.openRows()
  await page.keyboard.type('/alice')
  release()
  await expect(page.locator('input:focus')).toHaveValue('alice')
})

test('a part that cannot be loaded says so, and the rows stay', async ({ explorer, page }) => {
  await page.route(/controls-[^/]*\.js$/, (route) => route.fulfill({ status: 404 }))
  await explorer.openRows()
  await expect(page.getByRole('alert').first()).toContainText('could not be loaded')
  await expect(page.getByRole('button', { name: 'Reload the page' }).first()).toBeVisible()
  await expect(explorer.rows.first()).toBeVisible()
})
