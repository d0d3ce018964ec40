/**
 * Serves the files of a folder and the bodies of the large log on this machine. Many bodies are joined in one
 * answer: the browser's debugger stores up to 200 MB of smaller answers in the tab's memory, which would be
 * measured as the product's.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

const lineEnd = Buffer.from('\n')

/** A server that listens on a free port. */
export type PageServer = { origin: string; close: () => Promise<void> }

/** Serves files with these headers, and bodies from m up to n below `/bodies/m-n`, joined by line ends. */
export async function serveFolder(
  root: string,
  headers: Record<string, string>,
  bodies: () => Promise<readonly Buffer[]>,
): Promise<PageServer> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const [, from, to] = /^\/bodies\/(\d+)-(\d+)$/.exec(path) ?? []
    if (from !== undefined) {
      const asked = (await bodies()).slice(Number(from), Number(to))
      response.setHeader('content-type', 'application/json')
      response.end(Buffer.concat(asked.flatMap((body) => [body, lineEnd])))
      return
    }
    try {
      const content = await readFile(join(root, path))
      response.writeHead(200, { ...headers, 'content-type': contentTypes[extname(path)] ?? '' })
      response.end(content)
    } catch {
      // Browsers ask for an icon, and report when there is none.
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
