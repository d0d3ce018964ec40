/**
 * A request as plain data, read off the wire once by the edge of the runtime, and the record that becomes
 * its log line.
 */
import type { AbortSignalLike } from './abort-source.ts'

/** A request exactly as it was sent: nothing is decoded, normalized or reassembled. */
export type ProxyRequest = {
  method: string
  /** The target up to its first `?`, as it was sent. */
  path: string
  /** The target after its first `?`, without it. */
  query: string
  /** The value of each Host line. */
  hosts: readonly string[]
  /** The host of an absolute target (RFC 9112, section 3.2.2). */
  targetHost: string | undefined
  /** Values by lower-case name; those of repeated lines are joined by commas, cookies by semicolons. */
  headers: ReadonlyMap<string, string>
  /** How many header lines were sent. */
  headerLines: number
  /** The body, for the one endpoint that takes one. It may be called once. */
  openBody: () => ReadableStream<Uint8Array> | null
  /**
   * The address of the client. On Node it is that of the connection, or what the header of a trusted proxy says;
   * clients behind one proxy that is not trusted share an address. On Workers Cloudflare's edge sets it.
   */
  address: string
  /** Aborts when the client goes away. */
  client: AbortSignalLike
  /** Keeps the runtime alive for a promise after the response, where it would otherwise stop. */
  stayFor: (promise: Promise<unknown>) => void
}

/** How a response body ended: whole, broken off by upstream or a deadline, or abandoned by the client. */
export type BodyEnd = { bytes: number; end: 'complete' | 'broken' | 'abandoned' }

/** The result of a request, for log and metrics. */
export type RequestOutcome = BodyEnd & { status: number; ms: number }

/** The caller of a request, as the log and the status name it; its permissions are in `Principal`. */
export type Caller = {
  /** `anyone` exists in demo mode only; the identity provider names a person and a service. */
  kind: 'anyone' | 'launch-key' | 'person' | 'service'
  /** An email address, the name of a service, or the number of a session. */
  name: string
}

/** Facts about a request for its log line: who, which route and which time range, but no filters. */
export type RequestRecord = {
  id: string
  /** Path template or kind of page; never the path itself. */
  route: string
  /** The caller, once identified. */
  principal?: Caller
  /** The name of a caller who signed in and lacks permission. */
  refused?: string | undefined
  /** The scope requested: `user`, or kind and id of a scope that the principal may read. */
  scope?: string
  /** The time range requested, and whether as an export; validated values. */
  range?: { since: string | undefined; before: string | undefined; exportsCsv: boolean }
  /** The validated query without secrets, if the log has queries. */
  query?: string
  upstreamStatus?: number | undefined
  /** Retries upstream; absent for none. */
  retries?: number | undefined
  /** The class of an unexpected error; its message could contain secrets and is not logged. */
  fault?: string
  /** Set when the body is a stream: resolves when it has ended. */
  bodyEnd?: Promise<BodyEnd> | undefined
}

/** Keeps the runtime alive for a promise, and ignores its failure. */
export function stayFor({ stayFor: stay }: ProxyRequest, promise: Promise<unknown>): void {
  stay(promise.catch(() => undefined))
}
