import { expect, test } from './fixtures.ts'

test('an account is found by name', async ({ explorer, page }) => {
  await explorer.open()
  const before = new URL(page.url()).pathname
  await page.getByRole('combobox', { name: /^Account: / }).click()
  const options = page.getByRole('option')
  await expect(options.nth(1)).toBeVisible()
  await options.nth(1).click()
  await expect.poll(() => new URL(page.url()).pathname).not.toBe(before)
})

test('an id can be pasted where the token may not list accounts', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const id = new URL(page.url()).pathname.split('/')[2] ?? ''
  // The page remembers the scope once the log is read and the proxy's status is known.
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toContain(id)
  await page.evaluate(() => localStorage.clear())
  gumshoe.emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith('/accounts'),
    () =>
      Response.json(
        { success: false, errors: [{ code: 9109, message: 'Unauthorized' }] },
        { status: 403 },
      ),
  )
  await page.goto(gumshoe.origin)
  await expect(page.getByRole('alert')).toContainText('code 9109')
  await page.getByLabel('Account id').fill(id)
  await page.getByRole('button', { name: 'Open its account audit log v2' }).click()
  await expect(explorer.rows.first()).toBeVisible()
})

test('insights are read in a zone as well', async ({ explorer, page }) => {
  await explorer.open()
  await page.getByRole('button', { name: /^Log:/ }).click()
  await page.getByRole('menuitem', { name: 'Security insight log' }).click()
  await page.getByRole('combobox', { name: /^Account or zone/ }).click()
  await page.getByRole('option', { name: /zone/ }).first().click()
  await expect.poll(() => explorer.address()).toMatch(/^\/zones\/[0-9a-f]{32}\/security-center/)
  await expect(explorer.status).toContainText(/ loaded · /)
})
