/** Names in place of ids: from other loaded entries, marked, and never in place of the recorded value. */
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

const recordId = '0123456789abcdef0123456789abcdef'
const userId = 'fedcba9876543210fedcba9876543210'

const entry = (n: number, action: string, more: Record<string, unknown>, resource = {}) => ({
  id: `5f0c1c1e-0000-4000-8000-00000000000${n}`,
  action: {
    description: `${action} DNS Record`,
    type: action.toLowerCase(),
    result: 'success',
    time: `2026-11-21T11:0${n}:00Z`,
  },
  actor: { id: userId },
  raw: { method: 'DELETE', uri: `/zones/z/dns_records/${recordId}` },
  resource: { id: recordId, product: 'dns', type: 'record', ...resource },
  ...more,
})

const deletion = entry(5, 'Delete', {})
const creation = entry(
  1,
  'Create',
  { actor: { id: userId, email: 'alice@acme.example' } },
  { request: { name: 'blog\u202e.acme.example', type: 'A' } },
)

test('an entry that records only ids is named by another one, visibly', async ({
  explorer,
  gumshoe,
}) => {
  serveEntries(gumshoe, [deletion, creation])
  await explorer.open()
  await explorer.row(0).click()
  const heading = explorer.drawer.getByRole('heading', { level: 2 })
  // A hostile name stays visible text.
  await expect(heading).toContainText('alice@acme.example')
  await expect(heading).toContainText('deleted DNS record blog⟦U+202E⟧.acme.example')
  await expect(heading).toContainText(`(name from another entry for the id ${recordId})`)
  await expect(
    heading.getByTitle(
      `Name from another loaded entry; this entry records only the id ${recordId}.`,
    ),
  ).toBeVisible()

  // The id stays the recorded value: it is shown, and a filter takes it.
  const panel = explorer.drawer.getByRole('tabpanel')
  await expect(panel).toContainText(recordId)
  await expect(panel.getByTitle(new RegExp(`only the id ${userId}`))).toContainText(
    'alice@acme.example',
  )
  await explorer.drawer.getByRole('button', { name: `Include resource id ${recordId}` }).click()
  await expect.poll(() => explorer.address()).toContain(`resource_id=${recordId}`)
})

test('a text filter for such a name says that it misses entries, and finds them by the id', async ({
  explorer,
  page,
  gumshoe,
}) => {
  serveEntries(gumshoe, [deletion, creation])
  await explorer.openWith('text=blog')
  await expect(page.getByText('1 of 2 loaded').first()).toBeVisible()
  const notes = page.getByRole('region', { name: 'Names and ids' })
  await expect(notes).toContainText('is also the name of 01234567…')
  await notes.getByRole('button', { name: /^Search its id instead/ }).click()
  await expect.poll(() => explorer.address()).toContain(`text=${recordId}`)
  await expect(explorer.rows).toHaveCount(2)
  await expect(notes).toBeHidden()
})

test('the insight log names users whom account audit log v2 knows', async ({
  explorer,
  gumshoe,
  page,
}) => {
  serveEntries(gumshoe, [creation])
  serveEntries(
    gumshoe,
    [
      {
        id: 'i1',
        changed_at: '2026-11-21T12:00:00Z',
        changed_by: userId,
        field_changed: 'status',
        previous_value: 'active',
        current_value: 'resolved',
        issue_id: '42',
      },
    ],
    '/insights/audit-log',
  )
  await explorer.open()
  await expect(explorer.rows).toHaveCount(1)
  await page.getByRole('button', { name: /^Log: / }).click()
  await page.getByRole('menuitem', { name: /Security insight log/ }).click()
  await expect(explorer.row(0)).toContainText('resolved')
  await explorer.row(0).click()
  const heading = explorer.drawer.getByRole('heading', { level: 2 })
  await expect(heading).toContainText('alice@acme.example')
  await expect(heading).toContainText('changed the status of insight 42 from active to resolved')
  await expect(heading.getByTitle(/Name from another loaded entry/)).toBeVisible()
})
