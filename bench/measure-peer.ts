/** Lets a peer grow by pages as the product does, and measures it. */
import type { Page } from '@playwright/test'
import { readTabMemory } from './memory-meter.ts'
import type { BenchTools } from './part.ts'
import { servePeers } from './serve-peers.ts'

/** What a peer reached. */
export type PeerGrowth = {
  page: Page
  entries: number
  pageMs: readonly number[]
  longestTaskMs: number
  bytes: number
}

/** Opens a peer's page. */
export async function openPeer(tools: BenchTools, name: string): Promise<Page> {
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

/** Adds page after page, each drawn before the next, for at most so long. Close the page when done. */
export async function growPeer(
  tools: BenchTools,
  name: string,
  maxMs: number,
): Promise<PeerGrowth> {
  const page = await openPeer(tools, name)
  tools.tell(`loading ${name}`)
  const pages = (await tools.bodies()).length
  const growth = await page.evaluate(grow, [pages, maxMs] as const)
  return { page, ...growth, bytes: await readTabMemory(await tools.browser()) }
}

/** Runs in the page. */
async function grow([pages, maxMs]: readonly [number, number]) {
  let longestTaskMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  }).observe({ type: 'longtask' })
  const pageMs: number[] = []
  let entries = 0
  let spentMs = 0
  const together = 40
  for (let from = 0; from < pages && spentMs < maxMs; from += together) {
    const joined = await (await fetch(`/bodies/${from}-${from + together}`)).text()
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
