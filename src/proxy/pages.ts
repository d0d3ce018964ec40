/**
 * Serves the app. Every page is the same document. Other files are found by exact path in a list that was
 * loaded at start, so no request path reaches the file system.
 */
import { timelinePath } from '../catalog/timeline/timeline.ts'
import { headerNames, serverTimingMetrics } from '../contract/headers.ts'
import type { Config } from './config/config.ts'
import { createErrorResponse } from './http/error-response.ts'
import type { OpenAnswer } from './http/open-answer.ts'
import type { ProxyRequest } from './http/request-context.ts'
import { findRoute } from './routes/route-table.ts'

/** A file of the app. */
export type Asset = {
  body: Uint8Array<ArrayBuffer>
  /** Its content type. */
  type: string
  /** Whether its name changes with its content. */
  immutable: boolean
}

/** The built app. */
export type Assets = {
  /** The file at a path such as `/assets/index-1a2b.js`; `/index.html` is the page itself. */
  find: (path: string) => Asset | undefined | Promise<Asset | undefined>
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

const document = '/index.html'

/** Pages beside those of the datasets. */
const ownPages: readonly string[] = ['/', timelinePath, '/reference', '/rules', '/saved', '/verify']

/** Whether a path is a page of the app: its own ones, and a dataset's API path with ids. */
function isPagePath(path: string): boolean {
  return ownPages.includes(path) || findRoute(path)?.route.endpoint.dataset !== undefined
}

/** The content type of a file by its extension; files of other types, such as source maps, have none. */
export function findContentType(path: string): string | undefined {
  return contentTypes[path.slice(path.lastIndexOf('.'))]
}

/** Dependencies of the pages; `now` is in milliseconds since the epoch. */
export type PageTools = { assets: Assets; now: () => number; config: Pick<Config, 'mode'> }

/** Answers with a page or a file. Any other path gets 404, for browsers together with the app. */
export function servePages({ assets, now, config: { mode } }: PageTools): OpenAnswer {
  return async function serve(request, record) {
    const { path } = request
    const isPage = isPagePath(path)
    const file = isPage ? undefined : await findFile(assets, path)
    const isLost = !isPage && !file && isVisit(request)
    const asset = isPage || isLost ? await assets.find(document) : file
    if (!asset) return createErrorResponse('not-found')
    record.route = file ? '(file)' : '(page)'
    return {
      status: isLost ? 404 : 200,
      headers: {
        'content-type': asset.type,
        'content-length': String(asset.body.byteLength),
        'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
        // With the proxy's time in the response, the page can request entries at once.
        ...(isPage && { [headerNames.serverTiming]: toFacts(new Date(now()), mode) }),
      },
      body: asset.body,
    }
  }
}

/** The value of `server-timing`: the proxy's time and mode. */
function toFacts(now: Date, mode: Config['mode']): string {
  return `${serverTimingMetrics.clock};desc="${now.toISOString()}", ${serverTimingMetrics.mode};desc="${mode}"`
}

/** Whether a browser navigated here. Missing files never fall back to a page. */
function isVisit({ headers, path }: ProxyRequest): boolean {
  const wantsPage = headers.get('accept')?.includes('text/html') ?? false
  return wantsPage && !/^\/(assets|client|gumshoe|healthz|metrics)\b/.test(path)
}

async function findFile(assets: Assets, path: string): Promise<Asset | undefined> {
  return path === document ? undefined : assets.find(path)
}
