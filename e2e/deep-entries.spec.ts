/** An entry that is nested thousands of levels deep opens, with every tab, copies, and a link to it. */
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const action = { type: 'update', result: 'success', time: '2026-11-21T11:00:00Z' }

/** JSON text of so many levels; a serializer does not reach the bottom of it. */
const toDeepText = (open: string, close: string, levels: number) =>
  `${open.repeat(levels)}"bottom"${close.repeat(levels)}`

/** An entry with deep values in a body, in a list, and under a key that the catalog does not declare. */
function toDeepEntry(levels: number): string {
  const objects = toDeepText('{"a":', '}', levels)
  const lists = toDeepText('[', ']', levels)
  return `{"id":"deep","action":${JSON.stringify(action)},"actor":{"email":"deep@example.com"},"resource":{"request":${objects},"response":${lists}},"other":${objects}}`
}

for (const levels of [2_000, 20_000]) {
  test(`an entry of ${levels} levels opens, from the table and from a link`, async ({
    explorer,
    gumshoe,
    page,
  }) => {
    const deep = toDeepEntry(levels)
    const flat = JSON.stringify({ id: 'flat', action, actor: { email: 'flat@example.com' } })
    serveEntries(gumshoe, [deep, flat])
    await explorer.open()
    await explorer.row(0).click()
    const { drawer } = explorer
    await expect(drawer).toContainText('deep@example.com')
    const tabs = ['Overview', 'Request', 'Response', 'Changes', 'Around', 'JSON', 'Source']
    await expect(drawer.getByRole('tab')).toHaveText(tabs)
    for (const tab of tabs) {
      await drawer.getByRole('tab', { name: tab }).click()
      await expect(drawer.getByRole('tabpanel')).not.toBeEmpty()
      await expect(drawer).toContainText('deep@example.com')
      await expect(drawer).not.toContainText('Gumshoe itself made a mistake')
    }
    await drawer.getByRole('button', { name: 'Show original bytes' }).click()
    await expect(drawer.getByRole('tabpanel')).toContainText('"a":{"a":')

    const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
    await drawer.getByRole('button', { name: 'Copy as' }).click()
    await page.getByRole('menuitem', { name: 'NDJSON line' }).click()
    await expect.poll(clipboard).toBe(`${deep}\n`)

    await page.reload()
    await expect(drawer).toContainText('deep@example.com')
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
    await expect(explorer.rows).toHaveCount(2)

    // A link to it also works where the list does not have it.
    const link = page.url().replace(/[?&]entry=[^&]*/, '')
    const { faults } = gumshoe.emulator
    faults.clear()
    const body = `{"success":true,"result":[${deep}],"result_info":{"count":1}}`
    const headers = { 'content-type': 'application/json' }
    const asksForIt = ({ url }: Request) => new URL(url).searchParams.get('id') === 'deep'
    faults.when(asksForIt, () => new Response(body, { headers }))
    serveEntries(gumshoe, [flat])
    await page.goto(`${link}${link.includes('?') ? '&' : '?'}entry=deep@${action.time}`)
    await expect(drawer).toContainText('deep@example.com')
    await expect(page.getByText('This entry is not among those loaded')).toBeVisible()
  })
}
