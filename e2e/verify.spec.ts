import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  createTestExport,
  flipByte,
  type TestExport,
  zipFiles,
} from '../src/evidence/testing/create-export-files.ts'
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  makeColorsReadable,
} from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { dialogOf, press, withoutPicker } from './pages/export-dialog.ts'
import { readZip } from './read-zip.ts'

let made: TestExport

test.beforeAll(async () => {
  made = await createTestExport()
})

const answer = (page: Page) => page.getByRole('region', { name: 'Answer' }).getByRole('heading')
const section = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
const keyField = (page: Page) => page.getByLabel('Compare with a key that you got by another way')

async function openPage(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/verify`)
  await page.getByText('Drop the ZIP of an export here').waitFor()
}

/** Chooses a file as a user does. */
async function choose(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose files…' }).click()
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }
  await (await chooser).setFiles(file)
}

test('an export holds once the key is compared, and nothing is sent', async ({ page, gumshoe }) => {
  await makeColorsReadable(page)
  await openPage(page, gumshoe.origin)
  await page.waitForLoadState('networkidle')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  await choose(page, 'export.zip', made.zip)
  await expect(answer(page)).toContainText('the proxy signed what it received')
  await expect(answer(page)).toContainText('Whose key signed this')
  await expect(answer(page)).toBeFocused()
  await expect(section(page, 'Answer')).toContainText('export.zip · Export · 15 files')
  await expect(section(page, 'Who signed')).toContainText(
    made.key.fingerprint.replace(/.{4}(?=.)/g, '$& '),
  )

  await keyField(page).fill(made.key.pem)
  await expect(answer(page)).toContainText('Everything that can be checked holds')
  await expect(section(page, 'Who signed').getByRole('status').last()).toHaveText(
    'The key that you trust signed this.',
  )
  await keyField(page).fill('ab'.repeat(32))
  await expect(answer(page)).toContainText('This does not hold: Another key')
  await keyField(page).fill(`SHA256:${made.key.fingerprint.toUpperCase()}`)
  await expect(answer(page)).toContainText('Everything that can be checked holds')
  await keyField(page).fill('ab')
  await expect(section(page, 'Who signed').getByRole('status').last()).toContainText(
    'has 64 digits',
  )

  const says = section(page, 'The receipt says')
  await expect(says).toContainText('Complete: 7 entries.')
  await expect(section(page, /^Holds/)).toContainText('The tree over 6 entries has the root')
  await expect(section(page, /^Cannot be known/)).toContainText('Cloudflare signs no answer')
  const scripts = sent.filter((url) => !/\/assets\/[\w.-]+\.(js|css)$/.test(new URL(url).pathname))
  expect(scripts).toEqual([])
  expect(gumshoe.asked).toEqual([])
  await expectAccessibleInBothThemes(page)
})

test('a key has a name in this browser, and is known the next time', async ({ page, gumshoe }) => {
  await openPage(page, gumshoe.origin)
  await choose(page, 'export.zip', made.zip)
  const signers = section(page, 'Who signed')
  await signers.getByRole('button', { name: 'Name this key…' }).click()
  const name = signers.getByRole('textbox', { name: 'Name of the key' })
  await expect(name).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(signers.getByRole('alert')).toHaveText('Type a name for the key.')
  await name.fill('Proxy of the SOC')
  await page.keyboard.press('Enter')
  await expect(signers).toContainText('Proxy of the SOC · a key that you named')

  await openPage(page, gumshoe.origin)
  await choose(page, 'export.zip', made.zip)
  await expect(answer(page)).toContainText('Everything that can be checked holds')
  await expect(signers).toContainText('Proxy of the SOC')
  await signers.getByRole('button', { name: 'Remove the name' }).click()
  await expect(answer(page)).toContainText('Whose key signed this')
})

test('a byte that was changed is found, and the file is named', async ({ page, gumshoe }) => {
  await openPage(page, gumshoe.origin)
  await choose(page, 'changed.zip', zipFiles(flipByte(made.files, 'account.ndjson', 20)))
  await expect(answer(page)).toContainText(
    'This does not hold: Changed after the export: the file “account.ndjson”',
  )
  const fails = section(page, /^Does not hold/)
  await expect(fails).toContainText('The entries are not those that were exported: one was changed')
  await expect(section(page, /^Holds/)).toContainText('2 signatures of the proxy hold.')
})

test('files that cannot be read are named, with what to do', async ({ page, gumshoe }) => {
  await openPage(page, gumshoe.origin)
  const alert = page.getByRole('alert')
  await choose(page, 'cut.zip', made.zip.subarray(0, made.zip.length / 2))
  await expect(alert).toContainText('This cannot be checked.cut.zip is cut or damaged')
  await choose(page, 'picture.zip', Buffer.from('GIF89a'))
  await expect(alert).toContainText('picture.zip is not a ZIP, in spite of its name')
  await choose(page, 'note.txt', Buffer.from('A note.'))
  await expect(alert).toContainText('note.txt is nothing that Gumshoe can check.')
  await choose(page, 'export.zip', made.zip)
  await expect(answer(page)).toBeVisible()
  await expect(alert).toBeHidden()
})

test('a folder of unpacked files is checked', async ({ page, gumshoe }, testInfo) => {
  const folder = testInfo.outputPath('gumshoe-export')
  for (const [name, bytes] of made.files) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }
  await openPage(page, gumshoe.origin)
  await page.getByLabel('Folder of evidence').setInputFiles(folder)
  await expect(answer(page)).toContainText('the proxy signed what it received')
  await expect(section(page, 'Answer')).toContainText(
    'The folder gumshoe-export · Export · 15 files',
  )
})

test('a ZIP that is dropped on the page is checked', async ({ page, gumshoe }) => {
  await openPage(page, gumshoe.origin)
  await page.evaluate(
    (bytes) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(bytes)], 'dropped.zip'))
      const heading = document.querySelector('h1')
      for (const type of ['dragover', 'drop']) {
        heading?.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
      }
    },
    [...made.zip],
  )
  await expect(section(page, 'Answer')).toContainText('dropped.zip')
})

test('the answer is printed whole, with all details', async ({ page, gumshoe }) => {
  await openPage(page, gumshoe.origin)
  await choose(page, 'changed.zip', zipFiles(flipByte(made.files, 'account.ndjson', 20)))
  await expect(answer(page)).toContainText('Changed after the export: the file “account.ndjson”')
  await expect(answer(page)).not.toContainText(/[0-9a-f]{16}/)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByText('Key that signed')).toBeHidden()
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await expect(page.getByText('Key that signed')).toBeVisible()
  await expect(page.getByText('SHA-256 in receipt.json')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Choose files…' })).toBeHidden()
  await expect(async () => {
    const heights = await page.evaluate(() => {
      const last = document.querySelector('#receipt-says')?.parentElement?.getBoundingClientRect()
      return [document.documentElement.scrollHeight, last?.bottom ?? 0]
    })
    expect(heights[0]).toBeGreaterThanOrEqual(Math.floor(heights[1] ?? 0))
    expect(heights[0]).toBeGreaterThan(900)
  }).toPass({ timeout: 10_000 })
})

test('a receipt alone says that its entries were not checked', async ({ page, gumshoe }) => {
  await openPage(page, gumshoe.origin)
  await choose(page, 'receipt.json', made.files.get('receipt.json') ?? new Uint8Array())
  await expect(section(page, 'Answer')).toContainText('Receipt without its files')
  await expect(section(page, /^Cannot be known/)).toContainText('only the receipt was given')
})

test('a check of a large file shows its progress, and can be ended', async ({
  page,
  gumshoe,
}, testInfo) => {
  await openPage(page, gumshoe.origin)
  const files = new Map(made.files).set('account.ndjson', Buffer.alloc(120_000_000, '{"a":1}\n'))
  const path = testInfo.outputPath('large.zip')
  writeFileSync(path, zipFiles(files))
  // The check may be over before a click from outside of the page arrives, so the page clicks itself.
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const progress = document.querySelector('[aria-label="Progress"]')
      const words = progress?.textContent ?? ''
      if (!words.includes('of 120.0 MB')) return
      observer.disconnect()
      Object.assign(window, { shownProgress: words })
      for (const button of progress?.querySelectorAll('button') ?? []) {
        if (button.textContent === 'Cancel') button.click()
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  await page.getByLabel('Files of evidence').setInputFiles(path)
  await expect
    .poll(() => page.evaluate(() => String(Reflect.get(window, 'shownProgress'))))
    .toContain('large.zip')
  await expect(section(page, 'Progress')).toBeHidden()
  await expect(page.getByText('Drop the ZIP of an export here')).toBeVisible()
})

test('it is reached from the menu, by keyboard, and fits a phone', async ({ page, explorer }) => {
  await explorer.open()
  await page.getByRole('button', { name: 'Gumshoe, menu' }).click()
  await page.getByRole('menuitem', { name: 'Verify evidence' }).click()
  await expect(page).toHaveURL(/\/verify$/)
  await expect(page).toHaveTitle('Verify evidence · Gumshoe')
  await page.setViewportSize({ width: 420, height: 900 })
  await choose(page, 'export.zip', made.zip)
  await expect(answer(page)).toBeFocused()
  const holds = section(page, /^Holds/)
  await expect(holds).toBeVisible()
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(420)
})

test('it needs no session', async ({ page, gumshoe }) => {
  await page.route('**/client/**', (route) => route.abort())
  await page.route('**/gumshoe/**', (route) => route.abort())
  await openPage(page, gumshoe.origin)
  await choose(page, 'export.zip', made.zip)
  await expect(answer(page)).toContainText('the proxy signed what it received')
})

test('an export of this Gumshoe is verified, and every changed file in it is found', async ({
  page,
  explorer,
  gumshoe,
}) => {
  test.slow()
  await withoutPicker(page)
  await explorer.openWith('since=2026-11-15T00:00:00Z&before=2026-11-16T00:00:00Z')
  await page.getByRole('contentinfo').getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const download = page.waitForEvent('download')
  await press(page)
  const path = await (await download).path()
  await expect(dialogOf(page).getByRole('link', { name: 'Verify evidence' })).toHaveAttribute(
    'href',
    '/verify',
  )
  await openPage(page, gumshoe.origin)
  await page.getByLabel('Files of evidence').setInputFiles(path)
  await expect(answer(page)).toContainText('the proxy signed what it received')
  await expect(section(page, /^Does not hold/)).toHaveCount(0)
  await expect(section(page, 'Who signed')).toContainText('The proxy made this key when it started')
  await expect(section(page, 'The receipt says')).toContainText(/exported of .* loaded/)

  const files = new Map((await readZip(readFileSync(path))).map(({ name, bytes }) => [name, bytes]))
  for (const [at, name] of [...files.keys()].entries()) {
    await choose(page, `changed-${at}.zip`, zipFiles(flipByte(files, name, 1)))
    await expect(section(page, 'Answer'), name).toContainText(`changed-${at}.zip`)
    await expect(answer(page), name).toContainText(/^This does not hold/)
  }
})

test('an entry is saved with its proof, which is verified without the others', async ({
  page,
  explorer,
  gumshoe,
}) => {
  await explorer.open()
  await explorer.row(2).click()
  await explorer.drawer.getByRole('button', { name: 'Copy as' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Save entry with proof' }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toMatch(/^gumshoe-entry-[\w-]+\.proof\.json$/)
  await expect(
    page.getByText(
      `Handed to the browser: ${saved.suggestedFilename()}. The page /verify checks it.`,
    ),
  ).toBeVisible()
  const bytes = readFileSync(await saved.path())

  await openPage(page, gumshoe.origin)
  await choose(page, saved.suggestedFilename(), bytes)
  await expect(answer(page)).toContainText('the proxy signed what it received')
  await expect(section(page, 'Answer')).toContainText('One entry with its proof')
  await expect(section(page, /^Holds/)).toContainText('The proxy received the entry as number 3 of')
  await expect(section(page, 'The proof says')).toContainText('"cf_ray_id"')
  const changed = bytes.toString().replace('cf_ray_id', 'cf_ray_ib')
  await choose(page, 'changed.json', Buffer.from(changed))
  await expect(answer(page)).toContainText('This is not the entry that the proxy received')
})

test('an entry that the proxy has no record of is not saved, and the reason is said', async ({
  page,
  explorer,
}) => {
  await page.route('**/gumshoe/witness/records', (route) => route.abort())
  await explorer.open()
  await explorer.row(2).click()
  await explorer.drawer.getByRole('button', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'Save entry with proof' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'The entry was not saved.' })
  await expect(alert).toContainText('The proxy could not be asked for its records')
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  await expect(alert).toBeHidden()
})

test('the menu of a row saves its entry with the proof, by pointer and by key', async ({
  page,
  explorer,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await explorer.open()
  const item = page.getByRole('menuitem', { name: 'Save entry with proof' })
  await explorer.row(3).getByRole('gridcell').nth(1).click({ button: 'right' })
  await expect(item).toHaveAccessibleDescription('The proxy signed that it received this entry.')
  await expectAccessible(page, '[role=menu]')
  const first = page.waitForEvent('download')
  await item.click()
  const saved = await first
  await expect(page.getByText(`Handed to the browser: ${saved.suggestedFilename()}.`)).toBeVisible()
  const bytes = readFileSync(await saved.path())

  await explorer.grid.press('.')
  await expect(item).toHaveAccessibleDescription('The proxy signed that it received this entry.')
  await expect(page.locator('[role=menu]:focus-within')).toBeVisible()
  await page.keyboard.press('End')
  await expect(item).toBeFocused()
  const second = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  expect((await second).suggestedFilename()).toMatch(/^gumshoe-entry-[\w-]+\.proof\.json$/)
  await expect(item).toBeHidden()

  await openPage(page, gumshoe.origin)
  await choose(page, saved.suggestedFilename(), bytes)
  await expect(answer(page)).toContainText('the proxy signed what it received')
})

test('the menu of a row asks for records once, and says why there is no proof', async ({
  page,
  explorer,
}) => {
  let requests = 0
  await page.route('**/gumshoe/witness/records', (route) => {
    requests++
    return route.abort()
  })
  await explorer.open()
  const item = page.getByRole('menuitem', { name: 'Save entry with proof' })
  for (const row of [2, 3]) {
    await explorer.row(row).getByRole('gridcell').nth(1).click({ button: 'right' })
    await expect(item).toHaveAccessibleDescription(
      /^No proxy signed that it received the entry\. The proxy could not be asked for its records/,
    )
    await expect(item).toHaveAttribute('aria-disabled', 'true')
    await page.keyboard.press('Escape')
    await expect(item).toBeHidden()
  }
  expect(requests).toBe(1)
})
