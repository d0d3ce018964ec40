/**
 * Serves the pages of the peers, built from `peers/pages/`. They are installed on first use, from their own
 * lock file, and never become part of the product. They are served without the product's headers: most
 * of them could not work under its content security policy.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from './build-pages.ts'
import { type PageServer, serveFolder } from './serve-folder.ts'

/** Installs, builds and serves. Throws with the reason when they cannot be installed. */
export async function servePeers(
  bodies: () => Promise<readonly Buffer[]>,
  tell: (what: string) => void,
): Promise<PageServer> {
  if (!existsSync('bench/peers/node_modules/.package-lock.json')) {
    tell('installing the peers')
    const args = ['ci', '--prefix', 'bench/peers', '--ignore-scripts', '--no-audit', '--no-fund']
    try {
      execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : ''
      throw new Error(`the peers could not be installed: ${reason}`)
    }
  }
  const names = ['ag-grid', 'glide-data-grid', 'tanstack', 'duckdb']
  const root = await buildPages(join('bench', 'peers', 'pages'), names, 'bench-peers')
  return serveFolder(root, {}, bodies)
}
