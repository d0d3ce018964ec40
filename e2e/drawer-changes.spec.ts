import { expect, test } from './fixtures.ts'
import { type ExplorerPage, firstAccountId } from './pages/explorer-page.ts'
import { serveEntries } from './serve-entries.ts'

const change = (n: number, result: unknown, time: string) => ({
  id: `5f0c1c1e-0000-4000-8000-00000000000${n}`,
  action: { description: 'Update DNS Record', type: 'update', result: 'success', time },
  actor: { email: 'alice@example.com' },
  raw: { method: 'PATCH', uri: '/zones/z/dns_records/r' },
  resource: { request: { ttl: n }, response: { result } },
})
const now = change(2, { name: 'www', ttl: 2, comment: 'x' }, '2026-11-21T11:00:00Z')
const before = change(1, { name: 'www', ttl: 1, tags: [] }, '2026-11-20T11:00:00Z')

test('the state before comes from the history, whose label is repeated', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [now, before])
  let status = 'exact'
  gumshoe.emulator.faults.when(
    (request) => request.url.includes('/history?'),
    () =>
      Response.json({
        success: true,
        errors: [],
        result: [now, before],
        result_info: { count: 2, history_status: status },
      }),
  )
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Changes' }).press('Enter')
  await expect(explorer.drawer).toContainText('Exact: found by the same URI')
  const compared = explorer.drawer.getByRole('region', { name: 'Compared with the change before' })
  await expect(compared).toContainText('3 differences, 1 equal value folded')
  await expect(compared.getByRole('row', { name: /\.ttl/ })).toContainText(/1\s*2/)
  await expect(compared.getByRole('row', { name: /\.tags/ })).toContainText('absent')
  await compared.getByRole('cell', { name: '"x"' }).click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Find in loaded entries' })).toBeVisible()
  // Before the menu has the focus, the key would close the drawer.
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await compared.getByRole('button', { name: 'Side by side' }).press('Enter')
  await expect(compared.getByRole('group', { name: /side by side/ })).toContainText(
    '"comment": "x"',
  )

  const list = explorer.drawer.getByRole('list', { name: 'Cloudflare’s change history' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list).toContainText('−1 d')
  await list.getByRole('button').nth(1).press('Enter')
  await expect.poll(() => explorer.address()).toContain('2026-11-20T11:00:00Z')

  status = 'unavailable'
  await page.reload()
  await explorer.drawer.getByRole('tab', { name: 'Changes' }).click()
  await expect(explorer.drawer).toContainText('Unavailable: the entry has too little')
})

/** Opens the only entry of the story's address with this text, at its changes. */
async function openChanges(explorer: ExplorerPage, question: string, text: string) {
  await explorer.openWith(`range=14d&${question}`)
  await explorer.rows.filter({ hasText: text }).click()
  await explorer.drawer.getByRole('tab', { name: 'Changes' }).click()
  await expect(explorer.drawer.getByText('Loading…')).toHaveCount(0)
}

test('what others made in the same collection is not the history of what was made', async ({
  explorer,
}) => {
  await openChanges(explorer, 'actor_ip_address=203.0.113.71', 'created Cloudflare tunnel')
  const { drawer } = explorer
  await expect(drawer).toContainText('Exact: found by the same URI')
  await expect(drawer).toContainText('Sent to a collection URL')
  await expect(drawer).toContainText('No earlier version found in Account v2.')
  await expect(drawer.getByRole('region', { name: 'Compared with the change before' })).toBeHidden()
  const told = drawer.getByRole('list', { name: 'Cloudflare’s change history' })
  for (const item of await told.getByRole('listitem').all()) {
    await expect(item).toContainText(/This entry|of another resource/)
  }
  const byId = drawer.getByRole('list', { name: 'Entries with this resource id' })
  await expect(byId.getByRole('listitem')).toHaveText([
    /deleted Cloudflare tunnel/,
    /configuration/,
    /This entry/,
  ])
})

test('a deletion shows the creation, and the way to both', async ({ explorer }) => {
  await openChanges(explorer, 'actor_ip_address=203.0.113.66', 'deleted token')
  const byId = explorer.drawer.getByRole('list', { name: 'Entries with this resource id' })
  await expect(byId.getByRole('listitem')).toHaveText([/This entry/, /created token/])
  await explorer.drawer.getByRole('button', { name: 'Open in explorer' }).click()
  await expect.poll(() => explorer.address()).toContain('resource_id=34920fbd')
  await expect(explorer.status).toHaveText('2 loaded · Complete')
})

test('without an earlier version, v1 is one click away, for the same resource and time', async ({
  explorer,
}) => {
  await openChanges(explorer, 'actor_ip_address=203.0.113.71', 'created Cloudflare tunnel')
  const { drawer } = explorer
  await drawer.getByRole('button', { name: 'Look in Account v1' }).click()
  await expect.poll(() => explorer.address()).toContain('/audit_logs?')
  expect(explorer.address()).toMatch(/since=2026-.*&before=2026-.*&text=/)
  await expect(drawer).toBeHidden()
  await expect(explorer.row(0)).toBeVisible()
})

test('v1 values are compared also when they are JSON in text, and the word null is no value', async ({
  explorer,
  gumshoe,
  page,
}) => {
  const entry = {
    id: 'v1',
    when: '2026-11-21T11:00:00Z',
    action: { type: 'change_setting' },
    oldValue: '{"mode":"off","paths":["/a","/c"]}',
    newValue: '{"mode":"on","paths":["/a","/b","/c"]}',
    oldValueJson: null,
    newValueJson: { enabled: true },
  }
  await explorer.open()
  serveEntries(
    gumshoe,
    [entry, { ...entry, id: 'v2', oldValue: 'null', newValue: 'high' }],
    '/audit_logs',
  )
  const { pathname } = new URL(page.url())
  await explorer.open(`${pathname.replace('logs/audit', 'audit_logs')}?range=24h`)
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Changes' }).click()
  await expect(explorer.drawer.getByRole('row', { name: /\.mode/ })).toContainText(/"off"\s*"on"/)
  await expect(explorer.drawer.getByRole('row', { name: /\.paths\[1\]/ })).toContainText('"/b"')
  await expect(explorer.drawer).toContainText('2 differences, 2 equal values folded')
  await expect(explorer.drawer).toContainText('"enabled": true')
  await explorer.row(1).click()
  await expect(explorer.drawer).toContainText('the word “null”')
})

test('an insight shows both values, the reason, and its own log', async ({ explorer }) => {
  await explorer.open(`/accounts/${firstAccountId}/security-center/insights/audit-log?range=30d`)
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Changes' }).click()
  await expect(explorer.drawer).toContainText('Previous value and current value')
  const list = explorer.drawer.getByRole('list', { name: 'Log of this insight' })
  await expect(list).toContainText('This entry')
})

test('the chosen tab comes back after an entry that does not have it', async ({
  explorer,
  gumshoe,
  page,
}) => {
  const { resource: _, raw: __, ...bare } = change(3, {}, '2026-11-21T10:00:00Z')
  serveEntries(gumshoe, [now, bare, before])
  await explorer.open()
  await explorer.row(0).click()
  const tab = (name: string) => explorer.drawer.getByRole('tab', { name })
  await tab('Request').press('Enter')
  await page.keyboard.press('j')
  await expect(tab('Request')).toHaveCount(0)
  await expect(tab('Overview')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('j')
  await expect(tab('Request')).toHaveAttribute('aria-selected', 'true')
})
