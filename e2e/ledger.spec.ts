import { expireCursors, omitCount, replaceFirstEntry } from '../src/emulator/faults/page-faults.ts'
import { copyBy } from './copy-by.ts'
import { expectAccessible } from './expect-accessible.ts'
import { expect, isList, test } from './fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('the ledger tells every request, and can be copied', async ({ explorer, page, gumshoe }) => {
  await explorer.openWith('since=2026-11-20T00:00:00Z&before=2026-11-21T00:00:00Z')
  gumshoe.emulator.faults.when(isList, expireCursors)
  await page.getByRole('contentinfo').getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  const count = await explorer.loadedCount()
  const opener = page.getByRole('button', { name: 'Completeness report' })
  await opener.click()
  const ledger = page.getByRole('dialog', { name: 'Completeness report' })
  await expect(ledger).toContainText('Verdict: complete. Every window was read until')
  await expect(ledger).toContainText(`${count.toLocaleString('en-US')} in the list`)
  await expect(ledger).toContainText('since=2026-11-20T00:00:00.000Z')
  await ledger.getByRole('group').first().click()
  await expect(ledger.getByText('names a next page').first()).toBeVisible()
  await expectAccessible(page, '[role=dialog]')

  const text = await copyBy(ledger.getByRole('button', { name: 'Copy as text' }))
  expect(text).toContain('verdict: complete.')
  expect(text.split('\n').filter((line) => line.startsWith('window '))).not.toHaveLength(0)
  const json = JSON.parse(await copyBy(ledger.getByRole('button', { name: 'Copy as JSON' })))
  expect(json).toMatchObject({ verdict: 'complete', entries: count, gaps: [] })
  const pages = json.windows.flatMap((window: { pages: { count: number }[] }) => window.pages)
  expect(pages.length).toBe(json.pages)
  await page.keyboard.press('Escape')
  await expect(ledger).toHaveCount(0)
  await expect(opener).toBeFocused()
})

for (const [what, fault, reason] of [
  ['does not say its count', omitCount, 'did not say how many entries a page has'],
  ['has an entry that is no object', replaceFirstEntry(null), 'are no JSON objects'],
] as const) {
  test(`a page that ${what} makes the verdict unknown`, async ({ explorer, page, gumshoe }) => {
    gumshoe.emulator.faults.when(isList, fault)
    await explorer.openWith('since=2026-11-20T00:00:00Z&before=2026-11-20T02:00:00Z')
    await page.getByRole('contentinfo').getByRole('button', { name: 'Load all' }).click()
    await expect(explorer.status).toContainText('There may be more')
    await expect(page.getByRole('contentinfo')).toContainText(reason)
    await page.getByRole('button', { name: 'Completeness report' }).click()
    const ledger = page.getByRole('dialog', { name: 'Completeness report' })
    await expect(ledger).toContainText('Verdict: unknown.')
    const json = JSON.parse(await copyBy(ledger.getByRole('button', { name: 'Copy as JSON' })))
    expect(json.gaps[0].reason).toContain(reason)
    expect(json.windows[0].pages[0].doubts[0]).toContain(reason)
  })
}

test('while more is there the ledger says partial', async ({ explorer, page }) => {
  await explorer.openWith('range=30d')
  await page.getByRole('button', { name: 'Completeness report' }).click()
  await expect(page.getByRole('dialog', { name: 'Completeness report' })).toContainText(
    'Verdict: partial. The range was not read to its end.',
  )
})

test('complete is not said of times that the log cannot hold', async ({ explorer, page }) => {
  await explorer.openWith('since=2025-01-01&before=2026-11-21&actor_ip_address=203.0.113.66')
  await expect(explorer.status).toContainText('Complete')
  const caveat = 'this log begins on 2026-03-10'
  await expect(page.getByRole('contentinfo')).toContainText(caveat)
  const histogram = page.getByRole('region', { name: 'Loaded entries over time' })
  const legend = page.getByRole('list', { name: 'Legend' })
  await expect(legend).toContainText('Not in the log')
  await expect(histogram).toContainText(
    'Before 2026-03-10 00:00:00.000 UTC nothing is in this log.',
  )
  await expect(page.getByRole('button', { name: /^Time range: .* begins on/ })).toBeVisible()
  await page.getByRole('button', { name: 'Completeness report' }).click()
  const ledger = page.getByRole('dialog', { name: 'Completeness report' })
  await expect(ledger.getByText('Not in the log')).toHaveCount(2)
  const text = await copyBy(ledger.getByRole('button', { name: 'Copy as text' }))
  expect(text).toContain('not in the log: before 2026-03-10T00:00:00.000Z')

  await explorer.ask('since=2025-06-01&before=2025-07-01')
  await expect(page.getByRole('main')).toContainText('No entries match in this time range')
  await expect(page.getByRole('main')).toContainText('This log begins on 2026-03-10')

  await explorer.openWith('range=30d')
  await expect(page.getByRole('contentinfo')).not.toContainText('begins on')
  await expect(legend).not.toContainText('Not in the log')
})
