/** Logs of a timeline are hidden and shown again from what is loaded; a hidden log of a link is not asked. */
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'

const [v2, v1] = [`accounts/${firstAccountId}/logs/audit`, `accounts/${firstAccountId}/audit_logs`]
const hours = 'since=2026-11-20T10:00:00Z&before=2026-11-20T16:00:00Z'

const chip = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Logs of this timeline' }).getByRole('button', { name })

/** The requests for pages of these two logs. */
function listAsked(asked: readonly URL[]): readonly string[] {
  return asked
    .map(({ pathname }) => pathname)
    .filter((path) => /(logs\/audit|audit_logs)$/.test(path))
}

async function loadAll(page: Page): Promise<void> {
  const footer = page.getByRole('contentinfo')
  await footer.getByRole('button', { name: 'Load all' }).click()
  await expect(footer.getByRole('status')).toContainText('Complete', { timeout: 60_000 })
}

test('a log is hidden, shown and hidden by undo without a request', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open(`/timeline?in=${v2}&in=${v1}&${hours}`)
  await loadAll(page)
  // Entries of both logs are shown as pairs, which are found a moment after the entries.
  const whole = /^[\d,]+ events, [\d,]+ of them in both logs \([\d,]+ loaded\) · Complete$/
  await expect(explorer.status).toHaveText(whole)
  gumshoe.asked.length = 0

  await chip(page, /^Account v2:/).click()
  await expect(chip(page, /^Account v2: Hidden\. Show this log/)).toHaveAttribute(
    'aria-pressed',
    'false',
  )
  await expect.poll(() => explorer.address()).toContain(`/timeline?off=in=${v2}&in=${v1}&since=`)
  await expect(explorer.status).toContainText(/[\d,]+ of [\d,]+ loaded/)
  await expect(explorer.status).toContainText('Complete')
  await expect(page.getByRole('contentinfo')).toContainText('2 logs, 1 hidden')
  // The last log that is shown cannot be hidden.
  await expect(chip(page, /^Account v1:/)).toHaveAttribute('aria-disabled', 'true')

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(chip(page, /^Account v2: [\d,]+ loaded/)).toHaveAttribute('aria-pressed', 'true')
  await expect(explorer.status).toHaveText(whole)
  await page.getByRole('button', { name: /^Redo/ }).click()
  await expect(chip(page, /^Account v2: Hidden/)).toBeVisible()
  await page.goBack()
  await expect(explorer.status).toHaveText(whole)
  await chip(page, /^Account v1:/).press('Enter')
  await chip(page, /^Account v1: Hidden/).press('Enter')
  await expect(explorer.status).toHaveText(whole)
  expect(listAsked(gumshoe.asked)).toEqual([])
})

test('a link does not ask a log that it hides, until the log is shown', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await explorer.open(`/timeline?off=in%3D${v2}&in=${v1}&${hours}`)
  await expect(chip(page, /^Account v2: Hidden/)).toHaveAttribute('aria-pressed', 'false')
  await expect(chip(page, /^Account v1: [\d,]+ loaded/)).toBeVisible()
  await expect.poll(() => new Set(listAsked(gumshoe.asked))).toEqual(new Set([`/client/v4/${v1}`]))
  await expectAccessibleInBothThemes(page)

  await chip(page, /^Account v2: Hidden/).click()
  await expect(chip(page, /^Account v2: [\d,]+ loaded/)).toBeVisible()
  await expect.poll(() => explorer.address()).toContain(`/timeline?in=${v2}&in=${v1}&since=`)
  await expect.poll(() => listAsked(gumshoe.asked)).toContain(`/client/v4/${v2}`)

  // It was asked now, and is not read again.
  await loadAll(page)
  gumshoe.asked.length = 0
  await chip(page, /^Account v2:/).click()
  await expect(explorer.status).toContainText(/[\d,]+ of [\d,]+ loaded/)
  expect(listAsked(gumshoe.asked)).toEqual([])
  await page.reload()
  await explorer.rows.first().waitFor()
  await expect(chip(page, /^Account v1: [\d,]+ loaded/)).toBeVisible()
  expect(listAsked(gumshoe.asked)).not.toContain(`/client/v4/${v2}`)
})

test('a link that hides all of its logs asks none of them', async ({ explorer, page, gumshoe }) => {
  await page.goto(`${explorer.origin}/timeline?off=in%3D${v2}&off=in%3D${v1}&${hours}`)
  await expect(page.getByRole('heading', { name: 'All logs are hidden' })).toBeVisible()
  expect(listAsked(gumshoe.asked)).toEqual([])
  await chip(page, /^Account v1: Hidden/).click()
  await explorer.rows.first().waitFor()
  expect(listAsked(gumshoe.asked)).not.toContain(`/client/v4/${v2}`)
})
