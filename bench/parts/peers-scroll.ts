/** How the product scrolls beside the tables that could replace its own, measured in the same way. */
import { type AppScroll, measureAppScroll } from '../measure-app-scroll.ts'
import { type Baseline, measureBaseline, toRatio } from '../measure-baseline.ts'
import { type PeerTable, peerTables } from '../measure-peer.ts'
import { measurePeerScroll, type ScrollCost } from '../measure-peer-scroll.ts'
import type { Line, Part } from '../part.ts'
import { toBlankMs, toFrameMs, toScrollLines } from '../scroll-lines.ts'

/**
 * The product took 2.2 of glide-data-grid, which draws on a canvas that no screen reader reads, 1.2 of TanStack's
 * example and 0.18 of AG Grid in November. The limits leave room for noise, and must not be raised.
 */
const maxFrameRatios: Readonly<Record<PeerTable, number>> = {
  'ag-grid': 0.3,
  'glide-data-grid': 2.5,
  tanstack: 1.5,
}

/**
 * The product reads the rows of a jump from a worker, in a few frames; TanStack's example draws them in the next
 * frame. The product took 0.7 of AG Grid and 3.3 of TanStack's example in November. A canvas has no rows to find.
 */
const maxBlankRatios: Readonly<Partial<Record<PeerTable, number>>> = { 'ag-grid': 1, tanstack: 5 }

/** Lines of the product against each peer, then lines of the peer alone. */
export const peersScroll: Part = {
  name: 'peers-scroll',
  async run(tools) {
    const own = await measureAppScroll(tools)
    const lines: Line[] = []
    for (const peer of peerTables) {
      const cost = await measureBaseline(() => measurePeerScroll(tools, peer))
      lines.push(...compare(peer, own, cost))
      if (cost.value) lines.push(...toPeerLines(peer, cost.value))
    }
    return lines
  },
}

function compare(peer: PeerTable, own: AppScroll, cost: Baseline<ScrollCost>): Line[] {
  const maxFrameRatio = maxFrameRatios[peer]
  const frame: Line = {
    claim: `against ${peer}: frame of a fling of 1,200 px a frame, p95`,
    measured: toFrameMs(own.fling),
    unit: 'ms',
    ratio: toRatio(peer, cost, ({ fling }) => toFrameMs(fling), 'at most', maxFrameRatio),
  }
  const maxBlankRatio = maxBlankRatios[peer]
  if (maxBlankRatio === undefined) return [frame]
  const blank: Line = {
    claim: `against ${peer}: longest time that a row is blank after a jump`,
    measured: toBlankMs(own.jumps),
    unit: 'ms',
    ratio: toRatio(peer, cost, ({ jumps }) => toBlankMs(jumps), 'at most', maxBlankRatio),
  }
  return [frame, blank]
}

function toPeerLines(peer: PeerTable, { entries, fling, jumps }: ScrollCost): Line[] {
  const [first, ...rest] = toScrollLines(peer, fling, jumps)
  if (!first) return []
  return [{ ...first, note: `${entries.toLocaleString('en')} entries; ${first.note}` }, ...rest]
}
