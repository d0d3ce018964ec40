import { readPath } from '../src/catalog/fields.ts'
import { datasets } from '../src/catalog/index.ts'
import { fillRequired, findScopes } from '../src/emulator/testing/ask-emulator.ts'
import { findScopedPath } from '../src/query/address/path-meaning.ts'
import { formatQueryString, type Pair } from '../src/query/query-string.ts'
import { expect, test } from './fixtures.ts'

test('10,000 entries scroll by while the page holds few rows', async ({ explorer }) => {
  test.setTimeout(240_000)
  await explorer.openWith('range=30d')
  let most = 0
  await expect
    .poll(
      async () => {
        await explorer.scrollToEnd()
        most = Math.max(most, await explorer.rows.count())
        return explorer.loadedCount()
      },
      { timeout: 180_000, intervals: [150] },
    )
    .toBeGreaterThanOrEqual(10_000)
  expect(most).toBeLessThan(80)
  await expect(explorer.status).toContainText('older entries not loaded')
  const count = await explorer.loadedCount()
  await explorer.scrollToEnd()
  await expect(explorer.row(count - 1)).toContainText(/\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}/)
})

for (const dataset of datasets) {
  test(`the end of ${dataset.title} is said, with exactly the entries that the API has`, async ({
    explorer,
    page,
    gumshoe,
  }) => {
    const [{ kind } = { kind: 'account' as const }] = dataset.scopes
    const { [kind]: scope } = await findScopes(gumshoe.emulator)
    // Less happens in an organization than in its accounts.
    const since = kind === 'organization' ? '2026-11-01T00:00:00Z' : '2026-11-16T00:00:00Z'
    const before = '2026-11-19T00:00:00Z'
    const there = gumshoe.emulator.entries(dataset.id, scope).filter((entry) => {
      const time = Date.parse(String(readPath(entry, dataset.timePath)))
      return time >= Date.parse(since) && time < Date.parse(before)
    })
    expect(there.length).toBeGreaterThan(20)
    const time: Pair[] = [
      ['since', since],
      ['before', before],
    ]
    const pairs = await fillRequired(gumshoe.emulator, dataset, scope, time)
    await explorer.open(`${findScopedPath(dataset, scope)}?${formatQueryString(pairs)}`)
    const words = `${there.length.toLocaleString('en-US')} loaded · Complete`
    await expect
      .poll(
        async () => {
          if (await explorer.grid.isVisible()) await explorer.scrollToEnd()
          return explorer.status.innerText()
        },
        { timeout: 60_000, intervals: [150] },
      )
      .toBe(words)
    await expect(page.getByRole('contentinfo')).toContainText('loaded · Complete')
  })
}
