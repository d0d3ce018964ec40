/** Exports: files that state correctly what they contain. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { type ExplorerPage, firstAccountId, firstLog } from './pages/explorer-page.ts'
import { serveEntries } from './serve-entries.ts'

const day = 'since=2026-11-15T00:00:00Z&before=2026-11-16T00:00:00Z'
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Export entries' })
const footer = (page: Page) => page.getByRole('contentinfo')

/** Each test decides whether the browser can stream files to disk. */
async function withoutPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker')
  })
}

/** Redirects written files to the page's private file system; writing can be delayed or fail. */
async function withPicker(page: Page, mood: 'quick' | 'slow' | 'full'): Promise<void> {
  await page.addInitScript((how) => {
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => {
      const folder = await navigator.storage.getDirectory()
      const handle = await folder.getFileHandle(suggestedName, { create: true })
      const open = handle.createWritable.bind(handle)
      handle.createWritable = async () => {
        const file = await open()
        const write = file.write.bind(file)
        file.write = async (bytes) => {
          if (how === 'full') throw new DOMException('The disk is full.', 'QuotaExceededError')
          if (how === 'slow') await new Promise((resolve) => setTimeout(resolve, 60_000))
          return write(bytes)
        }
        return file
      }
      return handle
    }
    Object.assign(window, { showSaveFilePicker })
  }, mood)
}

/** The names and texts of the files that the page has written. */
function listWritten(page: Page): Promise<[string, string][]> {
  return page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory()
    const files: [string, string][] = []
    for await (const [name, handle] of folder.entries()) {
      if (handle instanceof FileSystemFileHandle) {
        files.push([name, await (await handle.getFile()).text()])
      }
    }
    return files
  })
}

async function loadAll(explorer: ExplorerPage): Promise<void> {
  await footer(explorer.page).getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('End of range', { timeout: 30_000 })
}

const readDownload = async (download: Download) => readFileSync((await download.path()) ?? '')

/** Exports with the present choices of the dialog; returns both files. */
async function exportFiles(page: Page) {
  const downloads: Download[] = []
  page.on('download', (each) => void downloads.push(each))
  await dialogOf(page)
    .getByRole('button', { name: /^Export \d/ })
    .click()
  await expect(dialogOf(page)).toContainText('SHA-256 of the file')
  await expect.poll(() => downloads.length).toBe(2)
  // A large file may begin to arrive after the small one.
  const isManifest = (each: Download) => each.suggestedFilename().endsWith('.manifest.json')
  const manifest = downloads.find(isManifest)
  const data = downloads.find((each) => !isManifest(each))
  if (!data || !manifest) throw new Error('Two files were expected.')
  const bytes = await readDownload(data)
  return {
    name: data.suggestedFilename(),
    manifestName: manifest.suggestedFilename(),
    bytes,
    text: bytes.toString('utf8'),
    manifest: JSON.parse((await readDownload(manifest)).toString('utf8')),
  }
}

test('66: a whole range becomes lines byte for byte, with a manifest that proves it', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await withoutPicker(page)
  // More entries than the store returns at once.
  await explorer.openWith('since=2026-11-14T00:00:00Z&before=2026-11-20T00:00:00Z')
  await loadAll(explorer)
  const there = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: firstAccountId })
    .filter((entry) => {
      const time = String(readPath(entry, 'action.time'))
      return time >= '2026-11-14' && time < '2026-11-20'
    })
  await page.keyboard.press('e')
  await expect(dialogOf(page)).toContainText(
    `Complete: ${there.length.toLocaleString('en-US')} entries. Every window was read`,
  )
  await expect(dialogOf(page)).toContainText('Nothing is masked')
  await expect(dialogOf(page).getByRole('button', { name: 'Load all first' })).toHaveCount(0)
  const file = await exportFiles(page)
  expect(file.name).toBe(`cf-audit_${firstAccountId}_20261114T000000Z_20261120T000000Z.ndjson`)
  expect(file.manifestName).toBe(`${file.name}.manifest.json`)
  const lines = file.text.split('\n').slice(0, -1)
  expect(new Set(lines)).toEqual(new Set(there.map((entry) => JSON.stringify(entry))))
  expect(lines).toHaveLength(there.length)
  expect(file.bytes.length).toBeGreaterThan(8_500_000)
  expect(file.manifest).toMatchObject({
    complete: true,
    verdict: 'complete',
    file: {
      name: file.name,
      bytes: file.bytes.length,
      entries: there.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
    },
    entries: {
      first: { id: JSON.parse(lines[0] ?? '').id },
      last: { id: JSON.parse(lines.at(-1) ?? '').id },
    },
    question: { dataset: 'account-audit-logs-v2', scope: { id: firstAccountId } },
    ledger: { verdict: 'complete', gaps: [] },
  })
  expect(file.manifest.question.link).toContain('since=2026-11-14T00:00:00.000Z&before=')
  expect(file.manifest.ledger.windows.length).toBeGreaterThan(0)
})

test('what is not all is called partial before, in the name and in the manifest', async ({
  explorer,
  page,
}) => {
  await withoutPicker(page)
  await explorer.openLong()
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialogOf(page)).toContainText(
    'Partial: 100 entries of the range are loaded, not all',
  )
  await expect(dialogOf(page)).toContainText('may still appear')
  const file = await exportFiles(page)
  expect(file.name).toMatch(/_partial\.ndjson$/)
  expect(file.text.split('\n')).toHaveLength(101)
  expect(file.manifest).toMatchObject({ complete: false, verdict: 'partial' })
  expect(file.manifest.mayStillChangeSince).toMatch(/^2026-11-21T11:/)
  await dialogOf(page).getByRole('button', { name: 'Another export' }).click()
  await dialogOf(page).getByRole('button', { name: 'Load all first' }).click()
  await expect(dialogOf(page)).toHaveCount(0)
  await expect.poll(() => explorer.loadedCount()).toBeGreaterThan(100)
})

test('a table has the columns and the zone of the screen, and hides what looks like a secret', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const time = '2026-11-21T11:00:00Z'
  const secret = 'cfut_0123456789abcdefghijklmnop'
  const entry = {
    id: 'e1',
    action: { type: 'update', result: 'success', time, description: `uses ${secret}` },
    actor: { email: '=HYPERLINK("http://evil.example")', ip_address: '192.0.2.1\u202e' },
  }
  serveEntries(gumshoe, [entry, { id: 'e2', action: { ...entry.action, time } }])
  await withoutPicker(page)
  await explorer.openWith('range=24h&tz=Asia/Kolkata')
  const headings = await explorer.grid.getByRole('columnheader').count()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: /^CSV/ }).click()
  const { name, text, manifest } = await exportFiles(page)
  expect(name).toMatch(/\.csv$/)
  const [header = '', first = ''] = text.split('\r\n')
  expect(header.split(',')).toHaveLength(headings + 1)
  expect(header).toMatch(/^\ufeff"action\.time \(Asia\/Kolkata\)","action\.time","actor\.email"/)
  expect(first).toContain('"2026-11-21T16:30:00.000+05:30","2026-11-21T11:00:00Z"')
  expect(first).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  expect(first).toContain('"192.0.2.1⟦U+202E⟧"')
  expect(text).not.toContain(secret)
  await expect(dialogOf(page)).toContainText('2 values that looked like a secret are masked')
  expect(manifest.written).toMatchObject({ prefixedCells: 1, maskedValues: 2 })
})

test('only what is selected, in the order of the list', async ({ explorer, page }) => {
  await withoutPicker(page)
  await explorer.openLong()
  for (const index of [5, 2]) {
    await explorer.row(index).click({ modifiers: ['Control'] })
  }
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: 'Selected: 2' }).click()
  const { name, text, manifest } = await exportFiles(page)
  expect(name).toMatch(/_selected_partial\.ndjson$/)
  const times = text
    .split('\n')
    .slice(0, -1)
    .map((line) => String(JSON.parse(line).action.time))
  expect(times).toHaveLength(2)
  expect(times).toEqual([...times].sort().reverse())
  expect(manifest).toMatchObject({ complete: false, entries: { which: 'selected', exported: 2 } })
  expect(manifest.claim).toContain('A selection: 2 entries of 100 loaded.')
})

test('local filters decide what is exported, and the manifest tells of them', async ({
  explorer,
  page,
}) => {
  await withoutPicker(page)
  await explorer.openWith(`${day}&local.has=${encodeURIComponent('/action/type="create"')}`)
  await page.keyboard.press('e')
  const { text, manifest } = await exportFiles(page)
  const lines = text.split('\n').slice(0, -1)
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) expect(JSON.parse(line).action.type).toBe('create')
  expect(manifest.entries).toMatchObject({
    exported: lines.length,
    passedLocalFilters: lines.length,
    loaded: await explorer.loadedCount(),
  })
  expect(manifest.question.localFilters).toMatchObject([{ pointer: '/action/type' }])
})

test('65: what an account is called never gets into the name of a file', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const name = '../../x"\r\nSet-Cookie:a=b\u202egpj'
  const account = { id: firstAccountId, name, type: 'standard' }
  const body = { success: true, errors: [], messages: [], result: [account] }
  gumshoe.emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith('/accounts'),
    () => Response.json({ ...body, result_info: { page: 1, per_page: 50, total_count: 1 } }),
  )
  await withoutPicker(page)
  await explorer.open(`${firstLog}?${day}`)
  await page.keyboard.press('e')
  const file = await exportFiles(page)
  expect(file.name).toMatch(/^cf-audit_[0-9a-f]{32}_\d{8}T\d{6}Z_\d{8}T\d{6}Z_partial\.ndjson$/)
})

test('the file is written as it is made where the browser can do that', async ({
  explorer,
  page,
}) => {
  await withPicker(page, 'quick')
  await explorer.openLong()
  await page.keyboard.press('e')
  const download = page.waitForEvent('download')
  await dialogOf(page).getByRole('button', { name: 'Export 100 entries' }).click()
  const manifest = JSON.parse((await readDownload(await download)).toString('utf8'))
  await expect(dialogOf(page)).toContainText('Written: 100 entries')
  const [[name, text] = ['', '']] = await listWritten(page)
  expect(name).toMatch(/_partial\.ndjson$/)
  expect(createHash('sha256').update(text).digest('hex')).toBe(manifest.file.sha256)
  await dialogOf(page).getByRole('button', { name: 'Done' }).click()
  await expect(dialogOf(page)).toHaveCount(0)
})

test('a cancelled export leaves nothing behind, and says so', async ({ explorer, page }) => {
  await withPicker(page, 'slow')
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('button', { name: 'Export 100 entries' }).click()
  await expect(dialogOf(page).getByRole('progressbar', { name: 'Writing the file' })).toBeVisible()
  await expect(dialogOf(page)).toContainText('of 100 entries')
  expect(await listWritten(page)).not.toEqual([])
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toContainText(
    'The export was cancelled. Nothing was kept of the file.',
  )
  expect(await listWritten(page)).toEqual([])
  await dialogOf(page).getByRole('button', { name: 'Back to the choice' }).click()
  await expect(dialogOf(page).getByRole('button', { name: 'Export 100 entries' })).toBeVisible()
})

test('a disk that is full keeps nothing that looks like a file', async ({ explorer, page }) => {
  await withPicker(page, 'full')
  await explorer.openLong()
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('button', { name: 'Export 100 entries' }).click()
  await expect(dialogOf(page)).toContainText(
    'The export failed: The browser could not write the file: The disk is full. Nothing was kept',
  )
  expect(await listWritten(page)).toEqual([])
})

test('axe finds nothing in either theme in the export', async ({ explorer, page }) => {
  test.setTimeout(90_000)
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
  await expect(dialogOf(page)).toContainText('SHA-256 of the file')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
})
