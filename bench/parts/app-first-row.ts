/** How soon a cold open shows the first row, beside a page of React alone that fetches and shows twenty. */
import type { Browser, Page } from '@playwright/test'
import { openApp } from '../open-app.ts'
import type { BenchTools, Part } from '../part.ts'

const rounds = 7

/** The line of the first row. */
export const appFirstRow: Part = {
  name: 'app-first-row',
  async run(tools) {
    const app = await openApp(tools)
    const bare = `${await tools.origin()}/bare.html`
    const appMs: number[] = []
    const bareMs: number[] = []
    // In turns, so that what else the machine does meets both.
    for (let round = 0; round < rounds; round++) {
      appMs.push(await measureFirstRow(tools, app.link))
      bareMs.push(await measureFirstRow(tools, bare))
    }
    const floorMs = Math.min(...bareMs)
    return [
      {
        claim: `first row on screen after a cold open (best of ${rounds}, in turns)`,
        ...{ measured: Math.min(...appMs), unit: 'ms', most: floorMs * 2 },
        ...{ peer: `2 × bare React, ${Math.round(floorMs)} ms` },
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
