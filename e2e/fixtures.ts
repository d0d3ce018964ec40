/**
 * The fixtures of browser tests: a server with proxy and emulator in this process, on a free port, with a fixed seed
 * and clock; and a page that fails the test on any violation of the content security policy and on any error.
 */
import { test as base, expect, type Page } from '@playwright/test'
import { createEmulator } from '../src/emulator/app.ts'
import { startServer } from '../src/proxy/node.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

/** The fixed time of all browser tests. */
export const now = '2026-11-21T12:00:00.000Z'

type Emulator = ReturnType<typeof createEmulator>

/** A running Gumshoe whose upstream the test controls. */
export type Gumshoe = {
  origin: string
  emulator: Emulator
  /** The addresses of all requests that reached the upstream during this test, in order. */
  asked: URL[]
  /** The requests that the upstream has not answered yet. */
  open: ReadonlySet<Request>
}

/** Whether a request asks for a page of the log that the start page opens. */
export function isList({ url }: Request): boolean {
  return url.includes('/logs/audit?')
}

/** The requests among `asked` that ask for a page of that log; the page asks for the lists of its pickers at any time. */
export function listsIn({ asked }: Pick<Gumshoe, 'asked'>): URL[] {
  return asked.filter(({ pathname }) => pathname.endsWith('/logs/audit'))
}

/** The violations and errors of each page. */
const pageProblems = new WeakMap<Page, string[]>()

/** Watches a page for policy violations and uncaught errors. */
export async function watchPage(page: Page): Promise<void> {
  const problems: string[] = []
  pageProblems.set(page, problems)
  await page.exposeFunction('reportViolation', (what: string) => problems.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { violatedDirective, blockedURI, sample } = event
      const { reportViolation } = window as unknown as { reportViolation: (what: string) => void }
      reportViolation(`policy: ${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
}

/** The problems that `watchPage` saw so far. */
export function findPageProblems(page: Page): readonly string[] {
  return pageProblems.get(page) ?? []
}

/** Playwright's `test` with a Gumshoe and its explorer page. */
export const test = base.extend<{ explorer: ExplorerPage }, { gumshoe: Gumshoe }>({
  gumshoe: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern.
    async ({}, use) => {
      const emulator = createEmulator({ seed: 1, entries: 50_000, now: () => Date.parse(now) })
      const asked: URL[] = []
      const open = new Set<Request>()
      const server = await startServer({
        env: { PORT: '0', DEMO_NOW: now },
        upstream: async (request) => {
          asked.push(new URL(request.url))
          open.add(request)
          request.signal.addEventListener('abort', () => open.delete(request))
          try {
            return await emulator.fetch(request)
          } finally {
            open.delete(request)
          }
        },
        log: () => undefined,
      })
      await use({ origin: server.origin, emulator, asked, open })
      await server.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ page, gumshoe }, use) => {
    gumshoe.emulator.faults.clear()
    // Requests of the page of the test before must not count in this one.
    await expect
      .poll(() => [...gumshoe.open].map(({ url }) => url), 'requests of the test before')
      .toEqual([])
    gumshoe.asked.length = 0
    await watchPage(page)
    await use(page)
    const problems = findPageProblems(page)
    if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join('\n')}`)
  },
  explorer: async ({ page, gumshoe }, use) => {
    await use(new ExplorerPage(page, gumshoe.origin))
  },
})

export { expect } from '@playwright/test'
