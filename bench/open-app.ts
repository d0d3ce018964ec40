/** Starts the built product with the emulator behind it, as it is started for users. */
import { execFileSync } from 'node:child_process'
import { getDataset } from '../src/catalog/index.ts'
import { createEmulator, type Emulator } from '../src/emulator/app.ts'
import { findScopes } from '../src/emulator/testing/ask-emulator.ts'
import { type RunningServer, startServer } from '../src/proxy/node.ts'
import { findScopedPath } from '../src/query/address/path-meaning.ts'
import type { BenchTools } from './part.ts'

const now = '2026-11-19T15:20:00.000Z'
const dataset = getDataset('account-audit-logs-v2')

/** Its origin, and the link to the last day of the first account. */
export type RunningApp = { origin: string; link: string }

/** The product with the large log. */
export type LargeApp = {
  /** All of the log, with no limit of requests. */
  link: string
  /** The times of all entries that the emulator has, newest first. */
  times: readonly string[]
  /** Starts it once more as with a token, under the default quota; the link to all of the log. */
  openWithQuota: () => Promise<string>
}

/** Builds the app, and starts it once for all parts. */
export function openApp(tools: BenchTools): Promise<RunningApp> {
  return tools.share('app', async () => {
    const emulator = startEmulator(50_000)
    const { origin } = await startApp(tools, emulator, { DEMO_NOW: now })
    return { origin, link: `${origin}${await findPath(emulator)}?range=24h` }
  })
}

/** Builds the app, and starts it with the large log once for all parts. */
export function openLargeApp(tools: BenchTools): Promise<LargeApp> {
  return tools.share('large-app', async () => {
    tools.tell(`starting the emulator with ${tools.entries.toLocaleString('en')} entries`)
    const emulator = startEmulator(tools.entries)
    const { account } = await findScopes(emulator)
    const times = emulator.entries(dataset.id, account).map(readTime).reverse()
    const search = `${await findPath(emulator)}?since=2026-10-01T00:00:00Z&before=${now}`
    const { origin } = await startApp(tools, emulator, { DEMO_NOW: now })
    return {
      link: `${origin}${search}`,
      times,
      async openWithQuota() {
        const env = { CLOUDFLARE_API_TOKEN: 'bench-token-0123456789abcdefghijklmnopqrs' }
        const live = await startApp(tools, emulator, env)
        return `${live.origin}${search}${new URL(live.launch?.link ?? live.origin).hash}`
      },
    }
  })
}

function startEmulator(entries: number): Emulator {
  return createEmulator({ seed: 1, entries, now: () => Date.parse(now) })
}

async function findPath(emulator: Emulator): Promise<string> {
  const { account } = await findScopes(emulator)
  return findScopedPath(dataset, account) ?? ''
}

async function startApp(
  tools: BenchTools,
  { fetch: upstream }: Emulator,
  env: Record<string, string>,
): Promise<RunningServer> {
  await tools.share('built-app', async () => {
    tools.tell('building the app')
    execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { stdio: 'inherit' })
  })
  const server = await startServer({
    env: { PORT: '0', ...env },
    upstream,
    log: () => undefined,
  })
  tools.onEnd(server.close)
  return server
}

function readTime(entry: unknown): string {
  return String((entry as { action?: { time?: unknown } }).action?.time)
}
