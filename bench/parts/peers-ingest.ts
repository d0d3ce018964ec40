/** The product's loading beside the tables that could replace its own. */
import { measureLoading } from '../load-app.ts'
import { loadStore } from '../load-store.ts'
import { type Baseline, measureBaseline, toRatio } from '../measure-baseline.ts'
import { measureGrowth, type PeerGrowth, type PeerTable, peerTables } from '../measure-peer.ts'
import { median } from '../median.ts'
import type { BenchTools, Line, Part } from '../part.ts'

/**
 * glide-data-grid is the peer with the lowest memory, and the product took 0.10 of it in November. A simpler
 * store may take half as much again.
 */
const maxMemoryRatio = 0.15
/**
 * The last of a million entries may not take longer than in the peers whose pages cost more, the more there are.
 * glide-data-grid needs less than a frame of 16.7 ms, which has the same length on every machine: on a slow one
 * the product took 2.2 of it.
 */
const maxPageRatios: Readonly<Record<PeerTable, number>> = {
  'ag-grid': 1,
  'glide-data-grid': 2.5,
  tanstack: 1,
}
/** The screen may not be blocked longer than in a peer. */
const maxTaskRatio = 1
/** The browser reports no task that is shorter, in the product and in the peers. */
const minTaskMs = 50

/** What the product took. */
type Own = {
  lastPageMs: number
  storeTaskMs: number
  appTaskMs: number
  storeBytes: number
  appBytes: number
}

/** Lines of the product against each peer, then lines of the peer alone. */
export const peersIngest: Part = {
  name: 'peers-ingest',
  async run(tools) {
    const own = await measureOwn(tools)
    const lines: Line[] = []
    for (const peer of peerTables) {
      const growth = await measureBaseline(() => measureGrowth(tools, peer))
      lines.push(...toTimeLines(peer, own, growth), ...toMemoryLines(peer, own, growth))
      if (growth.value) lines.push(...toPeerLines(peer, growth.value))
    }
    return lines
  },
}

async function measureOwn(tools: BenchTools): Promise<Own> {
  const store = await loadStore(tools)
  const app = await measureLoading(tools)
  return {
    lastPageMs: median(store.pageMs.slice(-15)),
    storeTaskMs: Math.max(minTaskMs, store.longestTaskMs),
    appTaskMs: Math.max(minTaskMs, ...app.longTasksMs),
    storeBytes: store.memory.restedBytes / store.entries,
    appBytes: app.memory.restedBytes / app.entries,
  }
}

function toTimeLines(peer: PeerTable, own: Own, growth: Baseline<PeerGrowth>): Line[] {
  const readPageMs = ({ pageMs }: PeerGrowth) => median(pageMs.slice(-5))
  const readTaskMs = ({ longestTaskMs }: PeerGrowth) => Math.max(minTaskMs, longestTaskMs)
  const taskRatio = toRatio(peer, growth, readTaskMs, 'at most', maxTaskRatio)
  return [
    {
      claim: `against ${peer}: the last pages, from text to screen`,
      measured: own.lastPageMs,
      unit: 'ms',
      ratio: toRatio(peer, growth, readPageMs, 'at most', maxPageRatios[peer]),
    },
    {
      claim: `against ${peer}: longest task of the store’s page while loading`,
      measured: own.storeTaskMs,
      unit: 'ms',
      ratio: taskRatio,
      note: `${minTaskMs} means none was longer`,
    },
    {
      claim: `against ${peer}: longest task of the whole product’s page while loading`,
      measured: own.appTaskMs,
      unit: 'ms',
      ratio: taskRatio,
      note: `${minTaskMs} means none was longer`,
    },
  ]
}

function toMemoryLines(peer: PeerTable, own: Own, growth: Baseline<PeerGrowth>): Line[] {
  const readBytes = ({ loadedBytes, entries }: PeerGrowth) => loadedBytes / entries
  const memoryRatio = toRatio(peer, growth, readBytes, 'at most', maxMemoryRatio)
  return [
    {
      claim: `against ${peer}: memory of the store’s tab`,
      measured: own.storeBytes,
      unit: 'bytes/entry',
      ratio: memoryRatio,
    },
    {
      claim: `against ${peer}: memory of the whole product’s tab`,
      measured: own.appBytes,
      unit: 'bytes/entry',
      ratio: memoryRatio,
    },
  ]
}

function toPeerLines(peer: PeerTable, growth: PeerGrowth): Line[] {
  const { entries, pageMs, longestTaskMs, restedBytes } = growth
  const ms = pageMs.reduce((sum, each) => sum + each, 0)
  return [
    {
      claim: `${peer}: parsing, appending and drawing, on the page’s thread`,
      measured: (entries / ms) * 1_000,
      unit: 'entries/s',
      note: `${entries.toLocaleString('en')} entries; longest task ${Math.round(longestTaskMs)} ms`,
    },
    {
      claim: `${peer}: memory of its tab when it is constant`,
      measured: restedBytes / entries,
      unit: 'bytes/entry',
    },
  ]
}
