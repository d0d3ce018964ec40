/** A link with the fingerprint of its result, the same in each browser. */
import { readPath } from '../../src/catalog/fields.ts'
import { firstAccountId, firstLog } from '../pages/explorer-page.ts'
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
  await expectText(page, notice).toContain(
    'The query of this link was changed after its fingerprint was made',
  )

  const [chosen] = gumshoe.emulator
    .entries('account-audit-logs-v2', { kind: 'account', id: firstAccountId })
    .filter((entry) => String(readPath(entry, 'action.time')).startsWith('2026-11-20T09:'))
  const chosenId = readPath(chosen, 'id')
  expect(chosenId).toBeDefined()
  gumshoe.emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith('/logs/audit'),
    async (_, trueAnswer) => {
      const body = await (await trueAnswer()).json()
      const result = body.result.flatMap((entry: { id: string }) =>
        entry.id === chosenId
          ? [{ ...entry, id: 'f0000000-0000-4000-8000-000000000001' }, entry]
          : [entry],
      )
      const result_info = { ...body.result_info, count: result.length }
      return Response.json({ ...body, result, result_info })
    },
  )
  // The browser has kept the hashes of the entries.
  await page.open(link)
  await expectText(page, notice).toContain('1 entry new since the link was made (2026')
  await page.click(`${notice}${findByRole('button', 'Show only new (1)')}`)
  await expectText(page, status).toBe(`1 of ${loaded + 1} loaded · Complete`)
  await expect.poll(() => readAddress(page)).toContain('&rule=seal.new')

  await page.evaluate('void indexedDB.deleteDatabase("gumshoe")')
  await page.open(link)
  await expectText(page, notice).toContain('1 entry more than when the link was made (2026')
  await expectText(page, notice).toContain(`${loaded} then, ${loaded + 1} now.`)
})

/** Makes the link, and returns what was given to the clipboard, which a driver cannot read. */
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
  // When the fingerprint takes some seconds, the link is shown in a dialog instead.
  const shown = 'document.querySelector("[aria-label=\\"The link\\"]")?.value'
  const copied = () => page.evaluate<string>(`window.copiedText ?? ${shown} ?? ""`)
  await expect.poll(copied).toContain('&seal=')
  return copied()
}
