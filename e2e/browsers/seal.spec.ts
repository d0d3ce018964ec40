/** A link with the fingerprint of its result, the same in each browser. */
import { firstLog } from '../pages/explorer-page.ts'
import { expect, test } from './browser-fixtures.ts'
import { type BrowserPage, findByRole, readAddress, readText } from './browser-page.ts'

const status = `${findByRole('contentinfo')}//*[@role="status"]`
const notice = findByRole('region', 'Comparison with the link')
const range = 'since=2026-11-20T06:00:00Z&before=2026-11-20T12:00:00Z'

const expectText = (page: BrowserPage, xpath: string) =>
  expect.poll(() => readText(page, xpath), { message: xpath })

test('says that the result is the same, and by how many entries it differs', async ({
  browserPage: page,
  gumshoe,
}) => {
  await page.open(`${gumshoe.origin}${firstLog}?${range}`)
  await page.click(`${findByRole('contentinfo')}${findByRole('button', 'Load all')}`)
  await expectText(page, status).toMatch(/^\d+ loaded · Complete$/)
  const loaded = Number.parseInt(await readText(page, status), 10)
  const link = await copySealLink(page)
  expect(link).toMatch(/&seal=2\.[\w-]{8}\.[\w-]{20}\.[\w-]{20}\.\d+\.c\.[\dT:-]+Z$/)
  await page.open(link)
  await expectText(page, notice).toContain(`Same ${loaded} entries as when the link was made (2026`)
  await page.open(`${link}&action_type=update`)
  await expectText(page, notice).toContain('This link asks another question than the one')

  gumshoe.emulator.faults.when(
    ({ url }) => new URL(url).pathname.endsWith('/logs/audit') && !url.includes('cursor='),
    async (_, trueAnswer) => {
      const body = await (await trueAnswer()).json()
      const [first] = body.result
      const added = { ...first, id: 'f0000000-0000-4000-8000-000000000001' }
      const result_info = { ...body.result_info, count: body.result.length + 1 }
      return Response.json({ ...body, result: [added, ...body.result], result_info })
    },
  )
  // The browser has kept the hashes of the entries.
  await page.open(link)
  await expectText(page, notice).toContain('1 entry new since the link was made (2026')
  await page.click(`${notice}${findByRole('button', 'Show only new (1)')}`)
  await expectText(page, status).toBe(`1 of ${loaded + 1} loaded · Complete`)
  expect(await readAddress(page)).toContain('&rule=seal.new')

  await page.evaluate('void indexedDB.deleteDatabase("gumshoe")')
  await page.open(link)
  await expectText(page, notice).toContain('1 entry more than when the link was made (2026')
  await expectText(page, notice).toContain(`${loaded} then, ${loaded + 1} now.`)
})

/** Copies the link, and returns what was given to the clipboard: a driver cannot read that. */
async function copySealLink(page: BrowserPage): Promise<string> {
  const watchInPage = () => {
    const { clipboard } = navigator
    const write = clipboard.writeText.bind(clipboard)
    clipboard.writeText = (text) => {
      Object.assign(window, { copiedText: text })
      return write(text)
    }
  }
  await page.evaluate(`void (${watchInPage})()`)
  await page.click(`${findByRole('banner')}//button[starts-with(normalize-space(.), "Share")]`)
  await page.click(
    '//*[@role="menuitem"][starts-with(normalize-space(.), "Link with fingerprint")]',
  )
  const copied = () => page.evaluate<string>('window.copiedText ?? ""')
  await expect.poll(copied).toContain('&seal=')
  return copied()
}
