/** “Was it undone?”: what entries loosened, and whether a loaded entry undid it, on “What happened” and in the drawer. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { type ExplorerPage, firstLog } from './pages/explorer-page.ts'

const getSection = ({ page }: ExplorerPage) =>
  page.getByRole('region', { name: 'What happened' }).getByRole('region', {
    name: 'Still in effect',
  })

/** Opens “What happened” over a range, and waits until all of it is read and compared. */
async function openOverview(explorer: ExplorerPage, question: string): Promise<void> {
  await explorer.openWith(question)
  await explorer.page.keyboard.press('w')
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await expect(getSection(explorer)).toBeVisible({ timeout: 60_000 })
}

test('what the intruder left open is listed, and what was undone leads to the entry that undid it', async ({
  explorer,
  page,
}) => {
  test.setTimeout(180_000)
  await openOverview(explorer, 'range=7d')
  const section = getSection(explorer)
  await expect(section).toContainText(
    /the security of \d+ resources: \d+ not undone \(\d+ of level medium or higher\), \d+ to check, \d+ undone\./,
  )
  const policy = section.getByRole('listitem').filter({ hasText: 'grafana-admins' })
  await expect(policy).toContainText(
    'Still in effect: no loaded entry until 2026-11-21 12:00 UTC undid it.',
  )
  await expect(policy).toContainText('Access policy lets everyone in without sign-in')
  await section.getByText(/^\d+ resources undone$/).click()
  const token = section.getByRole('listitem').filter({ hasText: 'cache-warmup' })
  await expect(token).toContainText(
    'Undone 2026-11-19 02:25 UTC by dana.whitfield@acme.example (deleted).',
  )
  const link = token.getByRole('link', { name: /^2026-11-19 02:25 UTC by dana/ })
  expect(await link.getAttribute('href')).toContain('entry=')
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(explorer.drawer).toContainText('Delete Token')
  await expect(page).not.toHaveURL(/#findings/)
  await page.goBack()
  await expect(section).toBeVisible({ timeout: 60_000 })
})

test('the drawer says whether the loosening was undone, and what it cannot know', async ({
  explorer,
}) => {
  test.setTimeout(180_000)
  const policy = 'resource_id=00c47dda-9dff-46b0-8f26-6ca75ee98896'
  await explorer.openWith(`range=7d&${policy}`)
  await explorer.row(0).click()
  const answer = explorer.drawer.getByRole('region', { name: 'Findings' })
  await expect(answer.getByRole('heading', { name: 'Was it undone?' }).first()).toBeVisible()
  await expect(answer).toContainText('Perhaps still in effect: no loaded entry until')
  await expect(answer).toContainText(
    'Filters or hidden logs may leave out the entry that undid it.',
  )
})

test('a range that ends before now says so', async ({ explorer }) => {
  test.setTimeout(180_000)
  await openOverview(
    explorer,
    'since=2026-11-16T00:00:00Z&before=2026-11-18T00:00:00Z&actor_email=dana.whitfield@acme.example',
  )
  const section = getSection(explorer)
  await expect(section).toContainText(
    'The range ends on 2026-11-18 00:00 UTC. Later entries were not read: choose a range that ends now.',
  )
  await expect(section).toContainText('Perhaps still in effect: no loaded entry until 2026-11-18')
})

test('an entry of another log undoes a loosening where both name its id', async ({ explorer }) => {
  test.setTimeout(180_000)
  const inV1 = `in=${firstLog.slice(1)}&in=user/audit_logs`
  await explorer.open(`/timeline?${inV1}&range=7d&actor=dana.whitfield@acme.example`)
  await explorer.page.keyboard.press('w')
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  const section = getSection(explorer)
  await section.getByText(/^\d+ resources? undone$/).click()
  await expect(section).toContainText('Undone 2026-11-19 02:25 UTC by dana.whitfield@acme.example')
})

test('it is accessible with all of it shown, and fits a narrow page', async ({
  explorer,
  page,
}) => {
  test.setTimeout(180_000)
  await makeColorsReadable(page)
  await openOverview(explorer, 'range=7d')
  const section = getSection(explorer)
  for (const summary of await section.locator('summary').all()) await summary.click()
  await expectAccessibleInBothThemes(page)
  await page.setViewportSize({ width: 420, height: 800 })
  const isCut = () =>
    section.evaluate((element) =>
      [element, ...element.querySelectorAll('*')].some(
        (each) => each.getBoundingClientRect().right > window.innerWidth + 1,
      ),
    )
  await expect.poll(isCut).toBe(false)
})
