/** Writes the audit line of a request once its response body has ended. */
import type { ProxyResponse } from '../http/proxy-response.ts'
import {
  type BodyEnd,
  type ProxyRequest,
  type RequestRecord,
  stayFor,
} from '../http/request-context.ts'
import type { Audit } from './audit.ts'

/** Passes status, bytes and duration to the audit; `startedMs` is a reading of `performance.now()`. */
export function recordOutcome(
  audit: Audit,
  request: ProxyRequest,
  record: RequestRecord,
  { status, headers }: ProxyResponse,
  startedMs: number,
): void {
  const write = ({ bytes, end }: BodyEnd) =>
    audit(record, { status, bytes, ms: performance.now() - startedMs, end })
  if (record.bodyEnd) {
    stayFor(request, record.bodyEnd.then(write))
    return
  }
  const signing = write({ bytes: Number(headers['content-length'] ?? 0), end: 'complete' })
  if (signing) stayFor(request, signing)
}
