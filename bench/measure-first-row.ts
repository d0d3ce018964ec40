/** Opens pages as a first visit does, and measures when their first row is on the screen. */
import type { Page } from '@playwright/test'
import { makeBodies } from './make-bodies.ts'
import type { BenchTools } from './part.ts'
import { servePages } from './serve-pages.ts'

/** As many entries as the app asks for first. */
const firstEntries = 100

/** A page of React alone, which asks for as many entries as the app does at first. */
export function openBarePage(tools: BenchTools): Promise<{ link: string }> {
  return tools.share('bare-page', async () => {
    const bodies = makeBodies(firstEntries)
    const server = await servePages(() => bodies)
    tools.onEnd(server.close)
    return { link: `${server.origin}/bare.html` }
  })
}

/** Opens a link in a browser context without a cache, and waits for the first row. Close the context when done. */
export async function openToFirstRow(tools: BenchTools, link: string): Promise<Page> {
  const browser = await tools.browser()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(watchFirstRow)
  await page.goto(link)
  await page.waitForFunction(() => window.firstRowMs !== undefined)
  return page
}

/** From the start of the navigation to the frame with the first row, in milliseconds. */
export function readFirstRowMs(page: Page): Promise<number> {
  return page.evaluate(() => window.firstRowMs ?? Number.NaN)
}

/** Runs in the page, before its own scripts. */
function watchFirstRow(): void {
  const check = () => {
    const row = document.querySelector('[aria-rowindex="2"]')
    if (row?.textContent) window.firstRowMs = performance.now()
    else requestAnimationFrame(check)
  }
  requestAnimationFrame(check)
}

declare global {
  interface Window {
    firstRowMs?: number
  }
}
