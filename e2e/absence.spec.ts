/** Receipts of searches that found nothing: as a file that can be checked, and as a page on paper. */
import { spawnSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { expectAccessibleInBothThemes } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId, firstLog, firstOrganizationId } from './pages/explorer-page.ts'
import { readDownload, unpack, unzip, withoutPicker } from './pages/export-dialog.ts'

const noOne = 'actor_email=no-one@example.com'
const day = 'since=2026-11-15T00:00:00Z&before=2026-11-16T00:00:00Z'
const save = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Save receipt' })
const print = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Print receipt' })
const fileDialog = (page: Page) => page.getByRole('dialog', { name: 'Save receipt' })
const pageDialog = (page: Page) => page.getByRole('dialog', { name: 'Receipt', exact: true })

/** The margins that browsers give a printed page. */
const margin = { top: '11mm', bottom: '11mm', left: '11mm', right: '11mm' }

/** The number of pages in a PDF of Chromium. */
const countPages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length

test('one gesture saves the receipt of a complete search that found nothing', async ({
  page,
  gumshoe,
}, testInfo) => {
  await withoutPicker(page)
  await page.goto(`${gumshoe.origin}${firstLog}?${day}&${noOne}`)
  await expect(page.getByText('No entries match in this time range')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await save(page).click()
  const download = await downloading
  await expect(fileDialog(page)).toContainText('Handed to the browser as')
  await expect(fileDialog(page)).toContainText('Complete: 0 entries.')
  await expect(fileDialog(page)).toContainText('Signed by the witness key')
  const { text, manifest, files } = await unzip(await readDownload(download))
  expect(text).toBe('')
  expect(manifest).toMatchObject({ complete: true, verdict: 'complete' })
  const read = (name: string) => files.find((file) => file.name === name)?.bytes.toString() ?? ''
  const { predicate } = JSON.parse(read('receipt.json'))
  expect(predicate).toMatchObject({
    ...{ complete: true, entries: { count: 0 }, counts: { exported: 0 } },
    pages: [{ count: 0, body: 'pages/1.json' }],
  })
  expect(read('pages/1.json')).toContain('"result":[]')
  expect(read('README.txt')).toMatch(/A search with it\s+found\s+nothing/)
  const folder = testInfo.outputPath('receipt')
  unpack(files, folder)
  const check = spawnSync('sh', ['verify.sh'], { cwd: folder, encoding: 'utf8' })
  expect([check.status, check.stdout]).toEqual([
    0,
    expect.stringContaining('These checks hold: digests'),
  ])
  await fileDialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(fileDialog(page)).toHaveCount(0)
})

test('the receipt is printed on one page, dark on white, for a reader who does not know Gumshoe', async ({
  page,
  gumshoe,
}, testInfo) => {
  await page.goto(`${gumshoe.origin}${firstLog}?${day}&${noOne}`)
  await print(page).click()
  const shown = pageDialog(page)
  await expect(shown.getByRole('heading', { name: 'No entries were found' })).toBeVisible()
  await expect(shown).toContainText('no-one@example.com')
  await expect(shown).toContainText('From 2026-11-15T00:00:00.000Z to 2026-11-16T00:00:00.000Z')
  await expect(shown).toContainText('read completely, 1 page: no entry')
  await expect(shown).toContainText('Reads (GET calls) are not recorded.')
  await expect(shown).toContainText('no further entries are expected')
  await expect(shown).toContainText('sh verify.sh')
  await expect(shown).toContainText(/Fingerprint of the key[\s\S]*[0-9a-f]{64}/)
  await expectAccessibleInBothThemes(page)
  await page.evaluate(() => {
    Object.assign(window, { print: () => document.body.setAttribute('data-printed', '') })
  })
  await shown.getByRole('button', { name: 'Print' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed', '')
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const format of ['A4', 'Letter'] as const) {
    const path = testInfo.outputPath(`${format}.pdf`)
    expect(countPages(await page.pdf({ format, path, margin }))).toBe(1)
  }
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const sheet = page.locator('[data-print-sheet]')
  await expect(sheet.getByRole('heading', { name: 'No entries were found' })).toBeVisible()
  await expect(page.getByRole('main')).toBeHidden()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(sheet.getByRole('heading', { level: 1 })).toHaveCSS('color', 'rgb(0, 0, 0)')
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Escape')
  await expect(shown).toHaveCount(0)
})

test('with no entries, Export and its key open the dialog of the receipt', async ({
  page,
  gumshoe,
}) => {
  await page.goto(`${gumshoe.origin}${firstLog}?${day}&${noOne}`)
  await expect(page.getByText('No entries match in this time range')).toBeVisible()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(fileDialog(page)).toContainText('Complete: 0 entries.')
  await page.keyboard.press('Escape')
  await expect(fileDialog(page)).toHaveCount(0)
  await page.keyboard.press('e')
  await expect(fileDialog(page)).toBeVisible()
})

test('a timeline whose loaded entries do not match says what was asked, and how to go on', async ({
  page,
  gumshoe,
}) => {
  const logs = ['logs/audit', 'audit_logs', 'access/logs/access_requests']
    .map((log) => `in=accounts/${firstAccountId}/${log}`)
    .join('&')
  const insights = `in=accounts/${firstAccountId}/security-center/insights/audit-log`
  await page.goto(`${gumshoe.origin}/timeline?${logs}&${insights}&${day}&address=203.0.113.250`)
  const main = page.getByRole('main')
  await expect(main).toContainText(
    'No entry with address 203.0.113.250 in 3 logs; 1 log records no address.',
  )
  await expect(main).toContainText(/none of [\d,]+ entries matches/)
  await expect(main).not.toContainText('local filters')
  // No row ends the first load here, and the rest of the page comes all the same.
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeVisible()
  for (const name of [
    /^Search the last/,
    'Remove all filters',
    'Search the other logs too',
    /^What these logs cannot show \(\d+\)$/,
    'Save receipt',
    'Print receipt',
  ]) {
    await expect(main.getByRole('button', { name }).first(), String(name)).toBeVisible()
  }
  await expectAccessibleInBothThemes(page)
  await page.keyboard.press('e')
  await expect(fileDialog(page)).toContainText('The file gets the 0 that match the filters.')
  await page.keyboard.press('Escape')
  await main.getByRole('button', { name: 'Search the other logs too' }).click()
  await expect(main).toContainText(
    /No entry with address 203\.0\.113\.250 in \d+ logs; \d+ logs record no address\./,
  )
  await expect(main.getByRole('button', { name: 'Search the other logs' })).toHaveCount(0)
})

test('a timeline of many logs with many filters fits on one page as well', async ({
  page,
  gumshoe,
}) => {
  const logs = [
    ...['logs/audit', 'audit_logs', 'access/logs/access_requests'].map(
      (log) => `in=accounts/${firstAccountId}/${log}`,
    ),
    `in=accounts/${firstAccountId}/security-center/insights/audit-log`,
    `in=organizations/${firstOrganizationId}/logs/audit`,
  ].join('&')
  const actors = Array.from({ length: 40 }, (_, index) => `actor=no-one-${index}@example.com`)
  await page.goto(
    `${gumshoe.origin}/timeline?${logs}&in=user/audit_logs&${day}&${actors.join('&')}`,
  )
  await print(page).click()
  const shown = pageDialog(page)
  await expect(shown).toContainText('and 37 more')
  await expect(shown).toContainText('more statements in receipt.json')
  await expect(shown).toContainText('Account audit log v1')
  await expect(shown).toContainText('none of which passes the filters')
  for (const format of ['A4', 'Letter'] as const)
    expect(countPages(await page.pdf({ format, margin }))).toBe(1)
})
