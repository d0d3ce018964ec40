/** The product's loading beside the tables that others would take. */
import { loadStore } from '../load-store.ts'
import { growPeer } from '../measure-peer.ts'
import { median } from '../median.ts'
import type { Line, Part } from '../part.ts'

const peers = ['ag-grid', 'glide-data-grid', 'tanstack']
/** A peer that needs longer for all pages is measured as far as it came. */
const maxMs = 60_000

/** Lines for each peer. */
export const peersIngest: Part = {
  name: 'peers-ingest',
  async run(tools) {
    const own = await loadStore(tools)
    const lines: Line[] = []
    for (const peer of peers) {
      const { page, ...grown } = await growPeer(tools, peer, maxMs)
      await page.context().close()
      const ms = grown.pageMs.reduce((sum, each) => sum + each, 0)
      const note = `${peer} came to ${grown.entries.toLocaleString('en')} entries; its longest task ${Math.round(grown.longestTaskMs)} ms`
      const late = median(grown.pageMs.slice(-5))
      lines.push(
        {
          claim: `${peer}: parsing and appending alone, on the page’s thread`,
          ...{ measured: (grown.entries / ms) * 1000, unit: 'entries/s', note },
        },
        {
          claim: `cost of the last pages against those of ${peer}`,
          ...{ measured: median(own.pageMs.slice(-15)), unit: 'ms', most: late, peer },
        },
        {
          claim: `memory of the tab against ${peer}`,
          ...{ measured: own.memory.restedBytes / own.entries, unit: 'bytes/entry' },
          ...{ most: grown.bytes / grown.entries, peer },
        },
      )
    }
    return lines
  },
}
