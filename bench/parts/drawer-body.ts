/** How long it takes until an entry with a body of 5 MB can be read, and until a letter typed there is on the screen. */
import type { Page } from '@playwright/test'
import { createEmulator } from '../../src/emulator/app.ts'
import { startServer } from '../../src/proxy/node.ts'
import { median } from '../median.ts'
import type { BenchTools, Part } from '../part.ts'

const now = '2026-11-21T12:00:00.000Z'
const minBytes = 5_000_000

/**
 * Reading the JSON of the body is the floor. The drawer also builds the lines of the tree and draws the first ones,
 * and took 25 times as long in November. At 40 times a reader waits for about half a second.
 */
const maxOpenRatio = 40
/** A text field that does nothing else needs one to two frames; the search through 5 MB took 3.3 times as long. */
const maxTypeRatio = 5

/** The lines of a large body. */
export const drawerBody: Part = {
  name: 'drawer-body',
  async run(tools) {
    const entry = makeEntry()
    const origin = await startApp(tools, entry)
    const context = await (await tools.browser()).newContext()
    const page = await context.newPage()
    await page.goto(origin)
    await page.locator('[role="row"][aria-selected]').first().click()
    await page.getByRole('tab', { name: 'Overview' }).waitFor()
    const parseMs = await measureParse(page, entry)
    const openMs = await measureOpen(page)
    await page.getByRole('searchbox', { name: 'Search in request body' }).focus()
    const typeMs = await measureTyping(page)
    const bare = await context.newPage()
    await bare.setContent('<input aria-label="Text">')
    await bare.getByRole('textbox').focus()
    const bareTypeMs = await measureTyping(bare)
    await context.close()
    return [
      {
        claim: 'from the click to the first lines of a request body of 5 MB',
        measured: openMs,
        unit: 'ms',
        ratio: {
          to: 'JSON.parse of the same text',
          baseline: parseMs,
          limit: maxOpenRatio,
          direction: 'at most',
        },
      },
      {
        claim: 'from a key typed into its search to the frame with the letter, the slowest of 10',
        measured: typeMs,
        unit: 'ms',
        ratio: {
          to: 'a key typed into an empty page with a text field',
          baseline: bareTypeMs,
          limit: maxTypeRatio,
          direction: 'at most',
        },
      },
    ]
  },
}

/** An entry whose request has thousands of rules, as a large list or rule set has. */
function makeEntry(): string {
  const rule = (n: number) =>
    `{"id":"rule-${n}","expression":"(http.request.uri.path contains \\"/x${n}\\")","action":"block","enabled":${n % 2 === 0},"token":"abcdef${n}"}`
  const rules: string[] = []
  for (let length = 0, n = 0; length < minBytes; n++) {
    const text = rule(n)
    rules.push(text)
    length += text.length + 1
  }
  const head = `"id":"5f0c1c1e-0000-4000-8000-000000000001","action":{"time":"2026-11-21T11:00:00Z","type":"update"}`
  return `{${head},"raw":{"method":"PUT"},"resource":{"request":{"rules":[${rules}]}}}`
}

/** Starts the product with a log that contains this entry alone, and returns its origin. */
async function startApp(tools: BenchTools, entry: string): Promise<string> {
  const emulator = createEmulator({ seed: 1, entries: 1_000, now: () => Date.parse(now) })
  const body = `{"success":true,"result":[${entry}],"result_info":{"count":1}}`
  emulator.faults.when(
    (request) => new URL(request.url).pathname.endsWith('/logs/audit'),
    () => new Response(body, { headers: { 'content-type': 'application/json' } }),
  )
  const server = await startServer({
    env: { PORT: '0', DEMO_NOW: now },
    upstream: emulator.fetch,
    log: () => undefined,
  })
  tools.onEnd(() => server.close())
  return server.origin
}

/** The median of nine. */
async function measureParse(page: Page, text: string): Promise<number> {
  const times = await page.evaluate((json) => {
    return Array.from({ length: 9 }, () => {
      const startMs = performance.now()
      JSON.parse(json)
      return performance.now() - startMs
    })
  }, text)
  return median(times)
}

/** From the click on the tab to the frame in which the first lines are drawn. */
function measureOpen(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')]
    const startMs = performance.now()
    tabs.find(({ textContent }) => textContent === 'Request')?.click()
    while (!document.querySelector('[role="treeitem"]')) await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    return performance.now() - startMs
  })
}

/** The slowest of ten letters, from the key to the second frame after it, which shows the letter. */
async function measureTyping(page: Page): Promise<number> {
  await page.evaluate(watchKeys)
  await page.keyboard.type('rule-29999', { delay: 120 })
  await page.waitForTimeout(500)
  return page.evaluate(() => window.slowestKeyMs)
}

/** Runs in the page. */
function watchKeys(): void {
  window.slowestKeyMs = 0
  document.addEventListener(
    'keydown',
    () => {
      const startMs = performance.now()
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          window.slowestKeyMs = Math.max(window.slowestKeyMs, performance.now() - startMs)
        }),
      )
    },
    true,
  )
}

declare global {
  interface Window {
    slowestKeyMs: number
  }
}
