/**
 * Serves the benchmark's own pages, built from `pages/`, and the bodies of the large log. The pages get
 * the headers of the product, content security policy included: what is measured is what can run there.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build } from 'vite'
import { startServer } from '../src/proxy/node.ts'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Builds the pages and listens on a free port of this machine. */
export async function servePages(
  bodies: () => Promise<readonly Buffer[]>,
): Promise<{ origin: string; close: () => Promise<void> }> {
  const root = await buildPages('bench/pages', ['store'])
  const headers = await readProductHeaders()
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const number = /^\/bodies\/(\d+)$/.exec(path)?.[1]
    if (number !== undefined) {
      response.setHeader('content-type', 'application/json')
      response.end((await bodies())[Number(number)])
      return
    }
    try {
      const content = await readFile(join(root, path))
      response.writeHead(200, { ...headers, 'content-type': contentTypes[extname(path)] ?? '' })
      response.end(content)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  return { origin: await listen(server), close: () => closeServer(server) }
}

async function buildPages(root: string, names: readonly string[]): Promise<string> {
  const outDir = join(process.cwd(), 'dist/bench-pages')
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: {
      ...{ outDir, emptyOutDir: true, assetsInlineLimit: 0, target: 'baseline-widely-available' },
      rolldownOptions: { input: names.map((name) => join(root, `${name}.html`)) },
    },
  })
  return outDir
}

/** The security headers that the product's server sends with everything. */
async function readProductHeaders(): Promise<Record<string, string>> {
  const server = await startServer({ env: { PORT: '0' }, log: () => undefined })
  const { headers } = await fetch(`${server.origin}/healthz`)
  await server.close()
  const names = ['content-security-policy', 'cross-origin-opener-policy', 'x-content-type-options']
  return Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
