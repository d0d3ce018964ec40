/** Loads the large log into the store in a browser, once for all parts. */
import type { Browser, Page } from '@playwright/test'
import { readRestedTabMemory, readTabMemory } from './memory-meter.ts'
import type { BenchTools } from './part.ts'
import { readWorkerTimes, startWorkerMeter } from './renderer-threads.ts'

/** The loaded store, and the cost of loading it. */
export type LoadedStore = {
  page: Page
  entries: number
  /** From the bytes of each page to its entries in the list, with rows read for the screen. */
  pageMs: readonly number[]
  /** Processor time of the store's own thread for a page, on average over every 40. */
  cpuMs: readonly number[]
  /** Processor time of all workers of the store until older pages were compressed. */
  workersMs: number
  /** The longest task of the page's thread while loading; the browser reports none below 50 ms, and it is 0. */
  longestTaskMs: number
  violations: readonly string[]
  memory: { emptyBytes: number; loadedBytes: number; restedBytes: number; restMs: number }
}

/** Pages that are fetched at a time, and measured together. */
const batchSize = 40

/** Loads it, or returns what was loaded. */
export function loadStore(tools: BenchTools): Promise<LoadedStore> {
  return tools.share('store', async () => {
    const pages = (await tools.bodies()).length
    const browser = await tools.browser()
    const url = `${await tools.origin()}/store.html`
    return loadPages(tools, browser, url, pages, (page, from, to) =>
      page.evaluate(ingestPages, [from, to] as const),
    )
  })
}

/** Loads pages from one number up to, not including, another, and returns how long that took. */
type LoadBatch = (
  page: Page,
  from: number,
  to: number,
) => Promise<{ pageMs: readonly number[]; longestTaskMs: number }>

/** Opens a page with an empty store, and loads all pages in batches. */
export async function loadPages(
  tools: BenchTools,
  browser: Browser,
  url: string,
  pages: number,
  loadBatch: LoadBatch,
): Promise<LoadedStore> {
  const page = await browser.newPage()
  const violations: string[] = []
  page.on('console', (message) => violations.push(message.text()))
  page.on('pageerror', (error) => violations.push(error.message))
  await page.goto(url)
  await page.evaluate(() => window.store.rows(0, 1))
  const emptyBytes = await readTabMemory(browser)
  const meter = await startWorkerMeter(browser)
  tools.tell('loading the store')
  const pageMs: number[] = []
  const cpuMs: number[] = []
  let longestTaskMs = 0
  for (let from = 0; from < pages; from += batchSize) {
    const [startedMs = Number.NaN] = await readWorkerTimes(browser)
    const batch = await loadBatch(page, from, from + batchSize)
    const [endedMs = Number.NaN] = await readWorkerTimes(browser)
    pageMs.push(...batch.pageMs)
    cpuMs.push((endedMs - startedMs) / batch.pageMs.length)
    longestTaskMs = Math.max(longestTaskMs, batch.longestTaskMs)
  }
  const entries = await page.evaluate(() => window.store.size().stored)
  const loadedBytes = await readTabMemory(browser)
  tools.tell('waiting until older pages are compressed')
  const restStartMs = performance.now()
  const restedBytes = await readRestedTabMemory(browser)
  const restMs = performance.now() - restStartMs
  const workersMs = await meter.read()
  meter.stop()
  const memory = { emptyBytes, loadedBytes, restedBytes, restMs }
  return { page, entries, pageMs, cpuMs, workersMs, longestTaskMs, violations, memory }
}

/** Runs in the page. The clock starts when the bytes of all pages have arrived. */
async function ingestPages([from, to]: readonly [number, number]) {
  const { store } = window
  const joined = new Uint8Array(await (await fetch(`/bodies/${from}-${to}`)).arrayBuffer())
  const bodies: ArrayBuffer[] = []
  for (let at = 0; at < joined.length; ) {
    const end = joined.indexOf(0x0a, at)
    bodies.push(joined.slice(at, end).buffer)
    at = end + 1
  }
  joined.buffer.transfer(0)

  // Reading the bodies is not work of the product, so the observer starts after it.
  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  await new Promise((resolve) => setTimeout(resolve, 0))
  observer.observe({ type: 'longtask' })
  const pageMs: number[] = []
  let lastMs = performance.now()
  // As when several segments are loaded in parallel, the next page arrives before the last one is done.
  let next = bodies[0] && store.stage(bodies[0], 1, '0')
  for (let at = 0; at < bodies.length; at++) {
    const staged = await next
    const body = bodies[at + 1]
    next = body && store.stage(body, 1, '0')
    if (!staged || staged.problem) throw new Error(staged?.problem?.kind)
    const size = await store.commit([[staged.ticket]], { at: 'end', direction: 'desc' })
    await store.rows(size.shown - 30, size.shown)
    pageMs.push(performance.now() - lastMs)
    lastMs = performance.now()
  }
  observer.disconnect()
  return { pageMs, longestTaskMs }
}
