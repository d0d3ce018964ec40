/** Loads all of the large log in the product, through proxy and browser, once for all parts that ask it. */
import type { Page } from '@playwright/test'
import { readRestedTabMemory, readTabMemory } from './memory-meter.ts'
import { openLargeApp } from './open-app.ts'
import type { BenchTools } from './part.ts'

/** The product with all entries loaded, and what loading took. */
export type LoadedApp = {
  page: Page
  /** The times of all entries that the emulator holds, newest first. */
  times: readonly string[]
  /** The entries that the screen says are there, and its verdict. */
  entries: number
  verdict: string
  loadMs: number
  /** The longest tasks of the page's thread in milliseconds, longest first; none below 50 is told. */
  longTasksMs: readonly number[]
  /** The memory of the tab when the last page had come, and when it fell no more. */
  memory: { loadedBytes: number; restedBytes: number }
}

const mostMs = 180_000

/** Loads it, or gives what was loaded. */
export function loadApp(tools: BenchTools): Promise<LoadedApp> {
  return tools.share('loaded-app', async () => {
    const { link, times } = await openLargeApp(tools)
    const browser = await tools.browser()
    const page = await openToLoad(tools, link)
    tools.tell('loading all in the product')
    const startMs = performance.now()
    await page.getByRole('button', { name: 'Load all' }).click()
    await page.getByText(/^verdict: complete/).waitFor({ timeout: mostMs })
    const loadMs = performance.now() - startMs
    const entries = await readLoaded(page)
    const verdict = (await page.getByText(/^verdict:/).innerText()).split('\n')[0] ?? ''
    const longTasksMs = await page.evaluate(() => window.longTasksMs.toSorted((a, b) => b - a))
    const loadedBytes = await readTabMemory(browser)
    tools.tell('waiting until older pages are packed')
    const memory = { loadedBytes, restedBytes: await readRestedTabMemory(browser) }
    return { page, times, entries, verdict, loadMs, longTasksMs, memory }
  })
}

/** Opens a search in which the first entries and all controls are, and watches for long tasks from then on. */
export async function openToLoad(tools: BenchTools, link: string): Promise<Page> {
  const browser = await tools.browser()
  const page = await (
    await browser.newContext({ viewport: { width: 1400, height: 900 } })
  ).newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Load all' }).waitFor()
  await page.getByRole('button', { name: 'Add filter' }).waitFor()
  await page.evaluate(() => {
    window.longTasksMs = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasksMs.push(duration)
    }).observe({ type: 'longtask' })
  })
  return page
}

/** How many entries the status line says are there. */
export async function readLoaded(page: Page): Promise<number> {
  const text = await page.getByRole('contentinfo').getByRole('status').innerText()
  return Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(',', ''))
}

declare global {
  interface Window {
    longTasksMs: number[]
  }
}
