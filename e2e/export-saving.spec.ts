/** Exports on their way to the disk: nothing is lost, and nothing is called written that may be lost. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import {
  dialogOf,
  listWritten,
  press,
  readDownload,
  sha256Of,
  unpack,
  unzip,
  withoutPicker,
  withPicker,
} from './pages/export-dialog.ts'
import { readZip } from './read-zip.ts'

test('the file is written as it is made where the browser can do that', async ({
  explorer,
  page,
}) => {
  await withPicker(page, 'quick')
  await explorer.openLong()
  await page.keyboard.press('e')
  await press(page)
  await expect(dialogOf(page)).toContainText('Written: 100 entries')
  await expect(dialogOf(page)).not.toContainText('Handed to the browser')
  const [[name, zip] = ['', Buffer.alloc(0)]] = await listWritten(page)
  expect(name).toMatch(/_partial\.ndjson\.zip$/)
  expect((await unzip(zip)).text.split('\n')).toHaveLength(101)
  await dialogOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(dialogOf(page)).toHaveCount(0)
})

test('what the browser was handed can be saved again, and is never called written', async ({
  explorer,
  page,
}) => {
  await withoutPicker(page)
  await explorer.openLong()
  await page.keyboard.press('e')
  const first = page.waitForEvent('download')
  await press(page)
  await (await first).cancel()
  await expect(dialogOf(page).getByText('The file was handed to the browser')).toHaveRole('status')
  await expect(dialogOf(page)).toContainText('cannot see whether the browser saved it')
  await expect(dialogOf(page)).not.toContainText(/written/i)
  const second = page.waitForEvent('download')
  await dialogOf(page).getByRole('button', { name: 'Save again' }).click()
  const { text } = await unzip(await readDownload(await second))
  expect(text.split('\n')).toHaveLength(101)
})

test('sha256sum checks what was unpacked', async ({ explorer, page }, testInfo) => {
  await withoutPicker(page)
  await explorer.openLong()
  await page.keyboard.press('e')
  const download = page.waitForEvent('download')
  await press(page)
  const folder = testInfo.outputPath('unpacked')
  const files = await readZip(await readDownload(await download))
  unpack(files, folder)
  const check = () =>
    execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, stdio: 'pipe' })
  expect(check().toString().match(/: OK$/gm)).toHaveLength(files.length - 1)
  appendFileSync(
    join(folder, readdirSync(folder).find((name) => name.endsWith('.ndjson')) ?? ''),
    '{}',
  )
  expect(check).toThrow('1 computed checksum did NOT match')
})

test('a CSV can come alone, in one download, and says that it has no manifest', async ({
  explorer,
  page,
}) => {
  await withoutPicker(page)
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: /^CSV/ }).click()
  await dialogOf(page)
    .getByRole('checkbox', { name: 'CSV file alone, without ZIP and manifest' })
    .click()
  await expect(dialogOf(page)).toContainText('only the name says whether entries are missing')
  const download = page.waitForEvent('download')
  await press(page)
  const csv = await download
  expect(csv.suggestedFilename()).toMatch(/_partial\.csv$/)
  const bytes = await readDownload(csv)
  expect(bytes.toString()).toMatch(/^\ufeff"action\.time/)
  expect(bytes.toString().split('\r\n')).toHaveLength(102)
  await expect(dialogOf(page)).toContainText('This file has no manifest')
  await expect(dialogOf(page)).toContainText(sha256Of(bytes))
})

test('a cancelled export leaves nothing behind, and says so', async ({ explorer, page }) => {
  await withPicker(page, 'slow')
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('button', { name: 'Export 100 entries' }).click()
  await expect(dialogOf(page).getByRole('progressbar', { name: 'Writing the file' })).toBeVisible()
  await expect(dialogOf(page)).toContainText('of 100 entries')
  await expect.poll(() => listWritten(page)).not.toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toContainText(
    'The export was cancelled. Nothing was kept of the file.',
  )
  await expect.poll(() => listWritten(page)).toEqual([])
  await dialogOf(page).getByRole('button', { name: 'Back to the choice' }).click()
  await expect(dialogOf(page).getByRole('button', { name: 'Export 100 entries' })).toBeVisible()
})

test('a tab that is closed in the middle of an export leaves no file that looks whole', async ({
  context,
  explorer,
  gumshoe,
  page,
}) => {
  await withPicker(page, 'slow')
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('button', { name: 'Export 100 entries' }).click()
  await expect(dialogOf(page).getByRole('progressbar', { name: 'Writing the file' })).toBeVisible()
  await expect.poll(async () => (await listWritten(page)).length).toBeGreaterThan(0)
  await page.close()
  const other = await context.newPage()
  await other.goto(gumshoe.origin)
  const files = (await listWritten(other)).filter(([name]) => name.endsWith('.zip'))
  expect(files.filter(([, bytes]) => bytes.length > 0)).toEqual([])
})

test('a disk that is full keeps nothing that looks like a file', async ({ explorer, page }) => {
  await withPicker(page, 'full')
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('button', { name: 'Export 100 entries' }).click()
  await expect(dialogOf(page)).toContainText(
    'The export failed: The browser could not write the file: The disk is full. Nothing was kept',
  )
  await expect.poll(() => listWritten(page)).toEqual([])
})

test('axe finds nothing in either theme in the export', async ({ explorer, page }) => {
  await makeColorsReadable(page)
  await withPicker(page, 'slow')
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: /^CSV/ }).click()
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await dialogOf(page)
    .getByRole('button', { name: /^Export \d/ })
    .click()
  await expect(dialogOf(page).getByRole('progressbar')).toBeVisible()
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await dialogOf(page).getByRole('button', { name: 'Cancel the export' }).click()
  await expect(dialogOf(page)).toContainText('was cancelled')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await dialogOf(page).getByRole('button', { name: 'Back to the choice' }).click()
  await page.evaluate(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker')
  })
  await dialogOf(page)
    .getByRole('button', { name: /^Export \d/ })
    .click()
  await expect(dialogOf(page)).toContainText('SHA-256 of the data file')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
})
