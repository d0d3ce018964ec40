/** Exports: files that state correctly what they contain. */
import type { Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { expect, test } from './fixtures.ts'
import { type ExplorerPage, firstAccountId, firstLog } from './pages/explorer-page.ts'
import { dialogOf, exportFiles, sha256Of, withoutPicker } from './pages/export-dialog.ts'
import { serveEntries } from './serve-entries.ts'

const day = 'since=2026-11-15T00:00:00Z&before=2026-11-16T00:00:00Z'
const footer = (page: Page) => page.getByRole('contentinfo')

async function loadAll(explorer: ExplorerPage): Promise<void> {
  await footer(explorer.page).getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
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
  expect(file.name).toBe(
    `gumshoe-account-audit-logs-v2_${firstAccountId}_20261114T000000Z_20261120T000000Z.ndjson`,
  )
  // A ZIP has local times to two seconds, here those of the browser.
  const { chosenAt } = file.manifest
  const offset = await page.evaluate((at) => new Date(at).getTimezoneOffset(), String(chosenAt))
  for (const date of file.dates) {
    const sinceChosenMs = date.getTime() - Date.parse(chosenAt)
    expect(sinceChosenMs / 60_000 + offset).toBeCloseTo(date.getTimezoneOffset(), 0)
  }
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
      sha256: sha256Of(file.bytes),
    },
    entries: {
      first: { id: JSON.parse(lines[0] ?? '').id },
      last: { id: JSON.parse(lines.at(-1) ?? '').id },
    },
    question: { dataset: 'account-audit-logs-v2', scope: { id: firstAccountId } },
    cannotShow: {
      statements: expect.arrayContaining([
        expect.objectContaining({ id: 'reads', appliesTo: 'log', grade: 'documented' }),
      ]),
      text: expect.arrayContaining([
        expect.stringContaining('Reads (GET calls) are not recorded.'),
      ]),
    },
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
  await expect(dialogOf(page)).toContainText('Partial: only 100 entries of this range are loaded')
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
  await explorer.showColumns('Actor email', 'Action')
  // The four usual columns, and the two that were added.
  const headings = 6
  await expect(explorer.grid.getByRole('columnheader')).toHaveCount(headings)
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: /^CSV/ }).click()
  const { name, text, manifest } = await exportFiles(page)
  expect(name).toMatch(/\.csv$/)
  const [header = '', first = ''] = text.split('\r\n')
  expect(header.split(',')).toHaveLength(headings + 1)
  expect(header).toMatch(/^\ufeff"action\.time \(Asia\/Kolkata\)","action\.time","summary",/)
  expect(first).toContain('"2026-11-21T16:30:00.000+05:30","2026-11-21T11:00:00Z"')
  expect(first).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  expect(first).toContain('"192.0.2.1⟦U+202E⟧"')
  expect(text).not.toContain(secret)
  await expect(dialogOf(page)).toContainText('4 values that looked like a secret are masked')
  expect(manifest.written).toMatchObject({ prefixedCells: 2, maskedValues: 4 })
})

test('only what is selected, in the order of the list', async ({ explorer, page }) => {
  await withoutPicker(page)
  await explorer.openLong()
  for (const index of [5, 2]) {
    await explorer.row(index).click({ modifiers: ['Control'] })
  }
  await expect(page.getByRole('toolbar', { name: 'View' })).toContainText('2 selected')
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
  // A list that has few entries to show goes on loading by itself.
  await explorer.loadAll()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
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
  expect(file.name).toMatch(
    /^gumshoe-account-audit-logs-v2_[0-9a-f]{32}_\d{8}T\d{6}Z_\d{8}T\d{6}Z_partial\.ndjson$/,
  )
})
