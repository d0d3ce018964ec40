import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, isList, test } from './fixtures.ts'

test('rows stay when the API fails mid-scroll, and a retry goes on', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const before = await explorer.openLong()
  gumshoe.emulator.faults.when(
    isList,
    () => new Response('<html>bad gateway</html>', { status: 502 }),
  )
  await explorer.scrollToEnd()
  await expect(explorer.status).toContainText('Stopped')
  expect(await explorer.loadedCount()).toBe(before)
  await expect(explorer.rows.first()).toBeVisible()
  gumshoe.emulator.faults.clear()
  await page.getByRole('contentinfo').getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
})

test('a damaged answer is an error with a retry, and is not counted', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const before = await explorer.openLong()
  gumshoe.emulator.faults.when(
    isList,
    () =>
      new Response('{"success":true,"result":[{"id":"x"', {
        headers: { 'content-type': 'application/json' },
      }),
  )
  await explorer.scrollToEnd()
  await expect(page.getByRole('alert')).toContainText('The answer was damaged and was not counted')
  expect(await explorer.loadedCount()).toBe(before)
  gumshoe.emulator.faults.clear()
  await page.getByRole('alert').getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(before)
})

test('a missing permission is explained, with the code to quote', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  const documentation_url = 'https://developers.cloudflare.com/api/resources/accounts/'
  gumshoe.emulator.faults.when(isList, () =>
    Response.json(
      {
        success: false,
        errors: [{ code: 10000, message: 'Authentication error', documentation_url }],
      },
      { status: 403 },
    ),
  )
  await explorer.ask('range=7d')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('No permission to read this log')
  await expect(alert).toContainText('lacks the permission')
  await expect(alert).toContainText('It needs: Account Settings Read.')
  await expect(alert).toContainText('code 10000')
  const link = alert.getByRole('link', { name: 'What this needs' })
  await expect(link).toHaveAttribute('href', documentation_url)
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(link).toHaveAttribute('rel', 'noreferrer noopener')
  await expectAccessibleInBothThemes(page)
})

test('a question without an answer says what the log cannot show', async ({ explorer, page }) => {
  await explorer.ask('range=24h&actor_email=nobody@nowhere.example')
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  await expect(page.getByText('Reads (GET calls)')).toBeVisible()
  await page.getByRole('button', { name: 'Remove all filters' }).click()
  await expect(explorer.rows.first()).toBeVisible()
})
