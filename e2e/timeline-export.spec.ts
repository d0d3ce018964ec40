/** Exports and copied requests of a timeline: a file for each log, and a manifest that speaks of each. */
import type { Page } from '@playwright/test'
import { readPath } from '../src/catalog/fields.ts'
import { expectAccessible } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId, watchClipboard } from './pages/explorer-page.ts'
import { dialogOf, press, readDownload, sha256Of, withoutPicker } from './pages/export-dialog.ts'
import { readZip } from './read-zip.ts'

const range = 'since=2026-11-15T00:00:00Z&before=2026-11-16T00:00:00Z'
const logs = [
  `in=accounts/${firstAccountId}/logs/audit`,
  `in=accounts/${firstAccountId}/audit_logs`,
  'in=user/audit_logs',
].join('&')

async function openTimeline(page: Page, url: string, search: string): Promise<void> {
  await page.goto(`${url}/timeline?${logs}&${range}${search}`)
  const footer = page.getByRole('contentinfo')
  await footer.getByRole('button', { name: 'Load all' }).click()
  await expect(footer.getByRole('status')).toContainText('· Complete', { timeout: 60_000 })
}

async function exportZip(page: Page) {
  const downloading = page.waitForEvent('download')
  await press(page)
  await expect(dialogOf(page)).toContainText('Handed to the browser as')
  return readZip(await readDownload(await downloading))
}

test('a timeline becomes one file for each log, byte for byte, with the verdict of each', async ({
  page,
  gumshoe,
}) => {
  await withoutPicker(page)
  await openTimeline(page, gumshoe.origin, '')
  await page.keyboard.press('e')
  await expect(dialogOf(page)).toContainText(
    'A file for each log, 3 in all. One without entries is only in the manifest.',
  )
  await expect(dialogOf(page)).toContainText(/Shown in the list: [\d,]+ events, [\d,]+ entries/)
  await expectAccessible(page)
  const files = await exportZip(page)
  const manifest = JSON.parse(files[3]?.bytes.toString() ?? '')
  const account = { kind: 'account', id: firstAccountId } as const
  const sources = [
    ['account-audit-logs-v2', account, 'action.time'],
    ['account-audit-logs-v1', account, 'when'],
    ['user-audit-logs-v1', { kind: 'user' }, 'when'],
  ] as const
  for (const [index, [dataset, scope, timePath]] of sources.entries()) {
    const there = gumshoe.emulator
      .entries(dataset, scope)
      .filter((entry) => String(readPath(entry, timePath)).startsWith('2026-11-15'))
      .map((entry) => JSON.stringify(entry))
    const file = files[index]
    const lines = file?.bytes.toString().split('\n').slice(0, -1) ?? []
    expect(lines.toSorted()).toEqual(there.toSorted())
    expect(manifest.files[index]).toMatchObject({
      name: file?.name,
      entries: there.length,
      sha256: sha256Of(file?.bytes ?? Buffer.alloc(0)),
    })
    expect(manifest.sources[index]).toMatchObject({
      ...{ dataset, file: file?.name, exported: there.length, filtersAfterLoading: [] },
      ledger: { verdict: 'complete', gaps: [] },
    })
  }
  expect(manifest).toMatchObject({ complete: true, version: 2, notAsked: [] })
  expect(manifest.pairs.pairs).toBeGreaterThan(10)
  expect(manifest.pairs.certain + manifest.pairs.likely).toBe(manifest.pairs.pairs)
  // Whether the last page of a log is empty depends on when it was read.
  const named = files.filter(({ name }) => !/^pages\/\d+\.json$/.test(name))
  expect(named.map(({ name }) => name.replace(/_20.*/, ''))).toEqual([
    `gumshoe-account-audit-logs-v2_${firstAccountId}`,
    `gumshoe-account-audit-logs-v1_${firstAccountId}`,
    'gumshoe-user-audit-logs-v1_user',
    'gumshoe-timeline_several',
    ...['pages.ndjson', 'receipt.json', 'witness/head-1.json', 'witness/head-1.sig'],
    ...['witness/head-1.sigstore.json', 'witness/key-1.pem', 'verify.sh', 'README.txt'],
    'SHA256SUMS',
  ])
})

test('a timeline becomes one table with log and account, in the order of the list', async ({
  page,
  gumshoe,
}) => {
  await withoutPicker(page)
  await openTimeline(page, gumshoe.origin, '')
  await page.keyboard.press('e')
  await dialogOf(page).getByRole('radio', { name: /^CSV/ }).click()
  await dialogOf(page)
    .getByRole('radio', { name: /^All fields of the timeline/ })
    .click()
  const [table, manifestFile] = await exportZip(page)
  const [head = '', ...lines] = table?.bytes.toString().split('\r\n').slice(0, -1) ?? []
  expect(head).toMatch(/^\ufeff"time \(UTC\)","time","log","scope_name","scope","summary","actor",/)
  const cells = lines.map((line) => /^"([^"]*)","[^"]*","([^"]*)"/.exec(line) ?? [])
  // The list is ordered by milliseconds; one of the logs has finer times.
  const times = cells.map(([, time = '']) => Date.parse(time))
  expect(times).toEqual(times.toSorted((one, other) => other - one))
  expect(new Set(cells.map(([, , log]) => log))).toEqual(new Set(['v2', 'v1', 'user']))
  const manifest = JSON.parse(manifestFile?.bytes.toString() ?? '')
  expect(manifest.files).toHaveLength(1)
  expect(manifest.files[0].entries).toBe(lines.length)
  expect(
    manifest.sources.reduce((sum: number, { exported }: { exported: number }) => sum + exported, 0),
  ).toBe(lines.length)
})

test('the drawer of a joined row says so, opens the other entry and compares both', async ({
  page,
  gumshoe,
}) => {
  await openTimeline(page, gumshoe.origin, '')
  await page.getByRole('row').filter({ hasText: '▸' }).first().click()
  const bar = page.getByRole('region', { name: 'Entry of the other log' })
  await expect(bar).toContainText(/^Recorded in both logs: v2 and v1\. Same .*(Certain|Likely): /)
  await expectAccessible(page)
  await bar.getByRole('button', { name: 'Open the entry of v1' }).click()
  await expect(bar).toContainText('Recorded in both logs: v1 and v2.')
  await bar.getByRole('button', { name: 'Compare both' }).click()
  await expect(page.getByLabel('Comparison', { exact: true })).toContainText('v1')
})

test('the menu copies the requests of each log, and says which log is not asked', async ({
  page,
  gumshoe,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(
    `${gumshoe.origin}/timeline?${logs}&${range}&credential_id.not=x&address=192.0.2.0/24`,
  )
  await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('·')
  const readCopy = await watchClipboard(page)
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(
    page.getByRole('menuitem', { name: /^TypeScript: a program reads one log/ }),
  ).toBeDisabled()
  await page.getByRole('menuitem', { name: /^curl, asking Cloudflare/ }).click()
  const copied = await readCopy()
  expect(copied.split('\n').filter((line) => line.startsWith('curl '))).toHaveLength(3)
  expect(copied).toContain(
    ": 'Not checked, because user/audit_logs does not record it: credential_id'",
  )
  expect(copied).toContain('$CLOUDFLARE_API_TOKEN')
})
