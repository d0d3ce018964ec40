/** How long it takes until an entry with a body of 5 MB can be read, and until a letter typed there is seen. */
import type { Page } from '@playwright/test'
import { createEmulator } from '../../src/emulator/app.ts'
import { startServer } from '../../src/proxy/node.ts'
import type { Line, Part } from '../part.ts'

const now = '2026-11-21T12:00:00.000Z'
const size = 5_000_000

/** An entry whose request has thousands of rules, as a large list or rule set has. */
function makeEntry(): string {
  const rule = (n: number) =>
    `{"id":"rule-${n}","expression":"(http.request.uri.path contains \\"/x${n}\\")","action":"block","enabled":${n % 2 === 0},"token":"abcdef${n}"}`
  const rules: string[] = []
  for (let length = 0, n = 0; length < size; n++) {
    const text = rule(n)
    rules.push(text)
    length += text.length + 1
  }
  const head = `"id":"5f0c1c1e-0000-4000-8000-000000000001","action":{"time":"2026-11-21T11:00:00Z","type":"update"}`
  return `{${head},"raw":{"method":"PUT"},"resource":{"request":{"rules":[${rules}]}}}`
}

/** The lines of a large body. */
export const drawerBody: Part = {
  name: 'drawer-body',
  async run(tools) {
    const emulator = createEmulator({ seed: 1, entries: 1_000, now: () => Date.parse(now) })
    const body = `{"success":true,"result":[${makeEntry()}],"result_info":{"count":1}}`
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
    const page = await (await tools.browser()).newPage()
    await page.goto(server.origin)
    await page.locator('[role="row"][aria-selected]').first().click()
    await page.getByRole('tab', { name: 'Overview' }).waitFor()
    const openMs = await measureOpen(page)
    const typeMs = await measureTyping(page)
    await page.close()
    return toLines(openMs, typeMs)
  },
}

function toLines(openMs: number, typeMs: number): Line[] {
  return [
    { claim: 'a request body of 5 MB can be read', measured: openMs, unit: 'ms', most: 1_000 },
    { claim: 'a letter typed into its search is seen', measured: typeMs, unit: 'ms', most: 100 },
  ]
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

/** The slowest of some letters, from the key to the frame that shows it. */
async function measureTyping(page: Page): Promise<number> {
  await page.getByRole('searchbox', { name: 'Search in request body' }).focus()
  await page.evaluate(() => {
    const seen = window as unknown as { slowestMs: number }
    seen.slowestMs = 0
    document.addEventListener(
      'keydown',
      () => {
        const startMs = performance.now()
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            seen.slowestMs = Math.max(seen.slowestMs, performance.now() - startMs)
          }),
        )
      },
      true,
    )
  })
  await page.keyboard.type('rule-29999', { delay: 120 })
  await page.waitForTimeout(500)
  return page.evaluate(() => (window as unknown as { slowestMs: number }).slowestMs)
}
