import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const base = {
  id: '5f0c1c1e-0000-4000-8000-000000000007',
  action: { description: 'Update Policy', type: 'update', time: '2026-11-21T11:00:00Z' },
  actor: { email: 'grafana-bot@acme.example' },
  raw: { method: 'PUT', uri: '/access/policies/1' },
}
const filler = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`key ${n}`, n]))
const entry = { ...base, resource: { request: { ...filler, name: 'Grafana-admins' } } }

test('the text that was searched for is marked in every tab, and the first mark is in view', async ({
  explorer,
  gumshoe,
  page,
}) => {
  await makeColorsReadable(page)
  serveEntries(gumshoe, [
    JSON.stringify({ ...base, id: 'other', actor: {} }),
    JSON.stringify(entry),
  ])
  await explorer.open()
  await page.keyboard.press('Shift+F')
  await page.keyboard.type('grafana-admins')
  await page.keyboard.press('Control+Enter')
  const { drawer } = explorer
  const told = drawer.getByRole('status').filter({ hasText: 'in this entry' })
  await expect(drawer).toBeVisible()
  await expect(told).toHaveText('1 match in this entry: “grafana-admins”')
  // The preview of the body shows the part with the text.
  const marks = drawer.locator('mark')
  await expect(marks.first()).toHaveText('Grafana-admins')
  await expect(marks.first()).toBeInViewport()
  await expectAccessibleInBothThemes(page, 'section[aria-label="Entry"]')

  await drawer.getByRole('tab', { name: 'Request' }).click()
  await expect(marks.first()).toBeInViewport()
  await expect(drawer.getByRole('treeitem', { selected: true })).toContainText('Grafana-admins')
  await drawer.getByRole('button', { name: 'Show in JSON' }).click()
  await expect(drawer.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true')
  await expect(marks.first()).toHaveText('Grafana-admins')
  await expect(marks.first()).toBeInViewport()

  // An entry that does not have it says so.
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await explorer.row(0).click()
  await expect(told).toHaveText(/^No match in this entry:/)
  await expect(marks).toHaveCount(0)
})

test('the text of a filter is marked, and nothing once the filter is gone', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [JSON.stringify(entry)])
  await explorer.openWith('range=24h&text=GRAFANA')
  await explorer.row(0).click()
  const { drawer } = explorer
  const told = drawer.getByRole('status').filter({ hasText: 'in this entry' })
  await expect(told).toHaveText('2 matches in this entry: “GRAFANA”')
  await expect(drawer.getByRole('heading', { level: 2 }).locator('mark').first()).toHaveText(
    'grafana',
  )
  await page.goBack()
  await explorer.openWith('range=24h')
  await explorer.row(0).click()
  await expect(drawer).toBeVisible()
  await expect(drawer.locator('mark')).toHaveCount(0)
})

test('the text of a filter does not scroll the entry away from its actor', async ({
  explorer,
  gumshoe,
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 420 })
  serveEntries(gumshoe, [JSON.stringify(entry)])
  await explorer.openWith('range=24h&text=grafana-admins')
  await explorer.row(0).click()
  const mark = explorer.drawer.getByRole('tabpanel').locator('mark')
  await expect(mark.first()).toHaveText('Grafana-admins')
  await expect(mark.first()).not.toBeInViewport()
  await expect(explorer.drawer.getByText('grafana-bot@acme.example').first()).toBeInViewport()
})
