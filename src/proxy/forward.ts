/**
 * The handler of data requests: route, validate, call upstream, and turn what came back into an
 * answer. Its headers are made from nothing as well.
 */
import type { Context } from 'hono'
import { answerLimitedList } from './answer-limited-list.ts'
import type { Config } from './config.ts'
import { type DataRequest, findAllowedRoute, parseDataRequest } from './data-request.ts'
import { createErrorResponse } from './error-response.ts'
import { judgeSuccess } from './judge-success.ts'
import { relayBody } from './relay-body.ts'
import { relayFailure } from './relay-failure.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import { type ProxyEnv, type RequestRecord, readTarget } from './request-context.ts'
import { createScrubber } from './scrub.ts'
import { callUpstream, discardAnswer, type UpstreamAnswer, type UpstreamTools } from './upstream.ts'

/** What forwarding needs. */
export type ForwardTools = UpstreamTools & { config: Pick<Config, 'limits'> }

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
    const { request } = parsed
    const { limitedList } = request
    const client = c.req.raw.signal
    if (limitedList) {
      return answerLimitedList({ ...tools, scrub, record }, { ...request, limitedList }, client)
    }
    const outcome = await callUpstream(tools, request, client)
    if ('failure' in outcome) return createErrorResponse(outcome.failure)
    record.upstreamStatus = outcome.response.status
    // All successes of the API's reading endpoints are 200; others, such as 206, are no whole answer.
    if (outcome.response.status !== 200) return relayFailure(outcome, scrub)
    return relaySuccess(request, outcome, config.deadlines.idleMs, record)
  }
}

function relaySuccess(
  request: DataRequest,
  answer: UpstreamAnswer,
  idleMs: number,
  record: RequestRecord,
): Response {
  const { response, deadline } = answer
  const judged = judgeSuccess(request, response)
  if ('problem' in judged) return discardAnswer(answer, judged.problem)
  const headers = { ...toRelayedHeaders(response.headers), 'content-type': judged.type }
  if (!response.body) {
    deadline.end()
    return new Response(null, { status: 200, headers })
  }
  const { body, ended } = relayBody(response.body, deadline, idleMs)
  record.bodyEnd = ended
  return new Response(body, { status: 200, headers })
}
