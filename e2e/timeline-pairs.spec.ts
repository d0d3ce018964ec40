/** Events that v1 and v2 of one account both record: one row, which expands, and the events of one log alone. */
import { readPath } from '../src/catalog/fields.ts'
import { expect, type Gumshoe, test } from './fixtures.ts'
import { type ExplorerPage, firstAccountId } from './pages/explorer-page.ts'

const day = '2026-11-15'
const timeline = [
  `/timeline?in=accounts/${firstAccountId}/logs/audit&in=accounts/${firstAccountId}/audit_logs`,
  `since=${day}T00:00:00Z&before=2026-11-16T00:00:00Z`,
].join('&')

/** How many entries of the day v2 and v1 have in the emulator. */
function countThere({ emulator }: Gumshoe): readonly [v2: number, v1: number] {
  const count = (dataset: string, path: string) =>
    emulator
      .entries(dataset, { kind: 'account', id: firstAccountId })
      .filter((entry) => String(readPath(entry, path)).startsWith(day)).length
  return [count('account-audit-logs-v2', 'action.time'), count('account-audit-logs-v1', 'when')]
}

/** Reads the whole day; returns how many events both logs have, when the status line counts each entry once. */
async function readAll(explorer: ExplorerPage, loaded: number): Promise<number> {
  await explorer.loadAll()
  let both = 0
  await expect(async () => {
    const words = (await explorer.status.innerText()).replaceAll(',', '')
    const counts = /^(\d+) events (\d+) of them in both logs \((\d+) loaded\) · Complete$/.exec(
      words,
    )
    const [, events, pairs, entries] = counts?.map(Number) ?? []
    expect(entries).toBe(loaded)
    expect((events ?? 0) + (pairs ?? 0)).toBe(loaded)
    // The emulator writes most changes that v1 records to both logs.
    expect(pairs).toBeGreaterThan(loaded / 10)
    both = pairs ?? 0
  }).toPass()
  return both
}

test('an event of both logs is one row with both words, and expands to two rows', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const [v2, v1] = countThere(gumshoe)
  await explorer.open(timeline)
  await readAll(explorer, v2 + v1)
  const both = explorer.rows.filter({ hasText: '▸v2 v1' })
  // The words of a pair are as high in their row as the single word of another row.
  const heights = await Promise.all(
    [both.first(), explorer.rows.filter({ hasText: /^[^▸]*v2[^▸]*$/ }).first()].map((row) =>
      row.evaluate((element) => {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        while (texts.nextNode() && texts.currentNode.textContent !== 'v2');
        const range = document.createRange()
        range.selectNodeContents(texts.currentNode)
        return range.getBoundingClientRect().top - element.getBoundingClientRect().top
      }),
    ),
  )
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 9))).toBeLessThan(0.6)
  const first = (await both.first().innerText()).replace('▸v2 v1', '').split('\n')
  const [time = '', , summary = ''] = first
  await both.first().getByText('▸').click()
  const rows = explorer.rows.filter({ hasText: time })
  const partner = explorer.rows.filter({ hasText: '▾v1 = v2' })
  await expect(rows.filter({ hasText: '▾v2 = v1' })).toContainText(summary)
  await expect(partner).toHaveCount(1)
  // Expanding does not open the entry; the row of each log opens its own.
  await expect(explorer.drawer).toBeHidden()
  await partner.click()
  await expect(page.getByText('From Account audit log v1')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(explorer.drawer).toBeHidden()
  await expect(explorer.grid).toBeFocused()
  await page.keyboard.press('x')
  await expect(partner).toHaveCount(0)
})

test('the menu shows what one log alone has, and the address says so', async ({
  explorer,
  page,
  gumshoe,
}) => {
  test.slow()
  const [v2, v1] = countThere(gumshoe)
  await explorer.open(timeline)
  const both = await readAll(explorer, v2 + v1)
  const choose = async (words: string) => {
    await page.getByRole('button', { name: /^Events in two logs: / }).click()
    await page.getByRole('menuitemradio', { name: words }).click()
  }
  const total = (v2 + v1).toLocaleString('en-US')
  const shown = (count: number) => `${count.toLocaleString('en-US')} of ${total} loaded · Complete`
  // The button says what is joined, and the menu why other logs are not.
  const menu = page.getByRole('button', { name: /^Events in two logs: / })
  await expect(menu).toHaveText('v2 + v1 joined')
  await menu.click()
  await expect(page.getByRole('menu')).toContainText(
    'Entries of the user log have rows of their own',
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
  await choose('Only events that v1 alone has')
  await expect.poll(() => explorer.address()).toContain('&pairs=only-v1')
  await expect(explorer.status).toHaveText(shown(v1 - both))
  await expect(explorer.rows.filter({ hasText: 'v2' })).toHaveCount(0)
  await choose('Only events that v2 alone has')
  await expect(explorer.status).toHaveText(shown(v2 - both))
  await choose('A row for each entry')
  await expect(explorer.status).toHaveText(`${total} loaded · Complete`)
  const link = explorer.address().replace('separate', 'only-v1')
  await explorer.open(link)
  await expect(explorer.rows.filter({ hasText: 'v2' })).toHaveCount(0)
  await explorer.loadAll()
  await expect(explorer.status).toHaveText(shown(v1 - both), { timeout: 30_000 })
})
