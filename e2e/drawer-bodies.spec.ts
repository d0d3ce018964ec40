import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const base = {
  id: '5f0c1c1e-0000-4000-8000-000000000003',
  action: { description: 'Update Ruleset', type: 'update', time: '2026-11-21T11:00:00Z' },
  actor: { email: 'alice@example.com' },
  raw: { method: 'PUT', uri: '/rulesets/1' },
}
const withRequest = (request: string) =>
  JSON.stringify({ ...base, resource: { request: 0 } }).replace(
    '"request":0',
    `"request":${request}`,
  )

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a body is searched, folded and copied by keyboard alone, its numbers as they were sent', async ({
  explorer,
  gumshoe,
  page,
}) => {
  const rules = Array.from({ length: 40 }, (_, n) => `{"id":${n},"expression":"path ${n}"}`)
  serveEntries(gumshoe, [
    withRequest(`{"version":12345678901234567890,"rules":[${rules}],"last":"end"}`),
  ])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Request' }).press('Enter')
  const tree = explorer.drawer.getByRole('tree', { name: 'Request body' })
  await expect(tree).toContainText('12345678901234567890')

  await explorer.drawer.getByRole('searchbox', { name: 'Search in request body' }).focus()
  await page.keyboard.type('PATH 33')
  await expect(explorer.drawer).toContainText('1 of 1')
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('"path 33"')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).not.toContainText('1 of 1')
  await expect(explorer.drawer).toBeVisible()

  await tree.focus()
  await page.keyboard.press('p')
  await expect.poll(clipboard).toBe('.resource.request.rules[33].expression')
  await page.keyboard.press('c')
  await expect.poll(clipboard).toBe('path 33')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAttribute(
    'aria-expanded',
    'false',
  )
  await page.keyboard.press('c')
  await expect.poll(clipboard).toBe('{"id":33,"expression":"path 33"}')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('c')
  await expect.poll(clipboard).toBe('12345678901234567890')
  await page.keyboard.press('m')
  await expect(page.getByRole('menu')).toContainText('Around this time')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(tree).toBeFocused()
  await expect(explorer.drawer).toBeVisible()

  await explorer.drawer
    .getByRole('button', { name: 'Fold all of request body', exact: true })
    .press('Enter')
  await expect(tree).toContainText('… 40 inside')
  await explorer.drawer.getByRole('button', { name: 'Wrap lines of request body' }).press('Enter')
  await explorer.drawer.getByRole('button', { name: 'Show request body as text' }).press('Enter')
  await expect(tree).toContainText('"version":12345678901234567890,"rules":[{"id":0')
})

test('5 MB, ten thousand keys and 200 levels draw only what is in sight', async ({
  explorer,
  gumshoe,
}) => {
  const keys = Array.from({ length: 10_000 }, (_, n) => `"key ${n}":"${'v'.repeat(480)}"`)
  const deep = `${'{"in":['.repeat(100)}"bottom"${']}'.repeat(100)}`
  serveEntries(gumshoe, [
    withRequest(`{${keys}}`),
    JSON.stringify({ ...base, id: 'wide', ...JSON.parse(`{${keys.slice(0, 2_000)}}`) }),
    withRequest(deep).replace(base.id, 'deep'),
  ])
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Request' }).click()
  const tree = explorer.drawer.getByRole('tree', { name: 'Request body' })
  await expect(tree).toContainText('"key 0"')
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(100)
  await explorer.drawer.getByRole('searchbox').fill('key 9999')
  await expect(tree).toContainText('"key 9999"')
  await tree.press('Home')
  await expect(tree).toContainText('"key 0"')

  await explorer.row(1).click()
  await explorer.drawer.getByRole('tab', { name: 'Overview' }).click()
  await expect(explorer.drawer).toContainText('1,800 fields not shown yet')

  await explorer.row(2).click()
  await explorer.drawer.getByRole('tab', { name: 'Request' }).click()
  await expect(tree).toContainText('… 1 inside')
  await expect(tree).not.toContainText('bottom')
  await explorer.drawer.getByRole('searchbox').fill('bottom')
  await expect(tree).toContainText('⟨200⟩')
  await expect(tree).toContainText('"bottom"')
})
