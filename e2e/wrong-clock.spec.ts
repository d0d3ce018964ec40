/** The proxy's clock is used, even if the clock of the analyst's computer is wrong. */
import { expect, now, test } from './fixtures.ts'

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
    const [first] = gumshoe.asked.filter(({ pathname }) => pathname.endsWith('/logs/audit'))
    const askedMs = Date.parse(first?.searchParams.get('before') ?? '')
    expect(Math.abs(askedMs - Date.parse(now))).toBeLessThan(10_000)
    const footer = page.getByRole('contentinfo')
    await footer.getByRole('button', { name: /^Live: / }).click()
    await expect(footer).toContainText(/checked \d+ s ago/)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => gumshoe.asked.length).toBeGreaterThan(2)
    for (const { searchParams } of gumshoe.asked.filter(({ pathname }) =>
      pathname.endsWith('/logs/audit'),
    )) {
      const beforeMs = Date.parse(searchParams.get('before') ?? '')
      expect(beforeMs - Date.parse(now)).toBeLessThan(60_000)
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
    const isAsked = page.waitForResponse('**/gumshoe/status')
    await page.evaluate((ms) => {
      const { jumped } = window as unknown as { jumped: { ms: number } }
      jumped.ms = ms
    }, hours * 3_600_000)
    await isAsked
    gumshoe.asked.length = 0
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => gumshoe.asked.length).toBeGreaterThan(0)
    const [first] = gumshoe.asked.filter(({ pathname }) => pathname.endsWith('/logs/audit'))
    const beforeMs = Date.parse(first?.searchParams.get('before') ?? '')
    expect(Math.abs(beforeMs - Date.parse(now))).toBeLessThan(60_000)
  }
})
