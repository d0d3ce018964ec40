import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

test('a search that v2 cannot answer leads to v1, with the entries', async ({ explorer, page }) => {
  await makeColorsReadable(page)
  await explorer.ask('range=7d&resource_product=workers')
  const note = page.getByRole('region', { name: 'Another query to ask' })
  await expect(note).toContainText('Changes of Workers may be recorded in audit log v1 only.')
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  // It is said once, beside what the log cannot show.
  await expect(note).toHaveCount(1)
  await note.getByRole('button', { name: 'Ask v1 for Workers too' }).click()
  await explorer.rows.first().waitFor()
  expect(explorer.address()).toContain('/audit_logs?range=7d&local.has=/resource/type=script')
  await expect(note.getByRole('link', { name: 'Ask v2 for Workers too' })).toBeVisible()
})

test('sign-ins are found in v2 although their type is update', async ({ explorer, page }) => {
  await explorer.ask('range=7d&action_type=login')
  const note = page.getByRole('region', { name: 'Another query to ask' })
  await note.getByRole('button', { name: 'Find sign-ins by their description' }).click()
  await explorer.rows.first().waitFor()
  await expect(explorer.rows.first()).toContainText('signed in')
  await explorer.rows.first().click()
  await expect(page.getByRole('region', { name: 'Entry' })).toContainText('signed in')
})
