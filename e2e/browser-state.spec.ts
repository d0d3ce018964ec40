/** What a browser keeps: saved to one file, read back in another browser, and never lost when it is damaged. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'

const browserPart = (page: Page) => page.getByRole('region', { name: 'This browser' })
const readStorage = (page: Page) => page.evaluate(() => ({ ...localStorage }))

async function readBack(page: Page, text: string): Promise<void> {
  const path = test.info().outputPath('browser.json')
  writeFileSync(path, text)
  const chooser = page.waitForEvent('filechooser')
  await browserPart(page).getByRole('button', { name: 'Read back from a file…' }).click()
  await (await chooser).setFiles(path)
}

test('all that a browser keeps is saved to a file and read back', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const { pathname } = new URL(page.url())
  await page.evaluate((address) => {
    const columns = { 'account-audit-logs-v2': [{ field: 'actor.email', width: 240 }] }
    localStorage.setItem('gumshoe.view', JSON.stringify({ density: 'compact', columns }))
    localStorage.setItem('gumshoe.saved', JSON.stringify([{ name: 'Mine', note: '', address }]))
    localStorage.setItem('gumshoe.preferences', JSON.stringify({ theme: 'dark' }))
  }, `${pathname}?range=7d`)
  await page.goto(`${gumshoe.origin}/saved`)
  const download = page.waitForEvent('download')
  await browserPart(page).getByRole('button', { name: 'Save all to a file' }).click()
  const text = readFileSync((await (await download).path()) ?? '', 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    format: 'gumshoe-browser-state',
    version: 1,
    queries: [{ name: 'Mine' }],
    preferences: { theme: 'dark' },
    view: { density: 'compact' },
  })

  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'light')
  await readBack(page, text)
  await expect(browserPart(page)).toContainText('Imported 1 query.')
  await expect(browserPart(page)).toContainText('Theme: replaced, “system” by “dark”.')
  await expect(browserPart(page)).toContainText('Columns of Account audit log v2: added.')
  await expect(page.locator('html')).toHaveAttribute('data-mode', 'dark')
  const restored = await readStorage(page)
  expect(JSON.parse(restored['gumshoe.view'] ?? '')).toMatchObject({ density: 'compact' })
  expect(JSON.parse(restored['gumshoe.saved'] ?? '')).toHaveLength(1)

  await readBack(page, text)
  await expect(browserPart(page)).toContainText('Imported 0 queries. 1 was there already.')
  await expectAccessible(page)

  const before = await readStorage(page)
  await readBack(page, text.replace('"version": 1', '"version": 4'))
  await expect(browserPart(page).getByRole('alert')).toContainText('“version” is 4, written by')
  await expect(browserPart(page).getByRole('alert')).toContainText('Update this Gumshoe')
  await readBack(page, text.replace('"compact"', '"tiny"'))
  await expect(browserPart(page).getByRole('alert')).toContainText('“view.density”')
  expect(await readStorage(page)).toEqual(before)
})

test('a damaged store is told once, and its text can be downloaded', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await explorer.open()
  const damagedText = '[{"name":"Deletions","note":"every Mon'
  await page.evaluate((text) => {
    localStorage.setItem('gumshoe.saved', text)
    localStorage.setItem('gumshoe.preferences', '{"theme":"dark","ti')
  }, damagedText)
  await page.reload()
  const notice = page.getByRole('region', { name: 'Damaged settings' })
  await expect(notice).toContainText('the damaged text is kept')
  await notice.getByRole('link').click()
  await expect(notice).toHaveCount(0)
  const kept = page.getByRole('region', { name: 'Not readable by this version' })
  await expect(kept.getByRole('listitem')).toHaveCount(2)
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await kept.getByRole('button', { name: 'Download the text of Saved queries' }).click()
  expect(readFileSync((await (await download).path()) ?? '', 'utf8')).toBe(damagedText)

  await page.goto(`${gumshoe.origin}/`)
  await explorer.rows.first().waitFor()
  await expect(notice).toHaveCount(0)
  await page.goto(`${gumshoe.origin}/saved`)
  await kept.getByRole('button', { name: 'Delete the text of Saved queries' }).click()
  await kept.getByRole('button', { name: 'Delete the text of Preferences' }).click()
  await expect(kept).toHaveCount(0)
})

test('two tabs do not overwrite the queries of each other', async ({ explorer, page, gumshoe }) => {
  await explorer.open()
  const { pathname } = new URL(page.url())
  const toFile = (name: string) =>
    `{"format":"gumshoe-saved-queries","version":1,"queries":[{"name":"${name}","address":"${pathname}?range=7d"}]}`
  await page.goto(`${gumshoe.origin}/saved`)
  const other = await page.context().newPage()
  await other.goto(`${gumshoe.origin}/saved`)
  await readBack(page, toFile('One'))
  await expect(browserPart(page)).toContainText('Imported 1 query.')
  await readBack(other, toFile('Two'))
  await expect(browserPart(other)).toContainText('Imported 1 query.')
  const links = page.getByRole('region', { name: 'My queries' }).getByRole('link')
  await expect(links).toHaveText(['Two', 'One'])
})
