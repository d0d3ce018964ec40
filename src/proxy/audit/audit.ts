/**
 * The proxy's own audit log: one JSON line per request, with a fixed list of fields: who read which log of
 * which scope and time range. Filters, cursors, headers, paths and messages are never logged.
 */

import type { RequestOutcome, RequestRecord } from '../http/request-context.ts'
import type { Metrics } from './metrics.ts'

/** Logs the result of a request. */
export type Audit = (record: RequestRecord, outcome: RequestOutcome) => void

/** Dependencies of the audit. */
export type AuditTools = {
  log: (line: string) => void
  /** Milliseconds since the epoch. */
  now: () => number
  metrics?: Metrics | undefined
}

/**
 * The maximum number of lines per second for unidentified callers, so that a flood does not fill the disk.
 * The app's files are counted separately, so that opening a page does not hide refusals.
 */
const maxUnknownPerSecond = 50

/** Creates the audit. Identified callers always get a line; omitted lines are counted. */
export function createAudit({ log, now, metrics }: AuditTools): Audit {
  const allowances = { files: createAllowance(), others: createAllowance() }
  let leftOut = 0
  let leftOutMs = 0

  return function write(record, outcome) {
    metrics?.count(record, outcome)
    const nowMs = now()
    const isFile = record.route === '(file)' || record.route === '(page)'
    if (!record.principal && !allowances[isFile ? 'files' : 'others'](nowMs)) {
      leftOut++
      leftOutMs = nowMs
      return
    }
    const time = new Date(nowMs).toISOString()
    if (leftOut > 0 && toSecond(nowMs) !== toSecond(leftOutMs)) {
      log(JSON.stringify({ time, leftOut }))
      leftOut = 0
    }
    log(JSON.stringify(toFields(time, record, outcome)))
  }
}

const toSecond = (ms: number) => Math.floor(ms / 1_000)

/** Whether one more line may be written in this second. */
function createAllowance(): (nowMs: number) => boolean {
  let second = 0
  let count = 0
  return (nowMs) => {
    if (toSecond(nowMs) !== second) {
      second = toSecond(nowMs)
      count = 0
    }
    count++
    return count <= maxUnknownPerSecond
  }
}

function toFields(time: string, record: RequestRecord, { status, bytes, ms, end }: RequestOutcome) {
  const { id, principal, refused, route, scope, range, upstreamStatus, retries, fault } = record
  return {
    time,
    requestId: id,
    principal: principal?.name ?? refused,
    route,
    scope,
    since: range?.since,
    before: range?.before,
    export: range?.exportsCsv || undefined,
    status,
    upstreamStatus,
    retries,
    bytes,
    ms: Math.round(ms),
    end,
    fault,
  }
}

/** A new id of a request: 32 hexadecimal digits. */
export function createRequestId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}
