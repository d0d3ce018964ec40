/**
 * What travels with a request through the chain: the record that becomes its log line, and the raw
 * target where the runtime shows it.
 */
import type { Context } from 'hono'
import type { Principal } from './access/principal.ts'

/** How the body of an answer ended: whole, broken off by upstream or a deadline, or by the client. */
export type BodyEnd = { bytes: number; end: 'complete' | 'broken' | 'abandoned' }

/** What became of a request. */
export type RequestOutcome = BodyEnd & { status: number; ms: number }

/** What is known of a request for its log line: who, where and when, never which filters. */
export type RequestRecord = {
  id: string
  /** Path template or kind of page; never the path itself. */
  route: string
  /** Who asked, once that is known. */
  principal?: Principal
  /** What was asked about: `user`, or the kind and id of a scope that the principal may read. */
  scope?: string
  /** The time asked for, and whether as an export; validated values. */
  range?: { since?: string; before?: string; exportsCsv: boolean }
  upstreamStatus?: number
  /** How often the question was repeated upstream; absent for never. */
  retries?: number
  /** Class of an error that this program did not expect; its message may hold anything. */
  fault?: string
  /** Set when the body streams: settles when it has ended. */
  bodyEnd?: Promise<BodyEnd>
}

/** The part of Node's incoming message that the checks need; other runtimes have none. */
export type RawIncoming = {
  url?: string | undefined
  rawHeaders?: readonly string[]
  headersDistinct: Readonly<Record<string, string[] | undefined>>
  socket?: { remoteAddress?: string | undefined }
}

/** Hono's environment of this app. */
export type ProxyEnv = {
  Bindings: { incoming?: RawIncoming }
  /** The principal is there behind the middleware that finds it out. */
  Variables: { record: RequestRecord; principal: Principal }
}

/** The target as it was sent: path and query (without `?`), as far as the runtime shows them. */
export function readTarget(c: Context<ProxyEnv>): { path: string; query: string } {
  const url = new URL(c.req.url)
  const raw = readIncoming(c)?.url ?? `${url.pathname}${url.search}`
  const at = raw.indexOf('?')
  return at === -1 ? { path: raw, query: '' } : { path: raw.slice(0, at), query: raw.slice(at + 1) }
}

/** Node's incoming message; `undefined` elsewhere, and when `fetch` is called without bindings. */
export function readIncoming(c: Context<ProxyEnv>): RawIncoming | undefined {
  const bindings: ProxyEnv['Bindings'] | undefined = c.env
  return bindings?.incoming
}

/**
 * The address that the connection comes from. On Node never one that a header names: all clients behind
 * one proxy share it. On Workers there is no connection to look at, and Cloudflare's edge sets the header.
 */
export function readClientAddress(c: Context<ProxyEnv>): string {
  const incoming = readIncoming(c)
  if (incoming) return incoming.socket?.remoteAddress ?? ''
  return c.req.header('cf-connecting-ip') ?? ''
}

/** Has the runtime stay for a promise beyond the answer, where it would otherwise leave. */
export function stayFor(c: Context<ProxyEnv>, promise: Promise<unknown>): void {
  const settled = promise.catch(() => undefined)
  try {
    c.executionCtx.waitUntil(settled)
  } catch {
    // Node has no such context, and stays.
  }
}
