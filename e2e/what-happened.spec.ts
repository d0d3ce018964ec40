/** One gesture runs all rules and questions over a range, and shows a ranked page of what matters. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import type { ExplorerPage } from './pages/explorer-page.ts'

const getOverview = ({ page }: ExplorerPage) => page.getByRole('region', { name: 'What happened' })
const getFindings = (explorer: ExplorerPage) =>
  getOverview(explorer).getByRole('region', { name: 'Findings' }).getByRole('listitem')

/** Waits until the range is read, and all of its entries are searched by the rules and counted for the questions. */
async function waitForOverview(explorer: ExplorerPage): Promise<void> {
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  const overview = getOverview(explorer)
  const counts = async () => {
    const text = await overview.innerText()
    const [, searched] = /rules over ([\d,]+) loaded of .*, complete/.exec(text) ?? []
    const questions = await overview.getByRole('region', { name: 'Questions' }).allInnerTexts()
    const [, counted] = / of ([\d,]+) loaded/.exec(questions.join()) ?? []
    return searched !== undefined && searched === counted
  }
  await expect.poll(counts, { timeout: 60_000 }).toBe(true)
}

test('from the first visit, one gesture leads to what the intruder did', async ({ explorer }) => {
  test.setTimeout(180_000)
  await explorer.open()
  await explorer.page.getByRole('button', { name: 'What happened in the last 7 days' }).click()
  await waitForOverview(explorer)
  await expect(getOverview(explorer)).toContainText(
    /\d+ rules over [\d,]+ loaded of v2.*, complete/,
  )
  // The intruder used the account of Dana, and then one of their own.
  const isOfIntruder = (text: string) => /dana\.whitfield@|ops-recovery@/.test(text)
  await expect(async () => {
    const first = (await getFindings(explorer).allInnerTexts()).slice(0, 10)
    expect(first.filter(isOfIntruder).length).toBeGreaterThanOrEqual(8)
    expect(first[0]).toContain('created token cache-warmup token')
    expect(first[0]).toContain('loosens security')
  }).toPass({ timeout: 10_000 })
})

test('the key w loads the range, and the entries of a finding are one gesture away', async ({
  explorer,
  page,
}) => {
  test.setTimeout(180_000)
  await explorer.openLong()
  await page.keyboard.press('w')
  await expect.poll(() => page.url()).toMatch(/#findings$/)
  await expect(getOverview(explorer).getByRole('heading', { name: 'What happened' })).toBeFocused()
  await waitForOverview(explorer)
  const item = getFindings(explorer).first()
  const words = await item.innerText()
  const count = Number(/Show the ([\d,]+) entries/.exec(words)?.[1]?.replace(/,/g, '') ?? 1)
  expect(words).toContain(`${count.toLocaleString('en-US')} of `)
  await item.getByRole('button', { name: /^Show the/ }).click()
  await expect(getOverview(explorer)).toHaveCount(0)
  await expect(explorer.status).toContainText(`${count.toLocaleString('en-US')} of `)
  expect(explorer.address()).toContain('rule=')

  await page.goBack()
  await expect(getOverview(explorer)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(getOverview(explorer)).toHaveCount(0)
  await expect(page).not.toHaveURL(/#/)
  await expect(explorer.grid).toBeVisible()
})

for (const [typed, status] of [
  ['grafana', /[\d,]+ of [\d,]+ loaded/],
  ['action_type:delete', /[\d,]+ loaded/],
] as const) {
  test(`${typed}, searched from the overview, leads to the entries, which have the focus`, async ({
    explorer,
    page,
  }) => {
    test.setTimeout(180_000)
    await explorer.openLong()
    await page.keyboard.press('w')
    await waitForOverview(explorer)
    await page.keyboard.press('/')
    await expect(explorer.field).toBeFocused()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(getOverview(explorer)).toHaveCount(0)
    await expect(explorer.bar).toContainText(typed.replace(/.*:/, ''))
    await expect(explorer.status).toContainText(status)
    await explorer.rows.first().waitFor()
    await expect(explorer.grid).toBeFocused()
  })
}

test('questions are counted over what is loaded, and a log that was not loaded is asked by a button', async ({
  explorer,
  page,
}) => {
  test.setTimeout(180_000)
  await explorer.openWith('range=7d')
  await page.keyboard.press('w')
  await waitForOverview(explorer)
  const questions = getOverview(explorer).getByRole('region', { name: 'Questions' })
  const deleted = questions.getByRole('listitem').filter({ hasText: 'Everything that was deleted' })
  const count = /([\d,]+) of [\d,]+ loaded/.exec(await deleted.innerText())?.[1]
  await expect(questions).toContainText(/needs? the insights log, which was not asked/)
  await questions.getByRole('button', { name: 'Ask the insights log for these questions' }).click()
  await expect.poll(() => explorer.address()).toContain('/timeline')
  await waitForOverview(explorer)
  await expect(questions).not.toContainText('the insights log, which was not asked')
  await page.goBack()
  await waitForOverview(explorer)
  await deleted.getByRole('button', { name: /^Show the/ }).click()
  await expect.poll(() => explorer.address()).toContain('action_type=delete')
  await expect(explorer.status).toContainText(`${count} loaded`)
})

test('a shared address shows the overview, and loads the whole range only on request', async ({
  explorer,
  page,
}) => {
  await explorer.openLong()
  const address = new URL(page.url())
  await page.goto('about:blank')
  await page.goto(`${address.href}#findings`)
  const overview = getOverview(explorer)
  await expect(overview).toContainText('Only a part of the range is loaded.')
  await expect(overview).toContainText(/rules over [\d,]+ loaded of v2, partial/)
  await expect(page).toHaveURL(/#findings$/)
  await overview.getByRole('button', { name: 'Close' }).click()
  await expect(explorer.rows.first()).toBeVisible()
})

test('it is accessible, and fits a narrow page', async ({ explorer, page }) => {
  test.setTimeout(180_000)
  await makeColorsReadable(page)
  await explorer.openWith('range=7d')
  await page.keyboard.press('w')
  await waitForOverview(explorer)
  await expectAccessibleInBothThemes(page)
  await page.setViewportSize({ width: 420, height: 800 })
  const overview = getOverview(explorer)
  await expect(overview.getByRole('button', { name: 'Close' })).toBeVisible()
  const isCut = () =>
    overview.evaluate((element) =>
      [element, ...element.querySelectorAll('*')].some(
        (each) => each.getBoundingClientRect().right > window.innerWidth + 1,
      ),
    )
  await expect.poll(isCut).toBe(false)
})
