/** How the product scrolls with all of the large log loaded. It is judged beside its peers in `peers-scroll`. */
import { measureAppScroll } from '../measure-app-scroll.ts'
import type { Part } from '../part.ts'
import { toScrollLines } from '../scroll-lines.ts'

/** The product may drop 5 % more frames than rows alone do. */
const minDrawnRatio = 0.95

/** The lines of scrolling. */
export const appScroll: Part = {
  name: 'app-scroll',
  async run(tools) {
    const { fling, bareFling, jumps, rightRows } = await measureAppScroll(tools)
    return [
      ...toScrollLines('', fling, jumps),
      {
        claim: 'frames of this fling that are drawn, of 60 a second',
        measured: fling.drawnShare * 100,
        unit: '%',
        ratio: {
          to: 'a bare scroller of equal rows',
          baseline: bareFling.drawnShare * 100,
          limit: minDrawnRatio,
          direction: 'at least',
        },
      },
      ...toScrollLines('bare scroller', bareFling, []),
      {
        claim: 'jumps after which the row in the middle shows the entry of its index',
        measured: rightRows,
        unit: 'jumps',
        expected: jumps.length,
      },
    ]
  },
}
