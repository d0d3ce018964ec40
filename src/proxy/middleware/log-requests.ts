/**
 * One JSON line for each request, with listed fields only: no query, header, path or message can
 * reach a log. The line is written when the body has ended.
 */
import type { MiddlewareHandler } from 'hono'
import type { BodyEnd, ProxyEnv, RequestRecord } from '../request-context.ts'

/** Gives each request an id of its own, whatever the client sent, and logs it when it is done. */
export function logRequests({
  log,
  now,
  random,
}: {
  log: (line: string) => void
  now: () => number
  random: () => number
}): MiddlewareHandler<ProxyEnv> {
  return async function logRequest(c, next) {
    const startedMs = performance.now()
    const record: RequestRecord = { id: createRequestId(random), route: '(none)' }
    c.set('record', record)
    await next()
    const { status, headers } = c.res
    headers.set('x-request-id', record.id)
    const write = ({ bytes, end }: BodyEnd) =>
      log(
        JSON.stringify({
          time: new Date(now()).toISOString(),
          requestId: record.id,
          route: record.route,
          status,
          upstreamStatus: record.upstreamStatus,
          retries: record.retries,
          bytes,
          ms: Math.round(performance.now() - startedMs),
          end,
          fault: record.fault,
        }),
      )
    if (record.bodyEnd) void record.bodyEnd.then(write)
    else write({ bytes: Number(headers.get('content-length') ?? 0), end: 'complete' })
  }
}

function createRequestId(random: () => number): string {
  const words = Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32))
  return words.map((word) => word.toString(16).padStart(8, '0')).join('')
}
