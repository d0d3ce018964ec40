/** How the product scrolls with all of the large log loaded. It is judged beside its peers in `peers-scroll`. */
import { measureAppScroll } from '../measure-app-scroll.ts'
import type { Part } from '../part.ts'
import { toScrollLines } from '../scroll-lines.ts'

/** The lines of scrolling. */
export const appScroll: Part = {
  name: 'app-scroll',
  async run(tools) {
    const { fling, jumps, rightRows } = await measureAppScroll(tools)
    return [
      ...toScrollLines('', fling, jumps),
      {
        claim: 'jumps after which the row in the middle shows the entry of its index',
        measured: rightRows,
        unit: 'jumps',
        expected: jumps.length,
      },
    ]
  },
}
