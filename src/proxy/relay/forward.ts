/**
 * The handler of data requests: finds the route, validates, calls upstream, and relays the response with
 * headers of the proxy's own.
 */

import { headerNames } from '../../contract/headers.ts'
import { parseLane } from '../../contract/lane.ts'
import { toPrincipalKey } from '../access/principal.ts'

import type { Config, Deadlines } from '../config/config.ts'
import type { GuardedAnswer } from '../guard/endpoints.ts'
import type { AbortSignalLike } from '../http/abort-source.ts'
import { decodeBody, readBody } from '../http/bodies.ts'
import { createErrorResponse } from '../http/error-response.ts'
import {
  findAllowedRoute,
  findScopeName,
  parseDataRequest,
  toRequestedRange,
} from '../routes/data-request.ts'
import { toUpstreamTarget } from '../routes/route-table.ts'
import {
  type Asker,
  callUpstream,
  createFailureResponse,
  discardAnswer,
  type UpstreamAnswer,
  type UpstreamQuestion,
  type UpstreamTools,
} from '../upstream/call-upstream.ts'
import type { UpstreamResponse } from '../upstream/seam.ts'
import { parseSearchId } from '../witness/search-id.ts'
import type { SeenAnswer, Witness } from '../witness/witness.ts'
import { answerLimitedList, createLimitedLists } from './answer-limited-list.ts'
import { formatAuditQuery } from './format-audit-query.ts'
import { judgeSuccess } from './judge-success.ts'
import { reduceItems } from './reduce-items.ts'
import { relayBody } from './relay-body.ts'
import { relayFailure } from './relay-failure.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import { createScrubber, type Scrub } from './scrub.ts'
import { type Answer, askAlone, createSingleFlight } from './single-flight.ts'

/** Dependencies of forwarding. */
export type ForwardTools = UpstreamTools & {
  config: Pick<Config, 'audit'>
  witness: Witness
  /** Set when requests must not wait for each other. */
  keepsRequestsApart?: boolean | undefined
  /** Set when the runtime cannot break a response off: bodies are read whole before any of them is sent. */
  sendsWholeBodies?: boolean | undefined
}

/** The maximum size of a body that is read whole: a Worker has 128 MB for all its requests. */
const maxWholeBytes = 16 * 1_048_576

/** Creates the handler for everything below `/client/v4`. */
export function forwardData(tools: ForwardTools): GuardedAnswer {
  const { config } = tools
  const scrub = createScrubber(config.credential)
  const questionTools = { ...tools, scrub }
  const fly = tools.keepsRequestsApart ? askAlone : createSingleFlight()
  const lists = createLimitedLists(tools.now, tools.keepsRequestsApart ?? false)
  return async function forward(incoming, record, principal) {
    const { path, query, headers, client } = incoming
    const { limits } = principal
    const match = findAllowedRoute(path, limits)
    if (!match) return createErrorResponse('not-found')
    record.route = match.route.template
    record.scope = findScopeName(match)
    const parsed = parseDataRequest(match, query, limits)
    if ('refusal' in parsed) return parsed.refusal
    const search = parseSearchId(incoming)
    if ('refusal' in search) return search.refusal
    const { request } = parsed
    record.range = toRequestedRange(request)
    if (config.audit.queries) record.query = formatAuditQuery(request.pairs, scrub)
    const { limitedList } = request
    const lane = parseLane(headers.get(headerNames.lane))
    const name = toPrincipalKey(principal)
    if (limitedList) {
      return answerLimitedList(
        { ...tools, lists, limits, scrub, record, asker: { name, lane } },
        { ...request, limitedList },
        client,
      )
    }
    const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(
      headers.get('accept-encoding') ?? '',
    )
    const target = toUpstreamTarget(match, request.pairs)
    const question = { route: match.route, target, exportsCsv: request.exportsCsv }
    const { searchId } = search
    const isWatched = searchId !== undefined
    // Only the name can contain a space, so it comes last.
    const key = `${lane} ${takesGzip} ${isWatched} ${target} ${name}`
    const ask = () =>
      fly(key, client, (signal) =>
        answerQuestion(questionTools, question, { name, lane, takesGzip, isWatched }, signal),
      )
    const answer = isWatched
      ? await tools.witness.record(incoming, { searchId, principal, requestId: record.id }, ask)
      : await ask()
    record.bodyEnd = answer.ended
    record.upstreamStatus = answer.upstreamStatus
    record.retries = answer.retries
    return answer.response
  }
}

/** Who asks, in which form, and whether the answer belongs to a search whose answers are recorded. */
type Asking = Pick<Asker, 'name' | 'lane'> & { takesGzip: boolean; isWatched: boolean }

async function answerQuestion(
  tools: ForwardTools & { scrub: Scrub },
  question: UpstreamQuestion,
  asking: Asking,
  client: AbortSignalLike,
): Promise<Answer> {
  const { name, lane } = asking
  let retries: number | undefined
  const onRetry = () => {
    retries = (retries ?? 0) + 1
  }
  const outcome = await callUpstream(tools, question, { name, lane, onRetry }, client)
  if ('failure' in outcome) {
    const response = createFailureResponse(outcome)
    return { response, ended: undefined, upstreamStatus: undefined, retries }
  }
  const { answer, seen } = asking.isWatched
    ? watchOutcome(tools, question, outcome, name)
    : { answer: outcome }
  const upstreamStatus = answer.response.status
  // The API's reading endpoints succeed with 200 only; a 206 would be a partial response.
  if (upstreamStatus !== 200) {
    const response = await relayFailure(answer, tools.scrub)
    return { response, ended: undefined, upstreamStatus, retries, seen }
  }
  return {
    ...(await answerSuccess(tools, question, answer, asking)),
    upstreamStatus,
    retries,
    seen,
  }
}

function watchOutcome(
  { witness }: ForwardTools,
  { target }: UpstreamQuestion,
  answer: UpstreamAnswer,
  owner: string,
): { answer: UpstreamAnswer; seen: Promise<SeenAnswer> } {
  const ray = toRelayedHeaders(answer.response)[headerNames.cfRay]
  const { signal } = answer.deadline
  const { response, seen } = witness.watch(answer.response, { target, signal, ray, owner })
  return { answer: { ...answer, response }, seen }
}

async function answerSuccess(
  tools: ForwardTools,
  question: UpstreamQuestion,
  answer: UpstreamAnswer,
  { takesGzip }: Asking,
): Promise<Pick<Answer, 'response' | 'ended'>> {
  const { passedFields } = question.route.endpoint
  const relayed = relaySuccess(
    question,
    answer,
    takesGzip && passedFields === undefined,
    tools.config.deadlines,
  )
  if (passedFields) {
    const whole = await toWhole(relayed)
    return { ...whole, response: reduceItems(whole.response, passedFields) }
  }
  return tools.sendsWholeBodies ? toWhole(relayed) : relayed
}

/** Reads the body to its end, so that one that breaks off becomes an error instead of a part that looks whole. */
async function toWhole({
  response,
  ended,
}: Pick<Answer, 'response' | 'ended'>): Promise<Pick<Answer, 'response' | 'ended'>> {
  if (!(response.body instanceof ReadableStream)) return { response, ended }
  try {
    const body = await readBody(response.body, maxWholeBytes)
    if (!body) return { response: createErrorResponse('upstream-too-large'), ended }
    const headers = { ...response.headers, 'content-length': String(body.byteLength) }
    return { response: { ...response, headers, body }, ended }
  } catch {
    return { response: createErrorResponse('upstream-truncated'), ended }
  }
}

function relaySuccess(
  question: UpstreamQuestion,
  answer: UpstreamAnswer,
  takesGzip: boolean,
  { idleMs }: Deadlines,
): Pick<Answer, 'response' | 'ended'> {
  const { response, deadline } = answer
  const judged = judgeSuccess(question, response)
  if ('problem' in judged) {
    return { response: discardAnswer(answer, judged.problem), ended: undefined }
  }
  const headers = toRelayedHeaders(response)
  headers['content-type'] = judged.type
  const { wireCoding } = response
  const keepsWireBytes = wireCoding === 'identity' || (wireCoding === 'gzip' && takesGzip)
  const stream = keepsWireBytes ? response.body : decodeBody(response)
  if (keepsWireBytes) Object.assign(headers, describeWireBytes(response))
  if (!stream) {
    deadline.end()
    return { response: { status: 200, headers, body: null }, ended: undefined }
  }
  const { body, ended } = relayBody(stream, deadline, idleMs)
  return { response: { status: 200, headers, body }, ended }
}

/** The headers of a body that is passed on as it came. */
function describeWireBytes({ wireCoding, header }: UpstreamResponse): Record<string, string> {
  const length = header('content-length')
  return {
    ...(wireCoding === 'gzip' && { 'content-encoding': 'gzip' }),
    ...(length !== undefined && /^\d{1,12}$/.test(length) && { 'content-length': length }),
  }
}
