import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const secret = 'hunter2-is-not-a-good-one'
const key = 'AKIAIOSFODNN7EXAMPLE'
const entry = {
  id: '5f0c1c1e-0000-4000-8000-000000000002',
  action: { description: 'Update App', type: 'update', time: '2026-11-21T11:00:00Z' },
  actor: { email: 'alice@example.com', token_name: `ci ${key}` },
  raw: { uri: `/apps?client_secret=${secret}&page=1`, method: 'PUT' },
  resource: {
    request: { name: 'app', password: secret, bindings: [{ type: 'plain', text: 'x' }] },
  },
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('what looks like a secret is masked in every view, until it is shown by itself', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [entry])
  await explorer.open()
  await expect(explorer.grid).not.toContainText(secret)
  await expect(explorer.grid).not.toContainText(key)
  await explorer.row(0).click()
  await expect(explorer.drawer.getByRole('tab', { name: 'Source' })).toBeVisible()
  for (const tab of await explorer.drawer.getByRole('tab').all()) {
    await tab.click()
    await expect(explorer.drawer).not.toContainText(secret)
    await expect(explorer.drawer).not.toContainText(key)
  }
  await explorer.drawer.getByRole('tab', { name: 'Overview' }).click()
  const before = page.url()
  const uri = explorer.drawer.locator('dl > div', { hasText: /^URI/ })
  await uri.getByRole('button', { name: /^Show the masked secret/ }).press('Enter')
  await expect(uri).toContainText(`/apps?client_secret=${secret}`)
  await expect(explorer.drawer).not.toContainText(key)
  await expect(uri.getByRole('button', { name: /^(Include|Exclude)/ })).toHaveCount(0)
  expect(page.url()).toBe(before)
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
  )
  expect(stored).not.toContain(secret)
})

test('a copy is masked, and the original bytes say what they contain', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [entry])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('button', { name: 'Copy URI' }).press('Enter')
  await expect.poll(clipboard).toBe('/apps?client_secret=[masked]&page=1')
  await explorer.drawer.getByRole('tab', { name: 'JSON' }).click()
  await explorer.drawer.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'JSON', exact: true }).click()
  await expect.poll(clipboard).toContain('"password": "[masked]"')
  expect(JSON.parse(await clipboard()).resource.request.name).toBe('app')
  await explorer.drawer.getByRole('tab', { name: 'Source' }).click()
  await expect(explorer.drawer).toContainText('They contain 3 suspected secrets')
  await explorer.drawer.getByRole('button', { name: 'Show original bytes' }).click()
  await expect(explorer.drawer).toContainText(secret)
})

test('a hit in a secret that is masked again is the current one no more', async ({
  explorer,
  gumshoe,
  page,
}) => {
  const rules = Array.from({ length: 8 }, (_, n) => ({ id: n }))
  const request = { name: 'hunter2', note: 'not hunter2', rules, password: secret }
  serveEntries(gumshoe, [{ ...entry, resource: { request } }])
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Request' }).press('Enter')
  const header = explorer.drawer.locator('header', { has: page.getByRole('searchbox') })
  await explorer.drawer.getByRole('searchbox', { name: 'Search in request body' }).fill('hunter2')
  await expect(header).toContainText('1 of 2')
  const tree = explorer.drawer.getByRole('tree', { name: 'Request body' })
  await tree.getByRole('button', { name: /^Show the masked secret/ }).click()
  await expect(header).toContainText('1 of 3')
  await header.getByRole('button', { name: /^Previous/ }).click()
  await expect(header).toContainText('3 of 3')
  await tree.getByRole('button', { name: 'Hide the secret' }).click()
  await expect(header).toContainText('2 of 2')
})

test('the values because of which a rule matched are masked, and shown one by one', async ({
  explorer,
  gumshoe,
}) => {
  const created = {
    ...entry,
    action: { ...entry.action, description: 'Create Token', type: 'create', result: 'success' },
    raw: { uri: '/user/tokens', method: 'POST' },
    resource: { request: { name: `deploy ${key}` } },
  }
  serveEntries(gumshoe, [created, { ...created, id: '5f0c1c1e-0000-4000-8000-000000000003' }])
  await explorer.open()
  await explorer.row(0).click()
  const section = explorer.drawer.getByRole('region', { name: 'Findings' })
  const value = section.getByRole('listitem').filter({ hasText: 'resource.request.name: ' })
  await expect(value).toContainText('deploy')
  await expect(explorer.drawer).not.toContainText(key)
  await value.getByRole('button', { name: /^Show the masked secret/ }).press('Enter')
  await expect(value).toContainText(key)
  await value.getByRole('button', { name: 'Hide the secret' }).press('Enter')
  await expect(value).not.toContainText(key)
})

test('a secret that was shown is masked in the next entry', async ({ explorer, gumshoe }) => {
  const other = `${entry.raw.uri}&client_secret=another-one-for-the-next`
  serveEntries(gumshoe, [
    entry,
    { ...entry, id: '5f0c1c1e-0000-4000-8000-000000000003', raw: { ...entry.raw, uri: other } },
  ])
  await explorer.open()
  await explorer.row(0).click()
  const uri = explorer.drawer.locator('dl > div', { hasText: /^URI/ })
  const show = uri.getByRole('button', { name: /^Show the masked secret/ })
  await show.first().press('Enter')
  await expect(uri.getByRole('button', { name: 'Hide the secret' })).toHaveCount(1)
  await explorer.row(1).click()
  await expect(show).toHaveCount(2)
  await expect(explorer.drawer).not.toContainText(secret)
})
