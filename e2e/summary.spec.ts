/** The summary column: what it says, what can be filtered from it, and what becomes of it beside the drawer. */
import type { Locator } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId, firstOrganizationId } from './pages/explorer-page.ts'
import { serveEntries } from './serve-entries.ts'

const account = `/accounts/${firstAccountId}`
const logs = [
  ['account v2', `${account}/logs/audit`],
  ['organization', `/organizations/${firstOrganizationId}/logs/audit`],
  ['account v1', `${account}/audit_logs`],
  ['user v1', '/user/audit_logs'],
  ['insights', `${account}/security-center/insights/audit-log`],
  ['Access sign-ins', `${account}/access/logs/access_requests`],
] as const

for (const [name, path] of logs) {
  test(`the second column of the log of ${name} says who did what, and results are words`, async ({
    explorer,
  }) => {
    await explorer.open(`${path}?range=30d`)
    const summaries = await (await explorer.cells('Summary')).allInnerTexts()
    expect(summaries.length).toBeGreaterThan(3)
    for (const summary of summaries) expect(summary).toMatch(/\S+ \S+/)
    const headings = explorer.grid.getByRole('columnheader')
    await expect(headings.nth(0)).toHaveAccessibleName('Time')
    await expect(headings.nth(1)).toHaveAccessibleName('Summary')
    if (name === 'insights') return
    // Facets count outcomes by the same words.
    const facets = explorer.page.getByRole('complementary', { name: 'Facets' })
    const facet = facets.getByRole('region', { name: /^(Result|Allowed)$/ })
    if ((await facet.count()) > 0) {
      await expect(facet.getByRole('button', { name: /^Include only .* success, / })).toBeVisible()
      await expect(facet.getByRole('button', { name: /true|false/ })).toHaveCount(0)
    }
    const legend = explorer.page.getByRole('list', { name: 'Legend' })
    if (name !== 'user v1') await expect(legend).toContainText(/success/)
    await expect(legend).not.toContainText(/true|false/)
    const results = await explorer.cells('Result')
    // In place of a success, a finding says what the change does to security.
    const words = /^(success|failure|–|\S+ (loosens|tightens))$/
    await expect
      .poll(async () => (await results.allInnerTexts()).filter((each) => !words.test(each)))
      .toEqual([])
    // All columns are in sight, and none is cut by the edge of the table.
    await expect.poll(() => explorer.scrollsSideways()).toBe(false)
  })
}

const time = '2026-11-21T11:00:00.123Z'
const updated = {
  id: 'e1',
  action: { description: 'Update DNS Record', type: 'update', result: 'failure', time },
  actor: { email: 'ann@acme.example', ip_address: '192.0.2.1' },
  resource: { id: 'r1', product: 'dns', request: { name: 'www.acme.example' } },
  zone: { name: 'acme.test' },
}

/** The text that a cell gets when the pointer enters it; it enters a cell that is drawn anew again. */
async function readTooltip(cell: Locator): Promise<string | null> {
  await cell.hover()
  return cell.getAttribute('title')
}

test('the actor, the thing and the zone of a sentence are filters under the pointer', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [updated])
  await explorer.openWith('range=24h')
  const cell = (await explorer.cells('Summary')).first()
  const sentence = 'ann@acme.example tried to update DNS record www.acme.example in acme.test'
  await expect(cell).toHaveText(sentence)
  await expect.poll(() => readTooltip(cell)).toBe(sentence)
  const menu = page.getByRole('menu').first()
  for (const [words, label] of [
    ['ann@acme.example', 'Actor email'],
    ['tried to update DNS record', 'Action'],
    ['www.acme.example', '/resource/request/name'],
    ['acme.test', 'Zone'],
  ] as const) {
    await cell.getByText(words, { exact: true }).click({ button: 'right' })
    await expect(menu.getByRole('group').first()).toContainText(label)
    await expect(menu.getByRole('menuitem', { name: 'Include' }).first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
  }
  // The row's menu has all of them, and what the sentence does not spell.
  await explorer.grid.focus()
  await page.keyboard.press('.')
  for (const label of ['Actor email', 'Action type update', 'Product dns', 'Zone', 'IP address']) {
    await expect(menu.getByRole('menuitem', { name: label }).first()).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await cell.getByText('ann@acme.example').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Include' }).first().click()
  await expect.poll(() => explorer.address()).toContain('actor_email=ann@acme.example')
})

test('beside the drawer a row is time and sentence; closing brings the columns back at the same row', async ({
  explorer,
  gumshoe,
  page,
}) => {
  await makeColorsReadable(page)
  const others = Array.from({ length: 60 }, (_, i) => ({ ...updated, id: `o${i}` }))
  serveEntries(gumshoe, [...others, updated])
  await explorer.openWith('range=24h')
  await explorer.grid.focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown')
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', /row-[1-9]\d/)
  const current = (await explorer.grid.getAttribute('aria-activedescendant')) ?? ''
  const headings = explorer.grid.getByRole('columnheader')
  const before = await headings.allInnerTexts()
  let lists = 0
  page.on('request', (request) => {
    if (request.url().includes('/logs/audit?')) lists++
  })
  await page.keyboard.press('Enter')
  await expect(explorer.drawer).toBeVisible()
  await expect(headings).toHaveText(['Time (UTC)', 'Summary'])
  const row = explorer.page.locator(`#${current}`)
  await expect(row).toBeInViewport()
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await expect(row.getByRole('gridcell')).toHaveText([/^11-21 11:00:00\.123$/, /^failedann@/])
  await expectAccessibleInBothThemes(page, '[role=grid]')
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(headings).toHaveText(before)
  await expect(explorer.grid).toHaveAttribute('aria-activedescendant', current)
  await expect(row).toBeInViewport()
  expect(lists).toBe(0)
})

test('a mark of an entry does not cut its milliseconds, and the tooltip has the whole instant', async ({
  explorer,
  gumshoe,
}) => {
  serveEntries(gumshoe, [{ ...updated, id: '' }])
  await explorer.openWith('range=24h')
  const cell = explorer.row(0).getByRole('gridcell').first()
  await expect(cell).toHaveText('11-21 11:00:00.123')
  await expect(explorer.row(0).getByRole('gridcell').nth(1)).toContainText('no id')
  const [needed, given] = await cell.evaluate(({ scrollWidth, clientWidth }) => [
    scrollWidth,
    clientWidth,
  ])
  expect(needed).toBeLessThanOrEqual(given ?? 0)
  await expect.poll(() => readTooltip(cell)).toBe(`${time} · Sat, 21 Nov 2026 (UTC)`)
})

test('a range in two years has times with their year', async ({ explorer, gumshoe }) => {
  const late = { ...updated, action: { ...updated.action, time: '2025-12-31T23:59:59.999Z' } }
  serveEntries(gumshoe, [late])
  await explorer.openWith('since=2025-12-01T00:00:00Z&before=2026-02-01T00:00:00Z')
  await expect(explorer.row(0).getByRole('gridcell').first()).toHaveText('2025-12-31 23:59:59.999')
})
