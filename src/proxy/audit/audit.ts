/**
 * The proxy's own audit log: one JSON line per request, with a fixed list of fields: who read which log of
 * which scope and time range. Headers, paths and messages are never logged, filters and cursors only on request.
 */

import type { RequestOutcome, RequestRecord } from '../http/request-context.ts'
import type { AuditChain } from './audit-chain.ts'
import type { Metrics } from './metrics.ts'

/**
 * Logs the result of a request. Where this line has the log signed, it returns a promise that resolves once the signature
 * is written, and never rejects.
 */
export type Audit = (record: RequestRecord, outcome: RequestOutcome) => Promise<void> | undefined

/** Dependencies of the audit. */
export type AuditTools = {
  /** Writes a line; throws while it cannot. */
  log: (line: string) => void
  /** Tells the operator, beside the log, that lines cannot be written, and when they can again. */
  warn?: ((message: string) => void) | undefined
  /** Milliseconds since the epoch. */
  now: () => number
  metrics?: Metrics | undefined
  /** Writes the lines instead of `log`, as a chain. */
  chain?: Pick<AuditChain, 'append' | 'signing'> | undefined
}

/**
 * The maximum number of lines per second for unidentified callers, so that a flood does not fill the disk.
 * The app's files and refused connections are counted separately, so that they do not hide other refusals.
 */
const maxUnknownPerSecond = 50

/** Creates the audit. Identified callers always get a line; omitted lines are counted. */
export function createAudit({ log, warn, now, metrics, chain }: AuditTools): Audit {
  const append = chain?.append ?? ((fields: object) => log(JSON.stringify(fields)))
  const writeLine = createLineWriter({ append, warn, metrics })
  const allowances = {
    files: createAllowance(),
    connections: createAllowance(),
    others: createAllowance(),
  }
  let leftOut = 0
  let leftOutMs = 0

  return function write(record, outcome) {
    metrics?.count(record, outcome)
    const formerSigning = chain?.signing()
    const nowMs = now()
    if (!record.principal && !allowances[toAllowance(record.route)](nowMs)) {
      leftOut++
      leftOutMs = nowMs
      return undefined
    }
    const time = new Date(nowMs).toISOString()
    if (leftOut > 0 && toSecond(nowMs) !== toSecond(leftOutMs)) {
      writeLine({ time, leftOut })
      leftOut = 0
    }
    writeLine(toFields(time, record, outcome))
    const signing = chain?.signing()
    return signing === formerSigning ? undefined : signing
  }
}

/**
 * Writes objects as lines. Where a line cannot be written, the request is answered all the same: a full disk must
 * not stop an investigation. The operator is told, and the next line that can be written counts the lost ones.
 */
function createLineWriter({
  append,
  warn,
  metrics,
}: Pick<AuditChain, 'append'> & Pick<AuditTools, 'warn' | 'metrics'>) {
  let lost = 0
  return (fields: { time: string; [name: string]: unknown }) => {
    try {
      if (lost > 0) append({ time: fields.time, lost })
      if (lost > 0) warn?.(`The log can be written again. ${lost} lines are missing in it.`)
      lost = 0
      append(fields)
    } catch (error) {
      if (lost === 0) warn?.(toLossWarning(error))
      lost++
      metrics?.countLostLine()
    }
  }
}

function toLossWarning(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error)
  return `The log cannot be written (${reason}). Requests are answered, but the log does not record them. If the disk is full, free space on it; if the log goes to another program, start both again.`
}

function toAllowance(route: string): 'files' | 'connections' | 'others' {
  if (route === '(file)' || route === '(page)') return 'files'
  return route === '(connection)' ? 'connections' : 'others'
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
  const { id, principal, refused, route, scope, range, query } = record
  const { upstreamStatus, retries, fault } = record
  return {
    time,
    requestId: id,
    principal: principal?.name ?? refused,
    route,
    scope,
    since: range?.since,
    before: range?.before,
    export: range?.exportsCsv || undefined,
    query,
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
