/** Has the line of a request written when the body of its answer has ended. */
import type { ProxyResponse } from '../http/proxy-response.ts'
import {
  type BodyEnd,
  type ProxyRequest,
  type RequestRecord,
  stayFor,
} from '../http/request-context.ts'
import type { Audit } from './audit.ts'

/** Takes down what became of a request that began at `startedMs`. */
export function takeDown(
  audit: Audit,
  request: ProxyRequest,
  record: RequestRecord,
  { status, headers }: ProxyResponse,
  startedMs: number,
): void {
  const write = ({ bytes, end }: BodyEnd) =>
    audit(record, { status, bytes, ms: performance.now() - startedMs, end })
  if (record.bodyEnd) stayFor(request, record.bodyEnd.then(write))
  else write({ bytes: Number(headers['content-length'] ?? 0), end: 'complete' })
}
