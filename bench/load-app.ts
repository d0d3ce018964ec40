/** Loads all of the large log in the product, through proxy and browser. */
import type { Page } from '@playwright/test'
import { readRestedTabMemory, readTabMemory } from './memory-meter.ts'
import { openLargeApp } from './open-app.ts'
import type { BenchTools } from './part.ts'
import { openQuietPage, type QuietPage } from './quiet-page.ts'

/** What loading took. */
export type Loading = {
  /** The times of all entries that the emulator has, newest first. */
  times: readonly string[]
  /** How many entries the screen shows, and its verdict. */
  entries: number
  verdict: string
  loadMs: number
  /** The longest tasks of the page's thread in milliseconds, longest first; the browser reports none below 50. */
  longTasksMs: readonly number[]
  /** The memory of the tab with the first page, after the last page, and when it was constant. */
  memory: { firstBytes: number; loadedBytes: number; restedBytes: number; restMs: number }
}

const maxMs = 600_000

/** Loads all in a page without a driver, and measures it once for all parts. */
export function measureLoading(tools: BenchTools): Promise<Loading> {
  return tools.share('loading', () => loadAll(tools))
}

async function loadAll(tools: BenchTools): Promise<Loading> {
  const { link, times } = await openLargeApp(tools)
  const browser = await tools.browser()
  const page = await openQuietPage(browser, link)
  await page.until(`${findButton('Load all')} && ${findButton('Add filter')}`, maxMs)
  await page.evaluate(`(${watchLongTasks})()`)
  const firstBytes = await readTabMemory(browser)
  tools.tell('loading all in the product')
  const startMs = performance.now()
  await page.evaluate(`${findButton('Load all')}.click()`)
  await page.until(`/· Complete/.test(${footer}.innerText)`, maxMs)
  const loadMs = performance.now() - startMs
  const status = await page.evaluate<string>(`${footer}.querySelector('[role=status]').innerText`)
  const [, verdict = ''] = status.split(' · ')
  const longTasksMs = await readLongTasks(page)
  const loadedBytes = await readTabMemory(browser)
  tools.tell('waiting until older pages are compressed')
  const restStartMs = performance.now()
  const restedBytes = await readRestedTabMemory(browser)
  const restMs = performance.now() - restStartMs
  await page.close()
  return {
    times,
    entries: toCount(status),
    verdict,
    loadMs,
    longTasksMs,
    memory: { firstBytes, loadedBytes, restedBytes, restMs },
  }
}

/** Loads all in a page that a driver can scroll. Close it when done. */
export async function openLoadedApp(
  tools: BenchTools,
): Promise<{ page: Page; times: readonly string[] }> {
  const { link, times } = await openLargeApp(tools)
  const page = await openToLoad(tools, link)
  tools.tell('loading all to scroll through it')
  await page.getByRole('button', { name: 'Load all' }).click()
  await page
    .getByText(/ loaded · Complete$/)
    .first()
    .waitFor({ timeout: maxMs })
  // Older pages are compressed on the same cores.
  await readRestedTabMemory(await tools.browser())
  return { page, times }
}

/** Opens a search, and waits for the first entries and all controls. */
export async function openToLoad(tools: BenchTools, link: string): Promise<Page> {
  const browser = await tools.browser()
  const page = await (
    await browser.newContext({ viewport: { width: 1400, height: 900 } })
  ).newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Load all' }).waitFor()
  await page.getByRole('button', { name: 'Add filter' }).waitFor()
  return page
}

/** How many entries the status line shows. */
export async function readLoaded(page: Page): Promise<number> {
  return toCount(await page.getByRole('contentinfo').getByRole('status').innerText())
}

const footer = `document.querySelector('footer')`

function findButton(name: string): string {
  return `[...document.querySelectorAll('button')].find((each) => each.innerText.startsWith('${name}'))`
}

function toCount(text: string): number {
  return Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(',', ''))
}

async function readLongTasks(page: QuietPage): Promise<readonly number[]> {
  const longTasksMs = await page.evaluate<number[]>('window.longTasksMs')
  return longTasksMs.sort((a, b) => b - a)
}

/** Runs in the page. */
function watchLongTasks(): void {
  window.longTasksMs = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasksMs.push(duration)
  }).observe({ type: 'longtask' })
}

declare global {
  interface Window {
    longTasksMs: number[]
  }
}
