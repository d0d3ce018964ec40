/** Receipts: what an export proves, checked by the script in it and by the real openssl. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { verifyBundle } from '../src/evidence/verify/verify-bundle.ts'
import { expect, test } from './fixtures.ts'
import { firstAccountId } from './pages/explorer-page.ts'
import {
  dialogOf,
  exportFiles,
  press,
  readDownload,
  unpack,
  withoutPicker,
} from './pages/export-dialog.ts'
import { readZip } from './read-zip.ts'

const day = 'since=2026-11-15T00:00:00Z&before=2026-11-16T00:00:00Z'

/** Runs `verify.sh` as a reader would. */
function runScript(folder: string, ...args: readonly string[]) {
  const run = spawnSync('sh', ['verify.sh', ...args], { cwd: folder, encoding: 'utf8' })
  return { status: run.status, text: run.stdout + run.stderr }
}

/** What the verifier of the product finds wrong. */
async function listProblems(files: readonly { name: string; bytes: Buffer }[]) {
  const { checks } = await verifyBundle(
    files.map(({ name, bytes }) => ({
      ...{ name, size: bytes.length },
      open: () => new Blob([Uint8Array.from(bytes)]).stream(),
    })),
  )
  return checks.filter(({ result }) => result === 'fails').map(({ words }) => words)
}

async function readFingerprint(page: Page): Promise<string> {
  const { key } = await page.evaluate(async () => {
    const answer = await fetch('/gumshoe/witness', { headers: { 'x-gumshoe': '1' } })
    return answer.json()
  })
  return key.fingerprint
}

test('an export is checked by the script in it, which names the file that was changed', async ({
  explorer,
  page,
}, testInfo) => {
  await withoutPicker(page)
  await explorer.openWith(day)
  await page.getByRole('contentinfo').getByRole('button', { name: 'Load all' }).click()
  await expect(explorer.status).toContainText('Complete', { timeout: 30_000 })
  await page.keyboard.press('e')
  await expect(dialogOf(page)).toContainText('a receipt that the proxy’s signatures support')
  const { name, files } = await exportFiles(page)
  const fingerprint = await readFingerprint(page)
  await expect(dialogOf(page)).toContainText('Signed by the witness key, made at the start')
  await expect(dialogOf(page)).toContainText(fingerprint)
  const folder = testInfo.outputPath('two words')
  unpack(files, folder)
  const { status, text } = runScript(folder, '-f', fingerprint)
  expect([status, text]).toEqual([0, expect.stringContaining('These checks hold: digests')])
  expect(text).toContain('The key has the fingerprint that you gave.')
  expect(await listProblems(files)).toEqual([])
  const other = runScript(folder, '-f', '0'.repeat(64))
  expect([other.status, other.text]).toEqual([1, expect.stringContaining('FAILED')])
  const data = readFileSync(join(folder, name))
  data[1000] = (data[1000] ?? 0) ^ 1
  writeFileSync(join(folder, name), data)
  const changed = runScript(folder)
  expect([changed.status, changed.text]).toEqual([
    1,
    expect.stringContaining(`FAILED  ${name} was changed`),
  ])
})

/** Exports a timeline, which has a data file for each log; returns the files of the ZIP. */
async function exportTimeline(page: Page) {
  await expect(dialogOf(page)).toBeVisible()
  const downloading = page.waitForEvent('download')
  await press(page)
  return readZip(await readDownload(await downloading))
}

test('a narrower question that was answered from loaded logs has a receipt that holds, also with a hidden log', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.slow()
  const account = `accounts/${firstAccountId}`
  const logs = ['logs/audit', 'audit_logs', 'security-center/insights/audit-log']
  const insights = `${account}/${logs[2]}`
  await withoutPicker(page)
  await explorer.open(`/timeline?${logs.map((log) => `in=${account}/${log}`).join('&')}&range=7d`)
  await explorer.loadAll()
  const joined = /^[\d,]+ events, \d+[\d,]* of them in both logs .*Complete$/
  await expect(explorer.status).toHaveText(joined, { timeout: 30_000 })
  const asked = gumshoe.asked.length
  await page
    .getByRole('complementary', { name: 'Facets' })
    .getByRole('button', { name: /^Include only Actor dana/ })
    .click()
  await expect(page.getByText(/^From the read of \d\d:\d\d$/)).toBeVisible()
  await expect(explorer.status).toHaveText(joined, { timeout: 30_000 })
  await page.keyboard.press('e')
  const narrowed = await exportTimeline(page)
  expect(await listProblems(narrowed)).toEqual([])
  const read = (files: typeof narrowed) =>
    JSON.parse(String(files.find(({ name }) => name === 'receipt.json')?.bytes)).predicate
  const receipt = read(narrowed)
  expect(receipt.otherReads.map((log: { in: string }) => log.in)).toEqual([insights])
  expect(receipt.pages.some((each: { source: string }) => each.source === insights)).toBe(false)
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toBeHidden()

  await page
    .getByRole('region', { name: 'Logs of this timeline' })
    .getByRole('button', { name: /^Account v1:/ })
    .click()
  await expect(page.getByRole('contentinfo')).toContainText('1 hidden')
  await expect(explorer.status).toContainText('Complete')
  await page.keyboard.press('e')
  const hidden = await exportTimeline(page)
  expect(await listProblems(hidden)).toEqual([])
  expect(read(hidden).otherReads.map((log: { because: string }) => log.because)).toEqual([
    'It is hidden.',
    'A wider question read it before, and this question does not ask it.',
  ])
  expect(gumshoe.asked.length).toBe(asked)
})
