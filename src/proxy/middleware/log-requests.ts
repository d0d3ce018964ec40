/** Gives each request an id and a record, and has its line written when its body has ended. */
import type { MiddlewareHandler } from 'hono'
import { type Audit, createRequestId } from '../audit/audit.ts'
import { type BodyEnd, type ProxyEnv, type RequestRecord, stayFor } from '../request-context.ts'

/** The id is the proxy's own, whatever the client sent. */
export function logRequests(
  audit: Audit,
  { random }: { random: () => number },
): MiddlewareHandler<ProxyEnv> {
  return async function logRequest(c, next) {
    const startedMs = performance.now()
    const record: RequestRecord = { id: createRequestId(random), route: '(none)' }
    c.set('record', record)
    await next()
    const { status, headers } = c.res
    headers.set('x-request-id', record.id)
    const write = (body: BodyEnd) =>
      audit(record, { ...body, status, ms: performance.now() - startedMs })
    if (record.bodyEnd) stayFor(c, record.bodyEnd.then(write))
    else write({ bytes: Number(headers.get('content-length') ?? 0), end: 'complete' })
  }
}
