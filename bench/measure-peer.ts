/** Adds pages to a peer as the product loads them, and measures it. */
import type { Page } from '@playwright/test'
import { readRestedTabMemory, readTabMemory } from './memory-meter.ts'
import type { BenchTools } from './part.ts'
import { servePeers } from './serve-peers.ts'

/** Tables that could replace the product's own. */
export const peerTables = ['ag-grid', 'glide-data-grid', 'tanstack'] as const
export type PeerTable = (typeof peerTables)[number]

/** What adding pages to a peer cost. */
export type PeerGrowth = {
  entries: number
  /** From the text of each page to its frame. */
  pageMs: readonly number[]
  /** The longest task of the page's thread; the browser reports none below 50 ms, and it is 0. */
  longestTaskMs: number
  /** The memory of its tab after the last page, and when it was constant. */
  loadedBytes: number
  restedBytes: number
}

/** A peer that needs more time for all pages is measured with those that it has by then. */
const maxMs = 60_000

/** Opens a peer's page. Rejects with the reason where the peers cannot be installed. */
export async function openPeer(tools: BenchTools, name: PeerTable | 'duckdb'): Promise<Page> {
  const { origin } = await tools.share('peers', async () => {
    const server = await servePeers(tools.bodies, tools.tell)
    tools.onEnd(server.close)
    return server
  })
  const browser = await tools.browser()
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${origin}/${name}.html`)
  await page.waitForFunction(() => window.isReady)
  return page
}

/** Adds page after page, each drawn before the next, once for all parts. */
export function measureGrowth(tools: BenchTools, name: PeerTable): Promise<PeerGrowth> {
  return tools.share(`growth of ${name}`, async () => {
    const page = await openPeer(tools, name)
    tools.tell(`loading ${name}`)
    const pages = (await tools.bodies()).length
    const growth = await page.evaluate(addPages, [pages, maxMs] as const)
    const browser = await tools.browser()
    const loadedBytes = await readTabMemory(browser)
    const restedBytes = await readRestedTabMemory(browser)
    await page.context().close()
    return { ...growth, loadedBytes, restedBytes }
  })
}

/** Runs in the page. */
async function addPages([pages, maxMs]: readonly [number, number]) {
  let longestTaskMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  }).observe({ type: 'longtask' })
  const pageMs: number[] = []
  let entries = 0
  let spentMs = 0
  const batchSize = 40
  for (let from = 0; from < pages && spentMs < maxMs; from += batchSize) {
    const joined = await (await fetch(`/bodies/${from}-${from + batchSize}`)).text()
    for (const text of joined.trimEnd().split('\n')) {
      const startMs = performance.now()
      const { result } = JSON.parse(text)
      await window.appendPage(result)
      const ms = performance.now() - startMs
      pageMs.push(ms)
      spentMs += ms
      entries += result.length
    }
  }
  return { pageMs, entries, longestTaskMs }
}
