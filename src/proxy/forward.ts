/**
 * The handler of data requests: route, validate, call upstream, and turn what came back into an
 * answer. Its headers are made from nothing as well.
 */
import type { Context } from 'hono'
import type { Config } from './config.ts'
import { type DataRequest, findAllowedRoute, parseDataRequest } from './data-request.ts'
import { untilAborted } from './deadline.ts'
import { createErrorResponse, createJsonResponse } from './error-response.ts'
import { filterList } from './filter-list.ts'
import { readBody, relayBody } from './relay-body.ts'
import { relayFailure } from './relay-failure.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import { type ProxyEnv, type RequestRecord, readTarget } from './request-context.ts'
import { isLimited } from './scope-limits.ts'
import { createScrubber } from './scrub.ts'
import { callUpstream, toFailure, type UpstreamOutcome, type UpstreamTools } from './upstream.ts'

/** Longest list of accounts or zones that is read in order to filter it. */
const listBytes = 4 * 1_048_576

/** What forwarding needs. */
export type ForwardTools = UpstreamTools & { config: Pick<Config, 'limits'> }

type Answered = Extract<UpstreamOutcome, { response: Response }>

/** Creates the handler for everything below `/client/v4`. */
export function forwardData(tools: ForwardTools): (c: Context<ProxyEnv>) => Promise<Response> {
  const { config } = tools
  const scrub = createScrubber(config.credential)
  return async function forward(c) {
    const { path, query } = readTarget(c)
    const match = findAllowedRoute(path, config.limits)
    if (!match) return createErrorResponse('not-found')
    const record = c.get('record')
    record.route = match.route.template
    const parsed = parseDataRequest(match, query, config.limits)
    if ('refusal' in parsed) return parsed.refusal
    const outcome = await callUpstream(tools, parsed.request, c.req.raw.signal)
    if ('failure' in outcome) return createErrorResponse(outcome.failure)
    record.upstreamStatus = outcome.response.status
    if (!outcome.response.ok) return relayFailure(outcome, scrub)
    return relaySuccess(parsed.request, outcome, config, record)
  }
}

async function relaySuccess(
  request: DataRequest,
  { response, deadline }: Answered,
  config: ForwardTools['config'],
  record: RequestRecord,
): Promise<Response> {
  const type = findRelayedType(request, response)
  if (!type) {
    deadline.end()
    response.body?.cancel().catch(() => undefined)
    return createErrorResponse('upstream-type')
  }
  const { id } = request.match.route.endpoint
  if (isLimited(config.limits) && (id === 'accounts' || id === 'zones')) {
    return answerFilteredList(id, { response, deadline }, config)
  }
  const headers = { ...toRelayedHeaders(response.headers), 'content-type': type }
  if (!response.body) {
    deadline.end()
    return new Response(null, { status: response.status, headers })
  }
  const { body, ended } = relayBody(response.body, deadline, config.deadlines.idleMs)
  record.bodyEnd = ended
  return new Response(body, { status: response.status, headers })
}

async function answerFilteredList(
  id: 'accounts' | 'zones',
  { response, deadline }: Answered,
  { limits }: ForwardTools['config'],
): Promise<Response> {
  try {
    const bytes = await untilAborted(readBody(response.body, listBytes), deadline.signal)
    const text = bytes && filterList(id, bytes, limits)
    if (text === undefined) return createErrorResponse('upstream-unusable')
    return createJsonResponse(text, 200, toRelayedHeaders(response.headers))
  } catch {
    return createErrorResponse(toFailure(deadline))
  } finally {
    deadline.end()
  }
}

/** The content type to send; the upstream's own wording of it is never passed on. */
function findRelayedType({ exportsCsv }: DataRequest, { headers }: Response): string | undefined {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return 'application/json'
  return exportsCsv && type === 'text/csv' ? 'text/csv; charset=utf-8' : undefined
}
