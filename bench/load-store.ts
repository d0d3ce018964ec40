/** Loads the large log into the store in a browser, once for all parts that ask it. */
import type { Page } from '@playwright/test'
import { readTabMemory } from './memory-meter.ts'
import type { BenchTools } from './part.ts'

/** The loaded store, and what loading it took. */
export type LoadedStore = {
  page: Page
  entries: number
  /** From the bytes of each page to its entries in the list and on the way to the screen. */
  pageMs: readonly number[]
  wallMs: number
  /** The longest task of the page's thread while loading; below 50 ms the browser does not tell, and it is 0. */
  longestTaskMs: number
  violations: readonly string[]
  memory: { emptyBytes: number; loadedBytes: number; restedBytes: number }
}

const restMs = 10_000

/** Loads it, or gives what was loaded. */
export function loadStore(tools: BenchTools): Promise<LoadedStore> {
  return tools.share('store', async () => {
    const browser = await tools.browser()
    const pages = (await tools.bodies()).length
    const page = await browser.newPage()
    const violations: string[] = []
    page.on('console', (message) => violations.push(message.text()))
    page.on('pageerror', (error) => violations.push(error.message))
    await page.goto(`${await tools.origin()}/store.html`)
    await page.evaluate(() => window.store.rows(0, 1))
    const emptyBytes = await readTabMemory(browser)
    tools.tell('loading the store')
    const ingest = await page.evaluate(ingestPages, pages)
    const loadedBytes = await readTabMemory(browser)
    // Old pages are packed behind.
    await page.waitForTimeout(restMs)
    return {
      ...ingest,
      ...{ page, violations },
      memory: { emptyBytes, loadedBytes, restedBytes: await readTabMemory(browser) },
    }
  })
}

/** Runs in the page. A page's bytes are there before its clock starts; the next are fetched meanwhile. */
async function ingestPages(pages: number) {
  let longestTaskMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  }).observe({ type: 'longtask' })
  const fetchBody = async (number: number) => (await fetch(`/bodies/${number}`)).arrayBuffer()
  const pageMs: number[] = []
  const startMs = performance.now()
  let next = fetchBody(0)
  for (let number = 0; number < pages; number++) {
    const bytes = await next
    if (number + 1 < pages) next = fetchBody(number + 1)
    const pageStartMs = performance.now()
    const { ticket, problem } = await window.store.stage(bytes, 1)
    if (problem) throw new Error(problem.kind)
    const size = await window.store.commit([[ticket]], { place: 'end', direction: 'desc' })
    await window.store.rows(size.shown - 30, size.shown)
    pageMs.push(performance.now() - pageStartMs)
  }
  const wallMs = performance.now() - startMs
  return { pageMs, wallMs, longestTaskMs, entries: window.store.size().stored }
}
