/** The timestamp of an export: from the page through the proxy to an authority that the real `openssl ts` runs. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createTimestampCheck } from '../src/evidence/check/check-timestamp.ts'
import { verifyBundle } from '../src/evidence/verify/verify-bundle.ts'
import { expect, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'
import { dialogOf, exportFiles, sha256Of, unpack, withoutPicker } from './pages/export-dialog.ts'
import { startWithAuthority } from './start-with-authority.ts'

const range = 'since=2026-11-15T00:00:00Z&before=2026-11-15T01:00:00Z'

test('a receipt gets a timestamp, which openssl, the script and the verifier accept', async ({
  page,
}, testInfo) => {
  const { authority, queries, origin, stop } = await startWithAuthority()
  await withoutPicker(page)
  const explorer = new ExplorerPage(page, origin)
  await explorer.openWith(range)
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await page.keyboard.press('e')
  await expect(dialogOf(page)).toContainText('a receipt that the proxy’s signatures support')
  const { files } = await exportFiles(page)
  const folder = testInfo.outputPath('export')
  unpack(files, folder)

  // The authority gets the digest of the receipt, and neither the receipt nor an entry.
  const receipt = files.find(({ name }) => name === 'receipt.json')?.bytes ?? Buffer.of()
  expect(queries).toHaveLength(1)
  expect(queries[0]?.toString('hex')).toContain(sha256Of(receipt))
  expect(queries[0]?.length).toBeLessThan(100)

  const tsr = ['-data', join(folder, 'receipt.json'), '-in', join(folder, 'receipt.tsr')]
  expect(await authority.openssl('ts', '-verify', ...tsr, '-CAfile', authority.rootFile)).toContain(
    'OK',
  )
  const script = spawnSync('sh', ['verify.sh', '-c', authority.rootFile], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect([script.status, script.stdout]).toEqual([
    0,
    expect.stringContaining('receipt.tsr is a timestamp of receipt.json'),
  ])
  const bundle = files.map(({ name, bytes }) => ({
    ...{ name, size: bytes.length },
    open: () => new Blob([Uint8Array.from(bytes)]).stream(),
  }))
  const checkTimestamp = createTimestampCheck([authority.rootPem])
  const { checks } = await verifyBundle(bundle, { checkTimestamp })
  expect(checks.filter(({ result }) => result === 'fails')).toEqual([])
  expect(checks).toContainEqual(
    expect.objectContaining({
      result: 'holds',
      words: expect.stringMatching(
        /^The receipt existed at .*Test timestamp authority.* signed\. Not checked: whether a certificate of the authority was revoked/,
      ),
    }),
  )
  const readme = files.find(({ name }) => name === 'README.txt')?.bytes.toString() ?? ''
  expect(readme).toContain('receipt.tsr is a timestamp')
  expect(readme).toMatch(/^GUMSHOE EXPORT\n=+\n\nThe entries are invented\./)
  await stop()
})
