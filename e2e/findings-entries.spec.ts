/** Findings where entries are: marks in rows and cards, the section in the drawer, and filters by rules in links. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

test('a link with a rule shows its entries, marked, and its title as a filter', async ({
  explorer,
  page,
}) => {
  await explorer.openWith('range=24h&rule=effect.loosens')
  await expect(explorer.bar).toContainText('finding: loosens security')
  await expect(explorer.status).toContainText(/\d+ of [\d,]+ loaded/)
  const row = explorer.row(0)
  await expect(row.getByRole('img', { name: /finding: / })).toBeVisible()
  await expect(row).toContainText('loosens')
  await expect.poll(async () => (await row.boundingBox())?.height).toBe(24)
  await page.setViewportSize({ width: 420, height: 900 })
  await expect(explorer.row(0).getByRole('img', { name: /finding: / })).toBeVisible()
  await expect(explorer.row(0)).toContainText('loosens')
})

test('a link with an id that no rule has here says so, and leads to the rules', async ({
  explorer,
  page,
}) => {
  await page.goto(
    `${explorer.origin}/accounts/2bd47c24fec6938a189b6cbac87de631/logs/audit?range=24h&rule=0d5c4a0e-5b0c-4a52-9a0f-000000000001`,
  )
  await expect(explorer.bar).toContainText('no rule with the id 0d5c4a0e… here')
  await explorer.filters.first().getByRole('button').first().click()
  const editor = page.getByRole('dialog', { name: /local filter/ })
  await expect(editor.getByRole('link', { name: 'see the rules of this browser' })).toHaveAttribute(
    'href',
    '/rules',
  )
})

test('the editor of the filter offers rules by title, and effects', async ({ explorer, page }) => {
  await explorer.openWith('range=24h')
  await page.keyboard.press('f')
  await page.keyboard.type('finding')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await editor.getByRole('textbox', { name: 'Find a rule by its title' }).fill('member added')
  await editor.getByRole('checkbox', { name: /Member added to the account/ }).check()
  await editor.getByRole('button', { name: 'Apply' }).click()
  await expect(explorer.bar).toContainText('finding: Member added to the account')
  await expect(page).toHaveURL(/rule=[\da-f-]{36}/)
})

test('the drawer says why a rule matched, marks the values, and leads on', async ({
  explorer,
  page,
}) => {
  await makeColorsReadable(page)
  await explorer.openWith('range=24h&rule=effect.loosens')
  await explorer.row(0).click()
  const section = explorer.drawer.getByRole('region', { name: 'Findings' })
  await expect(section.getByRole('heading', { name: 'Why' }).first()).toBeVisible()
  await expect(section.getByRole('heading', { name: 'Not a problem when' }).first()).toBeVisible()
  await expect(section.getByRole('heading', { name: 'Check next' }).first()).toBeVisible()
  await expect(explorer.drawer.getByText('matched', { exact: true }).first()).toBeVisible()
  await expect.poll(() => section.getByRole('link').count()).toBeGreaterThan(1)
  for (const link of await section.locator('a[target=_blank]').all()) {
    expect(await link.getAttribute('rel')).toContain('noopener')
    expect(await link.getAttribute('href')).toMatch(/^https:/)
  }
  await expectAccessibleInBothThemes(page)
  await section
    .getByRole('button', { name: /entr(?:y|ies) of this rule/ })
    .first()
    .click()
  await expect(page).toHaveURL(/rule=[\da-f-]{36}/)
  await section
    .getByRole('link', { name: /in all logs/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/timeline\?/)
})

test('the first row needs nothing of detection, and rules that cannot be loaded say so', async ({
  explorer,
  page,
}) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.route(/\/assets\/rule-pack-/, (route) => route.abort())
  await explorer.openWith('range=24h')
  const pack = requests.findIndex((path) => /\/assets\/rule-pack-/.test(path))
  const list = requests.findIndex((path) => path.endsWith('/logs/audit'))
  expect(list).toBeGreaterThan(-1)
  await expect.poll(() => requests.some((path) => /\/assets\/rule-pack-/.test(path))).toBe(true)
  if (pack !== -1) expect(pack).toBeGreaterThan(list)
  await page.keyboard.press('2')
  const panel = page.getByRole('complementary', { name: 'Findings' })
  await expect(panel).toContainText('The rules could not be loaded.')
  await expect(panel.getByRole('button', { name: 'Reload the page' })).toBeVisible()
})
