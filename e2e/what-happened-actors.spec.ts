/** Who acted in the severe findings, and what a token that was created did: one gesture asks all logs. */
import { expect, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'

const tokenId = '34920fbd01f40072e3cf347862554017'

const getActors = ({ page }: ExplorerPage) =>
  page.getByRole('region', { name: 'What happened' }).getByRole('region', { name: 'Actors' })

async function openOverview(explorer: ExplorerPage): Promise<void> {
  await explorer.openWith('range=7d')
  await explorer.page.keyboard.press('w')
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await expect(getActors(explorer)).toBeVisible({ timeout: 60_000 })
}

test('the actors of severe findings have their time, addresses and tokens, and each leads on', async ({
  explorer,
  page,
}) => {
  test.setTimeout(240_000)
  await openOverview(explorer)
  const dana = getActors(explorer)
    .getByRole('listitem')
    .filter({ hasText: 'dana.whitfield@acme.example' })
  await expect(dana).toContainText(/\d+ high/)
  await expect(dana).toContainText(/in \d+ entries/)
  await expect(dana).toContainText('2026-11-15 21:47 to 2026-11-20 16:02 UTC')
  await expect(dana).toContainText('203.0.113.71')
  await expect(dana).toContainText('With the token cache-warmup token')
  await dana
    .getByRole('link', { name: '203.0.113.71: everything from this address, in all logs' })
    .click()
  await expect.poll(() => explorer.address()).toContain('/timeline?')
  expect(explorer.address()).toContain('address=203.0.113.71')
  await page.goBack()
  await expect(dana).toBeVisible({ timeout: 60_000 })
  const byActor = dana.getByRole('link', { name: /everything by this actor, in all logs$/ })
  await byActor.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => explorer.address()).toContain('actor=dana.whitfield@acme.example')
})

test('what a created token did is one gesture away, on the page and in the drawer', async ({
  explorer,
  page,
}) => {
  test.setTimeout(240_000)
  await openOverview(explorer)
  const created = page
    .getByRole('region', { name: 'What happened' })
    .getByRole('region', { name: 'Findings' })
    .getByRole('listitem')
    .filter({ hasText: 'created token cache-warmup token' })
    .first()
  await created.getByRole('link', { name: 'Everything by this token, in all logs' }).click()
  await expect.poll(() => explorer.address()).toContain(`credential_id=${tokenId}`)
  await expect(explorer.rows.first()).toBeVisible()
  await explorer.openWith(`range=7d&resource_id=${tokenId}&action_type=create`)
  await explorer.row(0).click()
  const link = explorer.drawer.getByRole('link', {
    name: 'Everything by the token that this entry created, in all logs',
  })
  await link.click()
  await expect.poll(() => explorer.address()).toContain(`credential_id=${tokenId}`)
  await expect.poll(() => explorer.address()).toContain('/timeline?')
})
