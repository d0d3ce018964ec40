/** Measures how the product scrolls with all of the large log loaded. */
import { openLoadedApp } from './load-app.ts'
import { copyFlung, measureBareFling } from './measure-bare-scroll.ts'
import { type FlingCost, type Jump, measureFling, measureJumps } from './measure-scroll.ts'
import type { BenchTools } from './part.ts'

/** What scrolling cost. */
export type AppScroll = {
  fling: FlingCost
  /** The same of a bare scroller of equal rows. */
  bareFling: FlingCost
  jumps: readonly Jump[]
  /** Jumps after which the row in the middle shows the entry of its index. */
  rightRows: number
}

const target = { scroller: '[data-scroller]', row: '[role=row]' }
const jumpCount = 24

/** Loads all and scrolls, once for all parts. */
export function measureAppScroll(tools: BenchTools): Promise<AppScroll> {
  return tools.share('app-scroll', async () => {
    const { page, times } = await openLoadedApp(tools)
    await page.locator(target.scroller).evaluate((scroller) => scroller.scrollTo({ top: 0 }))
    const fling = await measureFling(page, target)
    const jumps = await measureJumps(page, target, jumpCount)
    const right = jumps.filter(({ text, rowIndex }) => {
      // Times leave out the year of a range in one year.
      const shown = (times[rowIndex] ?? 'none').replace('T', ' ').replace('Z', '')
      return text.startsWith(shown) || text.startsWith(shown.slice('2026-'.length))
    })
    const copy = await copyFlung(page, target)
    // An open page would take processor time from what is measured next.
    await page.context().close()
    const bareFling = await measureBareFling(await tools.browser(), copy, target)
    return { fling, bareFling, jumps, rightRows: right.length }
  })
}
