import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, findPageProblems, test, watchPage } from './fixtures.ts'
import { ExplorerPage, firstLog } from './pages/explorer-page.ts'
import { readZip } from './read-zip.ts'

const id = '0d5c4a0e-5b0c-4a52-9a0f-000000000001'
const rule = `# Kept with the rule
title: Anything by a user
id: ${id}
logsource:
  product: cloudflare
  service: audit
detection:
  selection:
    actor.type: user
  condition: selection
tags:
  - attack.t1098.003
references:
  - https://attack.mitre.org/techniques/T1098/
  - javascript:alert(1)
falsepositives:
  - Everyday work.
level: critical
`
const second = rule
  .replace(id, '0d5c4a0e-5b0c-4a52-9a0f-000000000002')
  .replace('Anything by a user', 'Second rule')
const shipped = 'Many failed sign-ins of one identity'
const shippedId = 'eb93fb74-08af-4489-aba6-3b5a1f7ffd67'

const own = (page: Page) => page.getByRole('region', { name: 'Own rules' }).first()
const yaml = (page: Page) => page.getByRole('textbox', { name: 'Rules as YAML' })
const item = (page: Page, title: string) => page.getByRole('button', { name: title, exact: false })

async function openRules(page: Page, origin: string, search = ''): Promise<void> {
  await page.goto(`${origin}/rules${search}`)
  await page.getByText(/^\d+ rules, \d+ of them own/).waitFor()
}

async function paste(page: Page, text: string): Promise<void> {
  if (!(await yaml(page).isVisible())) {
    await page.getByRole('button', { name: 'Paste YAML' }).click()
  }
  await yaml(page).fill(text)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
}

/** Presses Tab until the element has the focus; fails when it is never reached. */
async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'switch' = 'button') {
  const target = page.getByRole(role, { name }).first()
  await target.waitFor()
  for (let i = 0; i < 400; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${name}.`)
}

test('the page says what rules do, and which of them only serve others', async ({
  page,
  gumshoe,
}) => {
  await openRules(page, gumshoe.origin)
  await expect(page.getByRole('main')).toContainText('listed in the tab Findings')
  const part = page.getByRole('listitem').filter({ hasText: 'Insight classified as harmless' })
  await expect(part.getByText('used by others')).toHaveAttribute(
    'title',
    /makes no findings of its own/,
  )
  await expect(part.getByRole('switch')).toHaveCount(0)
  await page.getByRole('button', { name: 'Paste YAML' }).click()
  await expect(yaml(page)).toHaveAttribute('placeholder', /condition: selection\nlevel: medium$/)
})

test('a pasted rule is mended at its line, found in a log, and travels as a ZIP', async ({
  page,
  gumshoe,
  explorer,
  browser,
}) => {
  await openRules(page, gumshoe.origin)
  const broken = `${second}---\n${rule.replace('condition: selection', 'condition: selektion')}`
  await paste(page, broken)
  await expect(own(page).getByRole('alert')).toContainText('Added 1 rule.')
  const problems = own(page).getByRole('list', { name: 'Problems' })
  await expect(problems).toContainText('Line 29, column 14')
  await expect(problems).toContainText('condition: selektion')
  await expect(yaml(page)).toHaveValue(broken)

  await problems.getByRole('button', { name: /^Line 29/ }).click()
  await expect(yaml(page)).toBeFocused()
  await page.keyboard.type('  condition: selection')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(own(page).getByRole('status')).toContainText(
    'Added 1 rule. 1 rule was here already.',
  )
  await expect(yaml(page)).toHaveValue('')
  await expect(item(page, 'Anything by a user')).toBeVisible()

  await explorer.openWith('range=24h')
  await page.getByRole('tab', { name: /^Findings/ }).click()
  const findings = page.getByRole('complementary', { name: 'Findings' })
  await expect(
    findings.getByRole('button', { name: /^Critical: Anything by a user/ }),
  ).toBeVisible()

  await openRules(page, gumshoe.origin)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export own rules' }).click()
  const zip = readFileSync(await (await download).path())
  const files = await readZip(zip)
  expect(files.map(({ name }) => name).toSorted()).toEqual([
    'anything-by-a-user.yml',
    'second-rule.yml',
  ])
  expect(files.map(({ bytes }) => bytes.toString()).join()).toContain('# Kept with the rule')

  const other = await browser.newContext()
  const colleague = await other.newPage()
  await watchPage(colleague)
  const theirs = new ExplorerPage(colleague, gumshoe.origin)
  // No entry is shown, because nothing is known of the rule.
  await colleague.goto(`${gumshoe.origin}${firstLog}?range=24h&rule=${id}`)
  const note = colleague.getByRole('region', { name: 'Rules of this link' })
  await expect(note).toContainText(
    `This link filters by a rule that this browser does not have (${id}). Ask for the file, then add it to the rules.`,
  )
  await note.getByRole('link', { name: 'add it to the rules' }).click()
  await expect(colleague.getByText('This browser has no rule with the id')).toContainText(id)
  await colleague
    .getByLabel('Files of rules')
    .setInputFiles({ name: 'rules.zip', mimeType: 'application/zip', buffer: zip })
  await expect(own(colleague).getByRole('status')).toContainText('Added 2 rules.')
  await expect(colleague.getByText('This browser has no rule with the id')).toBeHidden()
  await colleague.goBack()
  await theirs.rows.first().waitFor()
  await expect(note).toBeHidden()
  expect(findPageProblems(colleague)).toEqual([])
  await other.close()
})

test('all rules are exported as plain Sigma', async ({ page, gumshoe }) => {
  await openRules(page, gumshoe.origin)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export all as plain Sigma' }).click()
  const files = await readZip(readFileSync(await (await download).path()))
  expect(files.length).toBeGreaterThan(45)
  expect(files.some(({ name }) => name === 'NOT-EXPORTED.txt')).toBe(true)
})

test('a rule is switched off by the keyboard, and a link by it says so', async ({
  page,
  gumshoe,
}) => {
  await openRules(page, gumshoe.origin)
  await tabTo(page, `Search by ${shipped}`, 'switch')
  await page.keyboard.press('Space')
  await expect(page.getByText(/, 1 switched off\.$/)).toBeVisible()
  await tabTo(page, shipped)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${gumshoe.origin}/rules?rule=${shippedId}`)
  await expect(page.getByText('At least 5 entries of these rules within 1 hour')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('switch', { name: `Search by ${shipped}` })).not.toBeChecked()

  await page.goto(`${gumshoe.origin}${firstLog}?range=24h&rule=${shippedId}`)
  const note = page.getByRole('region', { name: 'Rules of this link' })
  await expect(note).toContainText(`“${shipped}”, which is switched off in this browser.`)
  await page.getByRole('tab', { name: /^Findings/ }).click()
  await page.getByText('1 rule switched off in this browser').click()
  await note.getByRole('button', { name: 'Switch it on' }).click()
  await expect(note).toBeHidden()
})

test('a rule with the id of another one replaces it after a question, or never', async ({
  page,
  gumshoe,
}) => {
  await openRules(page, gumshoe.origin)
  await paste(page, rule)
  await expect(own(page).getByRole('status')).toContainText('Added 1 rule.')
  await paste(page, rule.replace('critical', 'low'))
  await expect(own(page)).toContainText('An own rule has the same id and another text. Replace it?')
  await page.getByRole('button', { name: 'Keep what is here' }).click()
  await expect(item(page, 'Critical: Anything by a user')).toBeVisible()
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('button', { name: 'Replace', exact: true }).click()
  await expect(item(page, 'Low: Anything by a user')).toBeVisible()
  await paste(page, rule.replace(id, shippedId))
  await expect(own(page).getByRole('alert')).toContainText('No rule was added.')
  await expect(own(page)).toContainText('which comes with Gumshoe. Give this rule a new UUID')

  await item(page, 'Low: Anything by a user').click()
  await expect(page.getByRole('link', { name: 'attack.t1098.003' })).toHaveAttribute(
    'href',
    'https://attack.mitre.org/techniques/T1098/003/',
  )
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0)
  await page.getByRole('button', { name: 'Delete Anything by a user' }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(item(page, 'Low: Anything by a user')).toBeVisible()
})

test('filters and words choose the rules', async ({ page, gumshoe }) => {
  await openRules(page, gumshoe.origin)
  await page.getByRole('searchbox', { name: 'Find a rule' }).fill('failed sign-ins of one identity')
  await expect(page.getByRole('switch')).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Origin' }).selectOption('own')
  await expect(page.getByText('No rule matches these filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all rules' }).click()
  await page.getByText('By level').click()
  await expect(page.getByRole('heading', { level: 3 }).first()).toContainText(/Critical|High/)
})

test('damaged rules in the storage are said, and the rest is in use', async ({ page, gumshoe }) => {
  await page.addInitScript(
    ([ruleId, text]) => {
      const damaged = [
        { id: ruleId, file: 'a.yml', text },
        { id: '__proto__', text: [] },
      ]
      localStorage.setItem('gumshoe.rules', JSON.stringify(damaged))
    },
    [id, rule],
  )
  await openRules(page, gumshoe.origin)
  await expect(own(page)).toContainText('1 stored rule could not be read and is not in use.')
  await expect(item(page, 'Anything by a user')).toBeVisible()
  await page.goto(`${gumshoe.origin}/saved`)
  await expect(page.getByText(/^Own rules, found/)).toBeVisible()
})

for (const width of [1440, 420]) {
  test(`axe finds nothing in either theme at ${width} pixels`, async ({ page, gumshoe }) => {
    await page.setViewportSize({ width, height: 900 })
    await makeColorsReadable(page)
    await openRules(page, gumshoe.origin)
    await paste(page, `${rule}---\ntitle: x\n`)
    await expect(own(page).getByRole('alert')).toBeVisible()
    await item(page, 'Critical: Anything by a user').click()
    await page.getByText('It matches when').waitFor()
    // The colors behind a text above the edge of the page cannot be told.
    await page.getByRole('button', { name: 'Add', exact: true }).scrollIntoViewIfNeeded()
    await expectAccessibleInBothThemes(page)
    const isWider = await page.evaluate(
      () =>
        document.querySelector('main')?.parentElement?.scrollWidth !== undefined &&
        document.documentElement.scrollWidth > window.innerWidth,
    )
    expect(isWider).toBe(false)
  })
}
