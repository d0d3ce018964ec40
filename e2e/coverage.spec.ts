import { copyBy } from './copy-by.ts'
import { expectAccessibleInBothThemes } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const past = 'since=2026-11-01&before=2026-11-02'
const nobody = 'actor_email=nobody@nowhere.example'

test('an empty result names the log that may have what is missing, and asks it', async ({
  explorer,
  page,
}) => {
  await explorer.ask(`${past}&resource_product=workers&action_type=create&${nobody}`)
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  await expect(page.getByText('Worker deployments may be recorded only in')).toBeVisible()
  await expect(page.getByText('without Product is workers')).toBeVisible()
  await page
    .getByRole('button', { name: 'Search account audit log v1 for the same values' })
    .click()
  await expect(page).toHaveURL(/\/audit_logs\?since=2026-11-01&before=2026-11-02&actor\.email=/)
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  await expect(page.getByText('Worker deployments may be')).toHaveCount(0)
})

test('the panel tells first what applies to the question, with grade and source', async ({
  explorer,
  page,
}) => {
  await explorer.ask(`${past}&resource_product=r2`)
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  const opener = page
    .getByRole('contentinfo')
    .getByRole('button', { name: 'What this log cannot show (3 for this question)' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'What this log cannot show' })
  await expect(panel.getByRole('heading', { level: 3 })).toHaveText([
    'For this question (3)',
    'Account audit log v2 in general',
  ])
  const item = panel.getByRole('listitem').filter({ hasText: 'objects in R2 buckets' })
  await expect(item).toContainText('Applies because: Product is r2.')
  await expect(item).toContainText('Documented: ')
  await expect(item.getByRole('link')).toHaveAttribute(
    'href',
    'https://developers.cloudflare.com/r2/buckets/data-access-logs/',
  )
  await expect(panel).toContainText('Reported by one third party: cf2otel')
  await expect(panel).toContainText('Inferred: ')
  const text = await copyBy(panel.getByRole('button', { name: 'Copy as text' }))
  expect(text).toContain('Applies to this question: Product is r2.')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('the panel asks the other log and closes', async ({ explorer, page }) => {
  await explorer.ask('range=30d&resource_product=workers')
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /What this log cannot show/ })
    .click()
  const panel = page.getByRole('dialog', { name: 'What this log cannot show' })
  await panel.getByRole('link', { name: 'Search account audit log v1' }).first().click()
  await expect(page).toHaveURL(/\/audit_logs\?range=30d/)
  await expect(panel).toHaveCount(0)
})

test('the ledger has the statements, and opens the panel above itself', async ({
  explorer,
  page,
}) => {
  await explorer.openWith(`${past}&action_result=failure`)
  await page.getByRole('button', { name: 'Completeness report' }).click()
  const ledger = page.getByRole('dialog', { name: 'Completeness report' })
  await expect(ledger).toContainText('Calls that were answered with 4xx are not recorded.')
  await expect(ledger).toContainText('Applies because: Action result is failure.')
  const text = await copyBy(ledger.getByRole('button', { name: 'Copy as text' }))
  expect(text).toContain('what this log cannot show:')
  const opener = ledger.getByRole('button', { name: 'What this log cannot show' })
  await opener.click()
  const panel = page.getByRole('dialog', { name: 'What this log cannot show' })
  await expect(panel.getByRole('heading', { name: 'For this question' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(ledger).toBeVisible()
  await expect(opener).toBeFocused()
})

test('on a narrow page the footer has the button, and the panel fits', async ({
  explorer,
  page,
}) => {
  await page.setViewportSize({ width: 420, height: 800 })
  await explorer.ask(`${past}&resource_product=workers`)
  await expect(page.getByRole('heading', { name: /No entries match/ })).toBeVisible()
  await page
    .getByRole('contentinfo')
    .getByRole('button', { name: /What this log cannot show/ })
    .click()
  const panel = page.getByRole('dialog', { name: 'What this log cannot show' })
  await expect(async () => {
    const box = await panel.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(420)
  }).toPass({ timeout: 10_000 })
  await expectAccessibleInBothThemes(page, '[role=dialog]')
})
