import { expectAccessible } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

test('what happened around an entry is a list that opens in place, or a query', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h&actor_context=dash')
  const emails = await explorer.cells('Actor email')
  const cell = explorer.row(5).getByRole('gridcell').and(emails)
  await expect(cell).toContainText('@')
  const email = await cell.innerText()
  await explorer.row(5).click()
  await explorer.drawer.getByRole('tab', { name: 'Around' }).press('Enter')
  const actor = explorer.drawer.getByRole('region', { name: 'Same actor' })
  await expect(actor).toContainText(email)
  // Counted among the loaded entries, without a request.
  await expect(actor.getByRole('button', { name: /^Same actor/ })).toContainText(
    /\d+ others? loaded$/,
  )
  await actor.getByRole('button', { name: /^Same actor/ }).press('Enter')
  const list = actor.getByRole('list', { name: 'Same actor' })
  await expect(list).toContainText('This entry')
  // The list has its own count.
  await expect(actor.getByRole('button', { name: /^Same actor/ })).toContainText(
    /\d+ others? found$/,
  )
  const others = list.getByRole('button').filter({ hasNotText: 'This entry' })
  if ((await others.count()) > 0) {
    const before = explorer.address()
    await others.first().press('Enter')
    await expect.poll(() => explorer.address()).not.toBe(before)
    await expect(explorer.drawer.getByRole('tab', { name: 'Around' })).toHaveAttribute(
      'aria-selected',
      'true',
    )
  }
  await explorer.drawer.getByRole('button', { name: /^Open in explorer: same IP/ }).press('Enter')
  await expect.poll(() => explorer.address()).toContain('actor_ip_address=')
  expect(explorer.address()).toContain('since=')
  await expect(explorer.drawer).toBeVisible()

  const { pathname } = new URL(page.url())
  await explorer.open(`${pathname.replace('logs/audit', 'audit_logs')}?range=24h`)
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'Around' }).click()
  const resource = explorer.drawer.getByRole('region', { name: 'Same resource' })
  await resource.getByRole('button', { name: /^Same resource/ }).press('Enter')
  await expect(resource).toContainText('The API cannot filter by this')
  await expect(resource.getByRole('list')).toContainText('This entry')
  await expect(resource).not.toContainText('There may be more')
  await resource.getByRole('button', { name: /^Open in explorer/ }).press('Enter')
  await expect.poll(() => explorer.address()).toContain('local.')
})

test('entries are compared field by field, against the one that is chosen', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('button', { name: 'Pin to compare' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Compare 1' })).toBeDisabled()
  await page.keyboard.press('j')
  await expect(explorer.row(1)).toHaveAttribute('aria-selected', 'true')
  await explorer.drawer.getByRole('button', { name: 'Pin to compare' }).press('Enter')
  await page.getByRole('button', { name: 'Compare 2' }).press('Enter')
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await expect(comparison.getByRole('heading')).toBeFocused()
  // Time, id and ray differ between any two entries, so they are folded.
  await expect(comparison.getByRole('row', { name: /^id / })).toHaveCount(0)
  await comparison.getByRole('button', { name: 'Show Time, Entry id, Ray ID' }).press('Enter')
  await expect(comparison.getByRole('row', { name: /^id / })).toContainText('≠')
  await expect(comparison.getByRole('row', { name: /^account\.id/ })).toHaveCount(0)
  await comparison.getByRole('button', { name: /^Show .* equal fields/ }).press('Enter')
  await expect(comparison.getByRole('row', { name: /^account\.id/ })).not.toContainText('≠')
  const times = await comparison.getByRole('columnheader').locator('.font-mono').allInnerTexts()
  expect(times).toEqual([...times].sort())
  await expect(comparison.getByRole('radio').nth(0)).toBeChecked()
  const idCells = comparison.getByRole('row', { name: /^id / }).getByRole('cell')
  await expect(idCells.nth(1)).toContainText('≠')
  await comparison.getByRole('radio').nth(1).check()
  await expect(idCells.nth(0)).toContainText('≠')
  await expect(idCells.nth(1)).not.toContainText('≠')
  await expectAccessible(page, 'section[aria-label="Comparison"]')
  await page.keyboard.press('Escape')
  await expect(comparison).toBeHidden()
  await expect(explorer.drawer).toBeVisible()
})

test('an entry that is both pinned and selected is one of those to compare', async ({
  explorer,
  page,
}) => {
  await explorer.open()
  await explorer.row(0).click()
  await explorer.drawer.getByRole('button', { name: 'Pin to compare' }).press('Enter')
  await explorer.drawer.getByRole('button', { name: /close/i }).click()
  const compare = page.getByRole('button', { name: /^Compare \d/ })
  for (const [at, count] of [1, 2, 3, 4, 5].entries()) {
    await explorer.row(at).click({ modifiers: ['Control'] })
    await expect(compare).toHaveText(`Compare ${count}`)
    if (count === 1) await expect(compare).toBeDisabled()
    else await expect(compare).toBeEnabled()
  }
  await compare.click()
  await expect(page.getByRole('heading', { name: '5 entries compared' })).toBeFocused()
})
