/** The proxy's clock is used, even if the clock of the analyst's computer is wrong. */
import { expect, listsIn, now, test } from './fixtures.ts'

/** How long this test may have run; the wrong clocks are wrong by hours. */
const maxRunMs = 10 * 60_000

for (const [words, hours] of [
  ['five hours ahead', 5],
  ['two days behind', -48],
] as const) {
  test(`with a clock that is ${words}, a relative range is what it says`, async ({
    explorer,
    page,
    gumshoe,
  }) => {
    await page.addInitScript((aheadMs) => {
      const Real = Date
      const read = Real.now.bind(Real)
      window.Date = class extends Real {
        constructor(...parts: unknown[]) {
          super(...((parts.length === 0 ? [read() + aheadMs] : parts) as [number]))
        }
        static override now = () => read() + aheadMs
      } as DateConstructor
    }, hours * 3_600_000)
    await explorer.openWith('range=24h')
    const [first] = listsIn(gumshoe)
    const askedMs = Date.parse(first?.searchParams.get('before') ?? '')
    expect(Math.abs(askedMs - Date.parse(now))).toBeLessThan(maxRunMs)
    const footer = page.getByRole('contentinfo')
    await footer.getByRole('button', { name: /^Live: / }).click()
    await expect(footer).toContainText(/checked \d+ s ago/)
    const asked = listsIn(gumshoe).length
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => listsIn(gumshoe).length).toBeGreaterThan(asked)
    for (const { searchParams } of listsIn(gumshoe)) {
      const beforeMs = Date.parse(searchParams.get('before') ?? '')
      expect(Math.abs(beforeMs - Date.parse(now))).toBeLessThan(maxRunMs)
    }
  })
}

test('after a jump of the clock, the proxy’s clock is read again', async ({
  explorer,
  page,
  gumshoe,
}) => {
  await page.addInitScript(() => {
    const Real = Date
    const read = Real.now.bind(Real)
    const jumped = { ms: 0 }
    Object.assign(window, { jumped })
    window.Date = class extends Real {
      constructor(...parts: unknown[]) {
        super(...((parts.length === 0 ? [read() + jumped.ms] : parts) as [number]))
      }
      static override now = () => read() + jumped.ms
    } as DateConstructor
  })
  await explorer.openWith('range=24h')
  for (const hours of [7, -40]) {
    const isAsked = page.waitForRequest('**/gumshoe/status')
    await page.evaluate((ms) => {
      const { jumped } = window as unknown as { jumped: { ms: number } }
      jumped.ms = ms
    }, hours * 3_600_000)
    await isAsked
    // The page uses the answer a moment after it has come.
    await expect
      .poll(async () => {
        const asked = listsIn(gumshoe).length
        await page.getByRole('button', { name: 'Refresh' }).click()
        await expect.poll(() => listsIn(gumshoe).length).toBeGreaterThan(asked)
        const beforeMs = Date.parse(listsIn(gumshoe)[asked]?.searchParams.get('before') ?? '')
        return Math.abs(beforeMs - Date.parse(now))
      })
      .toBeLessThan(maxRunMs)
  }
})
