/**
 * The handler of data requests: route, validate, ask upstream, and turn what came back into an
 * answer. Its headers are made from nothing as well.
 */
import { toPrincipalKey } from '../access/principal.ts'
import { createErrorResponse } from '../error-response.ts'
import type { GuardedAnswer } from '../guard/endpoints.ts'
import type { DirectBody } from '../proxy-response.ts'
import {
  type DataRequest,
  findAllowedRoute,
  findAskedRange,
  findScopeName,
  parseDataRequest,
} from '../routes/data-request.ts'
import { takeBody } from '../upstream/bodies.ts'
import type { EndSignal } from '../upstream/ending.ts'
import { readLane } from '../upstream/quota.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'
import {
  type Asker,
  callUpstream,
  createFailureResponse,
  discardAnswer,
  type UpstreamAnswer,
  type UpstreamTools,
} from '../upstream/upstream.ts'
import { answerLimitedList } from './answer-limited-list.ts'
import { judgeSuccess } from './judge-success.ts'
import { relayBody } from './relay-body.ts'
import { relayDirectBody } from './relay-direct-body.ts'
import { relayFailure } from './relay-failure.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import { createScrubber, type Scrub } from './scrub.ts'
import { type Answer, askAlone, createSingleFlight } from './single-flight.ts'

/** What forwarding needs. */
export type ForwardTools = UpstreamTools & {
  /** Set where requests must not wait for each other. */
  keepsRequestsApart?: boolean | undefined
}

/** Creates the handler for everything below `/client/v4`. */
export function forwardData(tools: ForwardTools): GuardedAnswer {
  const { config } = tools
  const scrub = createScrubber(config.credential)
  const questionTools = { ...tools, scrub }
  const fly = tools.keepsRequestsApart ? askAlone : createSingleFlight()
  return async function forward({ path, query, headers, client }, record, principal) {
    const { limits } = principal
    const match = findAllowedRoute(path, limits)
    if (!match) return createErrorResponse('not-found')
    record.route = match.route.template
    record.scope = findScopeName(match)
    const parsed = parseDataRequest(match, query, limits)
    if ('refusal' in parsed) return parsed.refusal
    const { request } = parsed
    record.range = findAskedRange(request)
    const { limitedList } = request
    const lane = readLane(headers.get('x-gumshoe-lane'))
    const name = toPrincipalKey(principal)
    if (limitedList) {
      const onRetry = () => {
        record.retries = (record.retries ?? 0) + 1
      }
      const asker = { name, lane, onRetry }
      return answerLimitedList(
        { ...tools, limits, scrub, record, asker },
        { ...request, limitedList },
        client,
      )
    }
    const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(
      headers.get('accept-encoding') ?? '',
    )
    const { template } = match.route
    const key = JSON.stringify([name, lane, takesGzip, template, match.ids, request.pairs])
    const { response, ended, upstreamStatus, retries } = await fly(key, client, (signal) =>
      answerQuestion(questionTools, { ...request, takesGzip }, { name, lane }, signal),
    )
    Object.assign(record, { bodyEnd: ended, upstreamStatus, retries })
    return response
  }
}

async function answerQuestion(
  tools: ForwardTools & { scrub: Scrub },
  request: DataRequest & { takesGzip: boolean },
  who: Pick<Asker, 'name' | 'lane'>,
  client: EndSignal,
): Promise<Answer> {
  let retries: number | undefined
  const onRetry = () => {
    retries = (retries ?? 0) + 1
  }
  const outcome = await callUpstream(tools, request, { ...who, onRetry }, client)
  if ('failure' in outcome) return { response: createFailureResponse(outcome), retries }
  const upstreamStatus = outcome.response.status
  // All successes of the API's reading endpoints are 200; others, such as 206, are no whole answer.
  const answer =
    upstreamStatus === 200
      ? relaySuccess(request, outcome, tools.config.deadlines.idleMs)
      : { response: await relayFailure(outcome, tools.scrub) }
  return { ...answer, upstreamStatus, retries }
}

function relaySuccess(
  request: DataRequest & { takesGzip: boolean },
  answer: UpstreamAnswer,
  idleMs: number,
): Answer {
  const { response, deadline } = answer
  const judged = judgeSuccess(request, response)
  if ('problem' in judged) return { response: discardAnswer(answer, judged.problem) }
  const headers = { ...toRelayedHeaders(response), 'content-type': judged.type }
  const { body: source } = response
  const isDirect = source !== null && 'open' in source
  if (isDirect && (!source.encoding || request.takesGzip)) {
    const { body, ended } = relayDirectBody(source, deadline, idleMs)
    const asSent = { ...headers, ...toBodyHeaders(response, source) }
    return { response: { status: 200, headers: asSent, body }, ended }
  }
  const stream = takeBody(source)
  if (!stream) {
    deadline.end()
    return { response: { status: 200, headers, body: null } }
  }
  const { body, ended } = relayBody(stream, deadline, idleMs)
  return { response: { status: 200, headers, body }, ended }
}

/** What describes bytes that are passed on as they came. */
function toBodyHeaders(
  { header }: UpstreamResponse,
  { encoding }: DirectBody,
): Record<string, string> {
  const length = header('content-length')
  return {
    ...(encoding && { 'content-encoding': encoding }),
    ...(length !== undefined && /^\d{1,12}$/.test(length) && { 'content-length': length }),
  }
}
