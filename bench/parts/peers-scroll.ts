/** How the tables that others would take scroll with the large log, measured as the product is. */
import type { Page } from '@playwright/test'
import { openPeer } from '../measure-peer.ts'
import { measureFling, measureJumps, type ScrollTarget } from '../measure-scroll.ts'
import type { BenchTools, Line, Part } from '../part.ts'
import { toScrollLines } from '../scroll-lines.ts'

const targets: Readonly<Record<string, ScrollTarget>> = {
  'ag-grid': { scroller: '.ag-grid-viewport', row: '[role=row]' },
  'glide-data-grid': { scroller: '.dvn-scroller', row: undefined },
  tanstack: { scroller: '#root > div', row: '#root > div > div > div' },
}
const jumpCount = 24
/** Pages that are added at once: the cost of growing is measured elsewhere. */
const together = 40

/** Lines for each peer. */
export const peersScroll: Part = {
  name: 'peers-scroll',
  async run(tools) {
    const lines: Line[] = []
    for (const [name, target] of Object.entries(targets)) {
      const page = await openPeer(tools, name)
      const entries = await fill(tools, page, name)
      const fling = await measureFling(page, target)
      const jumps = target.row ? await measureJumps(page, target, jumpCount) : []
      await page.context().close()
      const [first, ...rest] = toScrollLines(name, fling, jumps)
      if (first)
        lines.push({ ...first, note: `${entries.toLocaleString('en')} entries; ${first.note}` })
      lines.push(...rest)
    }
    return lines
  },
}

/** Adds all entries, and returns how many there are. */
async function fill(tools: BenchTools, page: Page, name: string): Promise<number> {
  const pages = (await tools.bodies()).length
  tools.tell(`filling ${name}`)
  return page.evaluate(
    async ([count, step]) => {
      let entries = 0
      for (let from = 0; from < count; from += step) {
        const joined = await (await fetch(`/bodies/${from}-${from + step}`)).text()
        const lines = joined.trimEnd().split('\n')
        const added = lines.flatMap((line) => JSON.parse(line).result)
        await window.appendPage(added)
        entries += added.length
      }
      return entries
    },
    [pages, together] as const,
  )
}
