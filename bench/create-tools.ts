/** Creates what the parts share: one browser, one set of pages, one server. */
import { type Browser, chromium } from '@playwright/test'
import { ensureChromium } from '../e2e/chromium.ts'
import { makeBodies } from './make-bodies.ts'
import type { BenchTools } from './part.ts'
import { servePages } from './serve-pages.ts'

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
]

/** Starts a browser as all parts use it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), args: browserFlags })
}

/** Creates the tools; `close` ends all servers and browsers that they started. */
export function createTools(tell: (what: string) => void): {
  tools: BenchTools
  close: () => Promise<void>
} {
  const shared = new Map<string, Promise<unknown>>()
  const ends: (() => Promise<unknown>)[] = []

  const tools: BenchTools = {
    entries: Number(process.env.BENCH_ENTRIES ?? 1_000_000),
    tell,
    onEnd: (end) => void ends.push(end),
    share<T>(name: string, create: () => Promise<T>) {
      const made = (shared.get(name) as Promise<T> | undefined) ?? create()
      shared.set(name, made)
      return made
    },
    browser: () =>
      tools.share('browser', async () => {
        const browser = await launchBrowser()
        tools.onEnd(() => browser.close())
        return browser
      }),
    bodies: () =>
      tools.share('bodies', () => {
        tell(`making ${tools.entries.toLocaleString('en')} entries`)
        return makeBodies(tools.entries)
      }),
    origin: () =>
      tools.share('origin', async () => {
        const server = await servePages(tools.bodies)
        tools.onEnd(server.close)
        return server.origin
      }),
  }
  return {
    tools,
    async close() {
      for (const end of ends.reverse()) await end()
    },
  }
}
