/**
 * What comes in, as every check sees it: plain data that the edge of a runtime reads off the wire once.
 * And the record that becomes the log line of a request.
 */
import type { AbortSignalLike } from './abort-source.ts'

/** A request. Nothing in it was decoded, normalized or put together from something else. */
export type ProxyRequest = {
  method: string
  /** The target up to its first `?`, as it was sent. */
  path: string
  /** What comes after that. */
  query: string
  /** The value of each Host line. */
  hosts: readonly string[]
  /** The host that the target itself names, where it does. */
  targetHost: string | undefined
  /** Values by lower-case name; those of repeated lines are joined by commas, cookies by semicolons. */
  headers: ReadonlyMap<string, string>
  /** How many lines these were. */
  headerLines: number
  /**
   * The address that the connection comes from. On Node never one that a header names: all clients behind
   * one proxy share it. On Workers there is no connection to look at, and Cloudflare's edge sets the header.
   */
  address: string
  /** Aborts when the client goes away. */
  client: AbortSignalLike
  /** Has the runtime stay for a promise beyond the answer, where it would otherwise leave. */
  stayFor: (promise: Promise<unknown>) => void
}

/** How the body of an answer ended: whole, broken off by upstream or a deadline, or by the client. */
export type BodyEnd = { bytes: number; end: 'complete' | 'broken' | 'abandoned' }

/** What became of a request. */
export type RequestOutcome = BodyEnd & { status: number; ms: number }

/** Who sent a request, as the log and the status name them; what they may read is in `Principal`. */
export type Caller = {
  /** `anyone` exists in demo mode only; the identity provider names a person and a service. */
  kind: 'anyone' | 'launch-key' | 'person' | 'service'
  /** An email address, the name of a service, or the number of a session. */
  name: string
}

/** What is known of a request for its log line: who, where and when, never which filters. */
export type RequestRecord = {
  id: string
  /** Path template or kind of page; never the path itself. */
  route: string
  /** Who asked, once that is known. */
  principal?: Caller
  /** The name of somebody who is signed in and may not ask. */
  refused?: string | undefined
  /** What was asked about: `user`, or the kind and id of a scope that the principal may read. */
  scope?: string
  /** The time asked for, and whether as an export; validated values. */
  range?: { since: string | undefined; before: string | undefined; exportsCsv: boolean }
  upstreamStatus?: number | undefined
  /** How often the question was repeated upstream; absent for never. */
  retries?: number | undefined
  /** Class of an error that this program did not expect; its message may hold anything. */
  fault?: string
  /** Set when the body streams: settles when it has ended. */
  bodyEnd?: Promise<BodyEnd> | undefined
}

/** Has the runtime stay for a promise; its failure is nobody's concern. */
export function stayFor({ stayFor: stay }: ProxyRequest, promise: Promise<unknown>): void {
  stay(promise.catch(() => undefined))
}
