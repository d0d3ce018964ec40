/** How soon a cold open shows the first row, beside a page of React alone that asks for as many entries. */
import type { Browser, Page } from '@playwright/test'
import { makeBodies } from '../make-bodies.ts'
import { median } from '../median.ts'
import { openApp } from '../open-app.ts'
import type { BenchTools, Part } from '../part.ts'
import { servePages } from '../serve-pages.ts'

const rounds = 9
/** As many entries as the app asks for first. */
const firstEntries = 100

/** The line of the first row. */
export const appFirstRow: Part = {
  name: 'app-first-row',
  async run(tools) {
    const app = await openApp(tools)
    const bodies = makeBodies(firstEntries)
    const server = await servePages(() => bodies)
    tools.onEnd(server.close)
    const bare = `${server.origin}/bare.html`
    // The first of each warms up the servers.
    for (const url of [app.link, bare]) await measureFirstRow(tools, url)
    const appMs: number[] = []
    const bareMs: number[] = []
    // In turns, so that what else the machine does meets both.
    for (let round = 0; round < rounds; round++) {
      appMs.push(await measureFirstRow(tools, app.link))
      bareMs.push(await measureFirstRow(tools, bare))
    }
    const floorMs = median(bareMs)
    return [
      {
        claim: `first row on screen after a cold open (median of ${rounds}, in turns)`,
        ...{ measured: median(appMs), unit: 'ms', most: floorMs * 2 },
        ...{ peer: `2 × bare React, ${Math.round(floorMs)} ms` },
        note: `best ${Math.round(Math.min(...appMs))} ms, of bare React ${Math.round(Math.min(...bareMs))} ms`,
      },
    ]
  },
}

/** From the start of the navigation to the frame with the first row, in a browser context without a cache. */
async function measureFirstRow(tools: BenchTools, url: string): Promise<number> {
  const browser: Browser = await tools.browser()
  const context = await browser.newContext()
  const page: Page = await context.newPage()
  await page.addInitScript(() => {
    const look = () => {
      const row = document.querySelector('[aria-rowindex="2"]')
      if (!row?.textContent) return requestAnimationFrame(look)
      window.firstRowMs = performance.now()
      return 0
    }
    requestAnimationFrame(look)
  })
  await page.goto(url)
  await page.waitForFunction(() => window.firstRowMs !== undefined)
  const ms = await page.evaluate(() => window.firstRowMs ?? Number.NaN)
  await context.close()
  return ms
}

declare global {
  interface Window {
    firstRowMs?: number
  }
}
