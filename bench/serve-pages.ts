/**
 * Serves the benchmark's own pages, built from `pages/`, with the headers of the product, content security
 * policy included, so that what is measured can run in the product.
 */
import { join } from 'node:path'
import { startServer } from '../src/proxy/node.ts'
import { buildPages } from './build-pages.ts'
import { type PageServer, serveFolder } from './serve-folder.ts'

/** Builds and serves. */
export async function servePages(bodies: () => Promise<readonly Buffer[]>): Promise<PageServer> {
  const root = await buildPages(join('bench', 'pages'), ['store', 'bare'], 'bench-pages')
  return serveFolder(root, await readProductHeaders(), bodies)
}

/** The security headers that the product's server sends with every answer. */
async function readProductHeaders(): Promise<Record<string, string>> {
  const server = await startServer({ env: { PORT: '0' }, log: () => undefined })
  const { headers } = await fetch(`${server.origin}/healthz`)
  await server.close()
  const names = ['content-security-policy', 'cross-origin-opener-policy', 'x-content-type-options']
  return Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']))
}
