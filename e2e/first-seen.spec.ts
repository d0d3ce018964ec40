import type { Page } from '@playwright/test'
import { storyFacts } from '../src/emulator/data/story/story.ts'
import { expectAccessible, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstLog } from './pages/explorer-page.ts'

const comparison = (page: Page) => page.getByRole('region', { name: 'Comparison' })
const compareButton = (page: Page) =>
  comparison(page).getByRole('button', { name: 'Compare with the 30 days before' })

/** Thirty days are some forty pages. */
const readingMs = 90_000

async function openFindings(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Findings/ }).click()
}

test('shows that the address of the intruder is new, in the facets and in the drawer', async ({
  page,
  explorer,
}) => {
  test.setTimeout(2 * readingMs)
  await makeColorsReadable(page)
  await explorer.openWith(`range=7d&actor_email=${storyFacts.victim}`)
  await openFindings(page)
  await compareButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(comparison(page)).toContainText(/Compared with all [\d,]+ entries of the 30 days/, {
    timeout: readingMs,
  })
  await expect(comparison(page)).toContainText('read without the filters')
  await expectAccessible(page)

  await comparison(page)
    .getByRole('button', { name: /^First for their actor/ })
    .click()
  await expect(page).toHaveURL(/rule=new\.actor/)
  const { rows } = explorer
  await expect(rows.filter({ hasText: 'new' }).first()).toBeVisible()

  await page.getByRole('tab', { name: 'Facets' }).click()
  await page.getByRole('button', { name: 'New values first' }).click()
  const facets = page.getByRole('complementary', { name: 'Facets' })
  await expect(
    facets.getByRole('button', {
      name: new RegExp(`Include only .*${storyFacts.tokenIp}, \\d+, new`),
    }),
  ).toBeVisible()
  await expectAccessible(page)

  await rows.filter({ hasText: storyFacts.tokenIp }).first().click()
  const section = page.getByRole('region', { name: 'First seen' })
  await expect(section).toContainText(storyFacts.tokenIp)
  await expect(section).toContainText(/not seen in the [\d,]+ entries of the 30 days before/)
})

test('limits the claim when reading was stopped', async ({ page, explorer }) => {
  let answered = 0
  const waiting: (() => void)[] = []
  await page.route(/\/logs\/audit\?/, async (route) => {
    // The pages of the list, and the first one of the days before, are answered.
    const isBefore = new URL(route.request().url()).searchParams.get('limit') !== null
    if (isBefore && ++answered > 3) await new Promise<void>((resolve) => waiting.push(resolve))
    await route.continue().catch(() => undefined)
  })
  await explorer.openWith('range=24h')
  await openFindings(page)
  await compareButton(page).click()
  await expect(comparison(page)).toContainText(/before: [1-9][\d,]* entr/)
  await comparison(page).getByRole('button', { name: /^Stop/ }).click()
  await expect(comparison(page)).toContainText(
    /Compared with the [\d,]+ entries read of the 30 days before .*, partial \(reading was stopped\)/,
  )
  await expect(comparison(page)).toContainText(
    /Of the 30 days before: v2: (\d+ days?|less than 1 day) read \(since \d{4}-\d\d-\d\d \d\d:\d\d UTC\)\./,
  )
  for (const answer of waiting) answer()
})

test('offers the comparison that a shared filter needs', async ({ page, explorer }) => {
  test.setTimeout(2 * readingMs)
  await makeColorsReadable(page)
  await page.setViewportSize({ width: 420, height: 800 })
  await page.goto(`${explorer.origin}${firstLog}?range=24h&rule=new.actor`)
  const notice = page.getByRole('region', { name: /first for this actor.*needs the comparison/ })
  await expect(notice).toBeVisible()
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Compare' }).click()
  await expect(notice).toBeHidden({ timeout: readingMs })
  await expect(explorer.rows.first()).toBeVisible()
})
