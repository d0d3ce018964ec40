/** A short journey through Gumshoe, the same in each browser. */
import { readPath } from '../../src/catalog/fields.ts'
import { buildZip } from '../../src/evidence/files/testing/build-zip.ts'
import { createTestExport } from '../../src/evidence/testing/create-export-files.ts'
import { firstAccountId, firstLog } from '../pages/explorer-page.ts'
import { expect, test } from './browser-fixtures.ts'
import { type BrowserPage, findByRole, readAddress, readText } from './browser-page.ts'
import { readExport } from './read-export.ts'

const status = `${findByRole('contentinfo')}//*[@role="status"]`
const drawer = findByRole('region', 'Entry')
const exportDialog = findByRole('dialog', 'Export entries')
const row = (text: string) => `//*[@role="row"][@aria-selected][contains(., "${text}")]`

const expectText = (page: BrowserPage, xpath: string) =>
  expect.poll(() => readText(page, xpath), { message: xpath })

test('a filter is typed, an entry opened and compared, and its link opens it again', async ({
  browserPage: page,
  gumshoe,
}) => {
  await page.open(`${gumshoe.origin}${firstLog}?range=14d`)
  await expectText(page, status).toContain('older entries not loaded')
  await page.click('//input[@role="combobox"]')
  await page.type('actor_ip_address:203.0.113.71')
  await page.press('Enter')
  await expect.poll(() => readAddress(page)).toContain('&actor_ip_address=203.0.113.71')
  await expectText(page, status).toMatch(/^\d+ loaded · Complete$/)

  await page.click(row('created Cloudflare tunnel'))
  await expectText(page, drawer).toContain('203.0.113.71')
  await page.click(`${drawer}${findByRole('tab', 'Changes')}`)
  await expectText(page, drawer).toContain('Exact: found by the same URI')

  const link = await readAddress(page)
  expect(link).toContain('&entry=')
  await page.open(gumshoe.origin + link)
  await expectText(page, drawer).toContain('203.0.113.71')
  await expectText(page, status).toMatch(/^\d+ loaded · Complete$/)
})

test('a whole range is read and exported, and its files are right on the disk', async ({
  browserPage: page,
  gumshoe,
}) => {
  const [since, before] = ['2026-11-15', '2026-11-16']
  const there = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: firstAccountId })
    .filter((entry) => {
      const time = String(readPath(entry, 'action.time'))
      return time >= since && time < before
    })
  const range = `since=${since}T00:00:00Z&before=${before}T00:00:00Z`
  await page.open(`${gumshoe.origin}${firstLog}?${range}`)
  await expectText(page, status).toContain('older entries not loaded')
  await page.click(`${findByRole('contentinfo')}${findByRole('button', 'Load all')}`)
  const count = there.length.toLocaleString('en-US')
  await expectText(page, status).toBe(`${count} loaded · Complete`)

  await page.click(findByRole('button', 'Export'))
  await expectText(page, exportDialog).toContain(`Complete: ${count} entries`)
  await page.click(`${exportDialog}//button[starts-with(normalize-space(.), "Export ${count}")]`)
  const { text, manifest } = await readExport(page.downloadFolder)
  expect(manifest).toMatchObject({ complete: true, verdict: 'complete' })
  const lines = text.split('\n').slice(0, -1)
  expect(new Set(lines)).toEqual(new Set(there.map((entry) => JSON.stringify(entry))))
  expect(lines).toHaveLength(there.length)
})

test('rules that need whole entries find what they match', async ({
  browserPage: page,
  gumshoe,
}) => {
  await page.open(`${gumshoe.origin}${firstLog}?range=14d&actor_ip_address=203.0.113.71`)
  await expectText(page, row('created Cloudflare tunnel')).not.toBe('')
  await page.click('//*[@role="toolbar"]//button[starts-with(normalize-space(.), "Findings")]')
  const panel = '//aside[@aria-label="Findings"]'
  await expectText(page, panel).toMatch(/\d+ rules over [\d,]+ loaded/)
  await expectText(page, panel).toContain('complete')
})

test('a narrow page fits, and shows an entry', async ({ browserPage: page, gumshoe }) => {
  await page.resize(420, 900)
  await page.open(`${gumshoe.origin}${firstLog}?range=14d&actor_ip_address=203.0.113.71`)
  await page.click(row('created Cloudflare tunnel'))
  await expectText(page, drawer).toContain('203.0.113.71')
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(420)
  await page.press('Escape')
  await expectText(page, drawer).toBe('')
  await expectText(page, row('created Cloudflare tunnel')).not.toBe('')
})

test('a ZIP is verified in the browser', async ({ browserPage: page, gumshoe }) => {
  const { key, zip, files } = await createTestExport()
  const answer = findByRole('region', 'Answer')
  await page.open(`${gumshoe.origin}/verify`)
  await expectText(page, findByRole('region', 'Files to check')).toContain('Drop the ZIP')
  await choose(page, 'export.zip', zip)
  await expectText(page, answer).toContain('the proxy signed what it received')
  await page.click('//textarea')
  await page.type(key.fingerprint)
  await expectText(page, answer).toContain('Everything that can be checked holds')
  // Packed bytes are unpacked by the browser's own stream.
  const parts = [...files].map(([name, data]) => ({ name, data, isDeflated: true }))
  await choose(page, 'packed.zip', buildZip(parts))
  await expectText(page, answer).toContain('packed.zip')
  await expectText(page, answer).toContain('the proxy signed what it received')
  await choose(page, 'cut.zip', zip.subarray(0, 5_000))
  await expectText(page, '//*[@role="alert"]').toContain('cut.zip is cut or damaged')
})

/** Chooses a file in the page; a driver has no dialog for files, and WebKit gives no files to a drop that is made up. */
function choose(page: BrowserPage, name: string, bytes: Uint8Array): Promise<void> {
  const chooseInPage = (base64: string, fileName: string) => {
    const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([content], fileName))
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) throw new Error('The page has no field for files.')
    input.files = dataTransfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
  const given = [Buffer.from(bytes).toString('base64'), name].map((text) => JSON.stringify(text))
  return page.evaluate(`void (${chooseInPage})(${given.join(', ')})`)
}

test('these tests see errors and violations of the policy', async ({
  browserPage: page,
  gumshoe,
}) => {
  await page.open(`${gumshoe.origin}${firstLog}?range=24h`)
  await expectText(page, status).not.toBe('')
  await page.evaluate('void console.error("a logged error")')
  await page.evaluate('void setTimeout(() => { throw new Error("a thrown error") })')
  await page.evaluate('void Promise.reject(new Error("a rejection"))')
  await page.evaluate('document.head.append("a", document.createElement("style"))')
  await page.evaluate('void (document.querySelector("style").textContent = "p { color: red }")')
  const seen: string[] = []
  const see = async () => {
    seen.push(...(await page.takeProblems()))
    return seen.join('\n')
  }
  for (const problem of ['a logged error', 'a thrown error', 'a rejection', 'policy: style-src']) {
    await expect.poll(see).toContain(problem)
  }
})
