/** Work on the rows of a timeline: of two accounts, around an entry, compared, found, and new ones of two logs. */
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const v2 = `accounts/${firstAccountId}/logs/audit`
const v1 = `accounts/${firstAccountId}/audit_logs`
const labsId = '52ed99b0f171dec97959ed12f6773817'
const bothLogs = `/timeline?in=${v2}&in=${v1}`

test('rows name the account that was added, a facet narrows to it, and undo goes back', async ({
  explorer,
  page,
}) => {
  await explorer.open(`${bothLogs}&range=1d&pairs=separate`)
  await expect(explorer.rows.filter({ hasText: 'Acme Corp' })).toHaveCount(0)
  await page.getByRole('button', { name: /^Accounts and logs/ }).click()
  const form = page.getByRole('dialog', { name: 'Accounts and logs' })
  await form.getByRole('checkbox', { name: 'Acme Labs', exact: true }).check()
  await form.getByRole('button', { name: 'Apply' }).click()
  await expect.poll(() => explorer.address()).toContain(labsId)
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  await expect(explorer.rows.filter({ hasText: 'Acme Corp' }).first()).toBeVisible()
  await expect(explorer.rows.filter({ hasText: 'Acme Labs' }).first()).toBeVisible()
  const all = await explorer.status.innerText()
  const facets = page.getByRole('complementary', { name: 'Facets' })
  const ofV1 = facets.getByRole('button', { name: /^Include only Log v1, [\d,]+$/ })
  const ofLogs = facets.getByRole('button', { name: /^Include only Log v[12], [\d,]+$/ })
  const readCounts = () =>
    ofLogs.evaluateAll((buttons) =>
      buttons.map((each) => /, ([\d,]+)$/.exec(each.getAttribute('aria-label') ?? '')?.[1] ?? ''),
    )
  const toNumber = (text = '') => Number(text.replaceAll(',', ''))
  // The facets are counted after the last page has come.
  await expect
    .poll(async () => (await readCounts()).reduce((sum, text) => sum + toNumber(text), 0))
    .toBe(toNumber(/^[\d,]+/.exec(all)?.[0]))
  const [, count] = /, ([\d,]+)$/.exec((await ofV1.getAttribute('aria-label')) ?? '') ?? []
  await ofV1.click()
  // The other log is hidden; its entries stay loaded.
  const ofV2 = page.getByRole('gridcell', { name: /^v2/ })
  await expect(explorer.rows.filter({ has: ofV2 })).toHaveCount(0)
  expect(new URL(page.url()).searchParams.getAll('in')).toHaveLength(2)
  await expect(explorer.rows.filter({ hasText: 'Acme Labs' }).first()).toBeVisible()
  await expect(explorer.status).toHaveText(new RegExp(`^${count} of [\\d,]+ loaded · Complete$`))
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(explorer.status).toHaveText(all)
})

test('all logs around an entry are ten minutes, and the way back is one step', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=14d&actor_ip_address=203.0.113.71')
  await explorer.row(3).click()
  await expect(explorer.drawer).toBeVisible()
  const before = explorer.address()
  await expect(explorer.row(3).getByRole('gridcell').first()).toHaveText(/\d\d:\d\d/)
  const time = Date.parse(
    `2026-${(await explorer.row(3).getByRole('gridcell').first().innerText()).trim().replace(/\s+/, 'T')}Z`,
  )
  await page.getByRole('tab', { name: /Around/ }).click()
  await page.getByRole('button', { name: '± 5 minutes of all logs' }).click()
  await expect.poll(() => explorer.address()).toContain('/timeline?')
  const { searchParams } = new URL(page.url())
  const ends = ['since', 'before'].map((key) => Date.parse(searchParams.get(key) ?? '') - time)
  expect(ends).toEqual([-300_000, 300_000])
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  await expect(page.getByText('From Account audit log v2')).toBeVisible()
  const logs = page.getByRole('region', { name: 'Logs of this timeline' })
  await expect(logs.getByRole('button', { name: /^Account v1: [1-9]/ })).toBeVisible()
  await page.goBack()
  await expect.poll(() => explorer.address()).toBe(before)
  await expect(explorer.drawer).toBeVisible()
})

test('both entries of one event are compared by role', async ({ explorer, page }) => {
  await explorer.open(`${bothLogs}&range=14d&address=203.0.113.71&pairs=separate`)
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  await explorer.rows
    .filter({ hasText: 'v2 = v1' })
    .first()
    .click({ modifiers: ['Control'] })
  await explorer.rows
    .filter({ hasText: 'v1 = v2' })
    .first()
    .click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: 'Compare 2' }).click()
  const comparison = page.getByRole('region', { name: 'Comparison' })
  const row = (name: RegExp) => comparison.getByRole('row', { name })
  await expect(row(/^log /)).toContainText('v1')
  await expect(row(/^log /)).toContainText('v2')
  // Both say who and from where, each in fields of its own.
  await comparison.getByRole('button', { name: /^Show .* equal fields/ }).click()
  for (const name of [/^actor /, /^address /]) await expect(row(name)).not.toContainText('≠')
  await expect(row(/^credential_id /)).toContainText('not recorded')
})

test('text is found in the rows of each log', async ({ explorer, page }) => {
  await explorer.open(`${bothLogs}&range=14d&address=203.0.113.71&pairs=separate`)
  await page.getByRole('searchbox', { name: 'Find in loaded entries' }).fill('tunnel')
  const search = page.getByRole('search', { name: 'In loaded entries' })
  await expect(search).toContainText(/of \d+/)
  for (const log of ['v2 = v1', 'v1 = v2']) {
    await expect(
      explorer.rows.and(page.locator('[data-hit]')).filter({ hasText: log }).first(),
    ).toBeVisible()
  }
})

test('new entries of two logs wait together until they are shown', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') })
  await explorer.open(`/timeline?in=${v2}&in=accounts/${labsId}/logs/audit&range=1h`)
  const footer = page.getByRole('contentinfo')
  await footer.getByRole('button', { name: /^Live: / }).click()
  await expect(footer).toContainText(/checked \d+ s ago/)
  // What rules find is drawn into the rows.
  await expect(page.getByRole('button', { name: /^Findings \d/ })).toBeVisible()
  const first = await explorer.row(0).innerText()
  const before = await explorer.loadedCount()
  gumshoe.emulator.faults.skewClock(7_200_000)
  await page.clock.fastForward('02:00:00')
  const show = footer.getByRole('button', { name: /^Show \d+ new entr/ })
  await expect(show).toBeVisible()
  const count = Number(/\d+/.exec(await show.innerText())?.[0])
  await expect.poll(() => explorer.row(0).innerText()).toBe(first)
  await show.click()
  await expect.poll(() => explorer.loadedCount()).toBe(before + count)
  for (const account of ['Acme Corp', 'Acme Labs']) {
    await expect(
      explorer.rows
        .filter({ hasText: /11-21 1[234]:/ })
        .filter({ hasText: account })
        .first(),
    ).toBeVisible()
  }
})
