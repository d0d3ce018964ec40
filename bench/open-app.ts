/** Starts the built product with the emulator behind it, as it is started for users. */
import { execFileSync } from 'node:child_process'
import { getDataset } from '../src/catalog/index.ts'
import { createEmulator } from '../src/emulator/app.ts'
import { findScopes } from '../src/emulator/ask-emulator.ts'
import { startServer } from '../src/proxy/node.ts'
import { findScopedPath } from '../src/query/url-codec.ts'
import type { BenchTools } from './part.ts'

const now = '2026-11-19T15:20:00.000Z'

/** Where it runs, and the link to the last day of the first account. */
export type RunningApp = { origin: string; link: string }

/** Builds the app, and starts it once for all parts. */
export function openApp(tools: BenchTools): Promise<RunningApp> {
  return tools.share('app', async () => {
    tools.tell('building the app')
    execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { stdio: 'inherit' })
    const emulator = createEmulator({ seed: 1, entries: 50_000, now: () => Date.parse(now) })
    const server = await startServer({
      env: { PORT: '0', DEMO_NOW: now },
      upstream: emulator.fetch,
      log: () => undefined,
    })
    tools.onEnd(server.close)
    const { account } = await findScopes(emulator)
    const path = findScopedPath(getDataset('account-audit-logs-v2'), account)
    return { origin: server.origin, link: `${server.origin}${path}?range=24h` }
  })
}
