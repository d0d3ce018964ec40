/** The page /verify checks the timestamp of an export with certificates that the reader gives, as the command does from the beginning. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { checkEvidence } from '../src/evidence/check/check-evidence.ts'
import { createTimestampCheck } from '../src/evidence/check/check-timestamp.ts'
import { readAuthorities } from '../src/evidence/check/with-authorities.ts'
import { createBlobSource } from '../src/evidence/files/byte-source.ts'
import { writeSums } from '../src/evidence/testing/create-bundle.ts'
import { createTestExport, zipFiles } from '../src/evidence/testing/create-export-files.ts'
import {
  createTestAuthority,
  type TestAuthority,
} from '../src/evidence/testing/timestamp-authority.ts'
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'
import { dialogOf, press, sha256Of, withoutPicker } from './pages/export-dialog.ts'
import { startWithAuthority } from './start-with-authority.ts'

const section = (page: Page, name: string | RegExp) => page.getByRole('region', { name })
const status = (page: Page) => section(page, 'Timestamp').getByRole('status')
const certificates = (page: Page) => page.getByLabel('Certificates of the timestamp authority')

async function openEvidence(page: Page, origin: string, zip: Buffer): Promise<void> {
  await page.goto(`${origin}/verify`)
  const file = { name: 'export.zip', mimeType: 'application/zip', buffer: zip }
  await page.getByLabel('Files of evidence').setInputFiles(file)
  await expect(section(page, 'Answer')).toContainText('export.zip')
}

/** What the verifier finds of the timestamp when it has the certificates in this file from the beginning. */
async function checkAtOnce(zip: Buffer, rootFile: string) {
  const toSource = (name: string, bytes: Uint8Array) =>
    createBlobSource(name, new Blob([Uint8Array.from(bytes)]))
  const { pems = [] } = await readAuthorities([toSource('root.pem', readFileSync(rootFile))])
  const checkTimestamp = createTimestampCheck(pems)
  const { checks } = await checkEvidence([toSource('x.zip', zip)], 'x.zip', { checkTimestamp })
  const found = checks.find(({ topic }) => topic === 'timestamp')
  if (!found) throw new Error('The export has no timestamp.')
  return found
}

async function drop(page: Page, target: string, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ([selector, fileName, content]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([new Uint8Array(content)], fileName))
      const element = document.querySelector(selector)
      for (const type of ['dragover', 'drop'])
        element?.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        )
    },
    [target, name, [...bytes]] as const,
  )
}

let authority: TestAuthority
let stamped: Buffer

test.beforeAll(async () => {
  authority = await createTestAuthority()
  const { files } = await createTestExport()
  const receipt = files.get('receipt.json') ?? new Uint8Array()
  const token = await authority.stamp(sha256Of(receipt))
  stamped = zipFiles(writeSums(new Map(files).set('receipt.tsr', token)))
})

test.afterAll(() => authority.dispose())

test('certificates are chosen in PEM or DER, say the same as a check that has them at once, and are not stored', async ({
  page,
  gumshoe,
}) => {
  await makeColorsReadable(page)
  await openEvidence(page, gumshoe.origin, stamped)
  await expect(status(page)).toContainText('Not checked: whether to trust this authority')
  await page.waitForLoadState('networkidle')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose certificates…' }).click()
  await (await chooser).setFiles(authority.rootFile)
  await expect(section(page, 'Timestamp')).toContainText(
    'Checked with the certificate of Test root, Gumshoe tests.',
  )
  const atOnce = await checkAtOnce(stamped, authority.rootFile)
  expect(atOnce).toMatchObject({ result: 'holds' })
  expect(atOnce.words).toContain('Not checked: whether a certificate of the authority was revoked')
  await expect(status(page)).toHaveText(atOnce.words)
  await expect(section(page, /^Holds/)).toContainText(atOnce.words)
  await expectAccessibleInBothThemes(page)

  await page.getByRole('button', { name: 'Check without certificates' }).click()
  await expect(status(page)).toContainText('Not checked: whether to trust this authority')
  await authority.openssl('x509', '-in', 'root.pem', '-outform', 'DER', '-out', 'root.der')
  const der = authority.rootFile.replace('.pem', '.der')
  await certificates(page).setInputFiles(der)
  await expect(status(page)).toHaveText(atOnce.words)

  const others = sent.filter((url) => !/\/assets\/[\w.-]+\.(js|css)$/.test(new URL(url).pathname))
  expect(others).toEqual([])
  const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(await stored()).not.toContain('CERTIFICATE')
  await openEvidence(page, gumshoe.origin, stamped)
  await expect(status(page)).toContainText('Not checked: whether to trust this authority')
})

test('another authority, and a file without a certificate, are named', async ({
  page,
  gumshoe,
}) => {
  await openEvidence(page, gumshoe.origin, stamped)
  await certificates(page).setInputFiles(authority.rootFile.replace('root.pem', 'other-root.pem'))
  await expect(status(page)).toContainText('does not lead to a certificate that you trust')
  await expect(section(page, 'Answer').getByRole('heading')).toContainText(
    'This does not hold: The authority is not trusted',
  )
  const note = { name: 'note.pem', mimeType: 'text/plain', buffer: Buffer.from('A note.') }
  await certificates(page).setInputFiles(note)
  await expect(section(page, 'Timestamp').getByRole('alert')).toContainText(
    'note.pem contains no readable certificate in PEM or DER.',
  )
  await expect(section(page, 'Answer').getByRole('heading')).not.toContainText('does not hold')
})

test('a certificate is dropped on the answer; without an answer, the page says what to do', async ({
  page,
  gumshoe,
}) => {
  await openEvidence(page, gumshoe.origin, stamped)
  await drop(page, '#timestamp', 'root.pem', readFileSync(authority.rootFile))
  await expect(section(page, 'Timestamp')).toContainText('Checked with the certificate of')
  await expect(section(page, 'Answer')).toContainText('export.zip')
  await page.getByRole('button', { name: 'Check another file' }).click()
  await drop(page, 'h1', 'root.pem', readFileSync(authority.rootFile))
  await expect(page.getByRole('alert')).toContainText('root.pem is a certificate.')
})

test('an export without a timestamp has no field for certificates', async ({ page, gumshoe }) => {
  await openEvidence(page, gumshoe.origin, (await createTestExport()).zip)
  await expect(section(page, /^Cannot be known/)).toContainText('no authority confirms them')
  await expect(section(page, 'Timestamp')).toHaveCount(0)
})

test('an export that was made with TSA_URL holds with the certificate of its authority', async ({
  page,
}) => {
  const { authority: own, origin, stop } = await startWithAuthority()
  await withoutPicker(page)
  const explorer = new ExplorerPage(page, origin)
  await explorer.openWith('since=2026-11-15T00:00:00Z&before=2026-11-15T01:00:00Z')
  await expect(explorer.status).toContainText('Complete', { timeout: 60_000 })
  await page.keyboard.press('e')
  await expect(dialogOf(page)).toContainText('a receipt that the proxy’s signatures support')
  const download = page.waitForEvent('download')
  await press(page)
  const zip = readFileSync(await (await download).path())
  await openEvidence(page, origin, zip)
  await certificates(page).setInputFiles(own.rootFile)
  const atOnce = await checkAtOnce(zip, own.rootFile)
  expect(atOnce).toMatchObject({ result: 'holds' })
  await expect(status(page)).toHaveText(atOnce.words)
  await expect(section(page, /^Does not hold/)).toHaveCount(0)
  await stop()
})
