/** What a timeline offers when a filter or a word finds nothing. */
import { readPath } from '../src/catalog/fields.ts'
import { storyFacts } from '../src/emulator/data/story/story.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const logs = `in=accounts/${firstAccountId}/logs/audit&in=accounts/${firstAccountId}/audit_logs`

test('a filter by a part of a name says that whole values match, and leads to a search by words', async ({
  explorer,
  page,
}) => {
  test.slow()
  await explorer.open(`/timeline?${logs}&range=24h`)
  await page.keyboard.press('f')
  await page.keyboard.type('credential name')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor).toContainText('Matches the whole value; upper and lower case matter.')
  await page.keyboard.type('cache')
  await expect(editor.getByRole('option', { name: /^cache-purger \d+ shown$/ })).toBeVisible()
  await page.keyboard.type('-warmup')
  await page.keyboard.press('Enter')
  await expect(explorer.status).toContainText('No entries · Complete', { timeout: 120_000 })
  await page.getByRole('button', { name: 'Find “cache-warmup” anywhere in an entry' }).click()
  await expect.poll(() => explorer.address()).toContain('&text=cache-warmup')
  expect(explorer.address()).not.toContain('credential_name')

  // The word is not in the last 24 hours either, and the next longer ranges are offered.
  await explorer.loadAll()
  await expect(explorer.status).toContainText('· Complete', { timeout: 120_000 })
  const list = page.getByRole('main')
  await expect(list.getByRole('button', { name: 'Search the last 30 days' })).toBeVisible()
  await list.getByRole('button', { name: 'Search the last 7 days' }).click()
  await expect.poll(() => explorer.address()).toContain('range=7d')
  // A search for a word loads on until it has hits, from several logs.
  const hits = explorer.rows.filter({ hasText: storyFacts.tokenName })
  await expect(hits.first()).toBeVisible({ timeout: 120_000 })
})

test('typing finds loaded values that are not among the most frequent', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open(`/timeline?${logs}&range=24h`)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('· Complete', { timeout: 30_000 })
  await page.keyboard.press('f')
  await page.keyboard.type('resource name')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor.getByRole('option')).toHaveCount(30)
  const offered = await editor.getByRole('option').allInnerTexts()
  const rare = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: firstAccountId })
    .filter((entry) => String(readPath(entry, 'action.time')) > '2026-11-20T12')
    .map((entry) => String(readPath(entry, 'resource.request.name') ?? ''))
    .find((name) => /^[a-z.-]{8,}$/.test(name) && !offered.join().includes(name))
  await page.keyboard.type(rare ?? 'none')
  await expect(editor.getByRole('option').first()).toContainText(rare ?? 'none')
})
