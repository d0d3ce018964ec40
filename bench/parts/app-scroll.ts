/** How the product scrolls with all of the large log loaded. */
import { openLoadedApp } from '../load-app.ts'
import { measureFling, measureJumps } from '../measure-scroll.ts'
import type { Part } from '../part.ts'
import { toScrollLines } from '../scroll-lines.ts'

const target = { scroller: '[data-scroller]', row: '[role=row]' }
const jumpCount = 24

/** The lines of scrolling. */
export const appScroll: Part = {
  name: 'app-scroll',
  async run(tools) {
    const { page, times } = await openLoadedApp(tools)
    await page.locator(target.scroller).evaluate((scroller) => scroller.scrollTo({ top: 0 }))
    const fling = await measureFling(page, target)
    const jumps = await measureJumps(page, target, jumpCount)
    const right = jumps.filter(({ text, rowIndex }) => {
      return text.startsWith((times[rowIndex] ?? '').replace('T', ' ').replace('Z', ' '))
    })
    // What is measured later should not stand beside it.
    await page.context().close()
    return [
      ...toScrollLines('', fling, jumps, { frameMs: 10, blankMs: 100 }),
      {
        claim: `rows after ${jumpCount} jumps that show the entry of their place`,
        ...{ measured: right.length, unit: 'rows', least: jumpCount },
      },
    ]
  },
}
