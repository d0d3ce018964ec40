/** The column that says what each entry changed, before and after, in the table and in CSV. */
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'
import { dialogOf, exportFiles, withoutPicker } from './pages/export-dialog.ts'
import { serveEntries } from './serve-entries.ts'

const policyId = '0123456789abcdef0123456789abcdef'
const update = (n: number, result: unknown, type = 'update') => ({
  id: `5f0c1c1e-0000-4000-8000-00000000000${n}`,
  action: {
    description: 'Update an Access policy',
    type,
    result: 'success',
    time: `2026-11-21T11:0${n}:00Z`,
  },
  actor: { email: 'alice@acme.example' },
  resource: { id: policyId, product: 'access', type: 'policy', response: { result } },
})
const entries = [
  update(5, {
    id: policyId,
    decision: 'bypass',
    include: [{ everyone: {} }],
    client_secret: 'new!secret',
  }),
  update(3, {
    id: policyId,
    decision: 'allow',
    include: [{ group: {} }],
    client_secret: 'old!secret',
  }),
  update(1, undefined, 'view'),
]
const line =
  'decision: allow → bypass · include: [group] → [everyone] · client_secret: [masked] → [masked]'

test('a change is shown in a line, whole in the tooltip, and in CSV as well', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, entries)
  await withoutPicker(page)
  await explorer.open()
  await explorer.showColumns('Change')
  const changes = await explorer.cells('Change')
  await expect(changes.nth(0)).toHaveText(line)
  await expect(changes.nth(1)).toHaveText('no earlier version loaded')
  await expect(changes.nth(2)).toHaveText('–')
  // The tooltip is set when the pointer enters the cell, from the entry that is known then.
  await expect(async () => {
    await page.mouse.move(0, 0)
    await changes.nth(0).hover()
    await expect(changes.nth(0)).toHaveAttribute('title', line, { timeout: 1_000 })
  }).toPass()

  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: /^CSV/ }).check()
  const file = await exportFiles(page)
  const [head, ...rows] = file.text.trimEnd().split('\r\n')
  expect(head).toMatch(/"change"$/)
  expect(rows.map((row) => row.slice(row.lastIndexOf(',"') + 1))).toEqual([
    `"${line}"`,
    '"no earlier version loaded"',
    '""',
  ])
})

test('the log of insights and v1 show the values that they record', async ({ explorer, page }) => {
  await explorer.open(`/accounts/${firstAccountId}/security-center/insights/audit-log?range=30d`)
  await explorer.showColumns('Change')
  await expect((await explorer.cells('Change')).nth(0)).toHaveText(
    /^(status|user_classification): .+ → .+$/,
  )
  await explorer.open(`/accounts/${firstAccountId}/access/logs/access_requests?range=24h`)
  await page.getByRole('button', { name: 'Columns' }).click()
  await expect(page.getByRole('checkbox', { name: 'Application', exact: true })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Change', exact: true })).toHaveCount(0)
})
