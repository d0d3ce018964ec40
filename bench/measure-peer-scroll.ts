/** Measures how the tables that could replace the product's own scroll with the large log. */
import type { Page } from '@playwright/test'
import { openPeer, type PeerTable } from './measure-peer.ts'
import {
  type FlingCost,
  type Jump,
  measureFling,
  measureJumps,
  type ScrollTarget,
} from './measure-scroll.ts'
import type { BenchTools } from './part.ts'

/** What scrolling cost; a canvas has no rows to find, and no jumps. */
export type ScrollCost = { entries: number; fling: FlingCost; jumps: readonly Jump[] }

const targets: Readonly<Record<PeerTable, ScrollTarget>> = {
  'ag-grid': { scroller: '.ag-grid-viewport', row: '[role=row]' },
  'glide-data-grid': { scroller: '.dvn-scroller', row: undefined },
  tanstack: { scroller: '#root > div', row: '#root > div > div > div' },
}
const jumpCount = 24
/** Pages that are added at once: the cost of adding single pages is measured elsewhere. */
const batchSize = 40

/** Adds all entries to a peer, and scrolls it as the product is scrolled. */
export async function measurePeerScroll(tools: BenchTools, name: PeerTable): Promise<ScrollCost> {
  const page = await openPeer(tools, name)
  const target = targets[name]
  const entries = await addEntries(tools, page, name)
  const fling = await measureFling(page, target)
  const jumps = target.row ? await measureJumps(page, target, jumpCount) : []
  await page.context().close()
  return { entries, fling, jumps }
}

/** Adds all entries, and returns how many there are. */
async function addEntries(tools: BenchTools, page: Page, name: string): Promise<number> {
  const pages = (await tools.bodies()).length
  tools.tell(`loading ${name} to scroll through it`)
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
    [pages, batchSize] as const,
  )
}
