/**
 * `POST /gumshoe/timestamp` with `{"sha256":"…"}`: has a timestamp authority (RFC 3161) confirm that this digest existed
 * now. The authority learns the digest and nothing else: not who asks, and not what the digest is of.
 */
import { headerNames } from '../../contract/headers.ts'
import { timestampPath } from '../../contract/paths.ts'
import type { TimestampAnswer } from '../../contract/witness.ts'
import { formatBase64 } from '../../evidence/encoding/base64.ts'
import { parseDigest } from '../../evidence/encoding/hex.ts'
import { toPrincipalKey } from '../access/principal.ts'
import type { Deadlines } from '../config/config.ts'
import type { GuardedAnswer } from '../guard/endpoints.ts'
import { createRateLimit } from '../guard/rate-limit.ts'
import { cancelBody, readBody } from '../http/bodies.ts'
import { createErrorResponse, createJsonResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { ProxyRequest } from '../http/request-context.ts'
import { toConnectionFailure } from '../upstream/connection-failure.ts'
import { createDeadline, type Deadline, untilAborted } from '../upstream/deadline.ts'
import type { AskAuthority, AuthorityAnswer } from './ask-authority.ts'
import { findAnswerProblem } from './find-answer-problem.ts'
import {
  createNonce,
  formatTimestampQuery,
  type TimestampQuestion,
} from './format-timestamp-query.ts'

/** Dependencies of the endpoint. */
export type TimestampTools = {
  config: { deadlines: Deadlines }
  /** Absent where the server asks no authority. */
  askAuthority?: AskAuthority | undefined
}

/** Authorities are services of others, and answer a page of the app within a second. */
const timestampLimits = {
  /** Timestamps in a minute, on Workers for each instance. */
  rate: { maxPerKey: 20, maxTotal: 60 },
  /** Until the body of the request has come, and then until the answer begins. */
  stepMs: 10_000,
  totalMs: 20_000,
  requestBytes: 256,
  /** A token with a chain of certificates has less than 10 KB. */
  answerBytes: 65_536,
} as const

/** Creates the handler. */
export function answerTimestamp({ config, askAuthority }: TimestampTools): GuardedAnswer {
  const { stepMs, totalMs, rate } = timestampLimits
  const countRequest = createRateLimit(() => performance.now(), rate)
  const deadlines = {
    headersMs: Math.min(stepMs, config.deadlines.headersMs),
    totalMs: Math.min(totalMs, config.deadlines.totalMs),
  }
  return async function timestamp(request, record, principal) {
    record.route = timestampPath
    if (!askAuthority) return createErrorResponse('timestamps-off')
    const waitMs = countRequest(toPrincipalKey(principal))
    if (waitMs > 0) {
      const headers = { [headerNames.retryAfter]: String(Math.ceil(waitMs / 1_000)) }
      return createErrorResponse('timestamps-limited', { headers })
    }
    const deadline = createDeadline({ ...config.deadlines, ...deadlines }, request.client)
    try {
      const sha256 = await readDigest(request, deadline)
      if (!sha256) return createErrorResponse('bad-body', { messages: [bodyRule] })
      deadline.await(deadlines.headersMs)
      const response = await askOnce(askAuthority, { sha256, nonce: createNonce() }, deadline)
      record.upstreamStatus = response.upstreamStatus
      return response.answer
    } finally {
      deadline.end()
    }
  }
}

const bodyRule = `The body has to be {"sha256":"…"} with the 64 lower-case hexadecimal digits of a SHA-256 digest, in at most ${timestampLimits.requestBytes} bytes.`

/** The digest in the body of a request; `undefined` when the body is anything else, or does not come in time. */
async function readDigest(
  request: ProxyRequest,
  { signal }: Deadline,
): Promise<Uint8Array | undefined> {
  const { requestBytes } = timestampLimits
  if (Number(request.headers.get('content-length') ?? 0) > requestBytes) return undefined
  try {
    const bytes = await untilAborted(readBody(request.openBody(), requestBytes), signal)
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof body !== 'object' || body === null || Object.keys(body).join() !== 'sha256') return
    const [digest] = Object.values(body)
    return typeof digest === 'string' ? parseDigest(digest) : undefined
  } catch {
    return undefined
  }
}

type Asked = { answer: ProxyResponse; upstreamStatus?: number }

/** Asks once. A retry is left to the page, which tells its user. */
async function askOnce(
  askAuthority: AskAuthority,
  question: TimestampQuestion,
  deadline: Deadline,
): Promise<Asked> {
  const { signal } = deadline
  let response: AuthorityAnswer | undefined
  try {
    response = await untilAborted(askAuthority(formatTimestampQuery(question), signal), signal)
    const { status, contentType, body } = response
    if (status !== 200) {
      cancelBody(body)
      return { answer: refuseStatus(status), upstreamStatus: status }
    }
    const bytes = await untilAborted(readBody(body, timestampLimits.answerBytes), signal)
    return { answer: toAnswer(bytes, question, contentType), upstreamStatus: status }
  } catch (error) {
    cancelBody(response?.body?.locked ? null : (response?.body ?? null))
    return { answer: refuseFailure(deadline, response, error) }
  }
}

function toAnswer(
  bytes: Uint8Array | undefined,
  question: TimestampQuestion,
  contentType = 'none',
): ProxyResponse {
  if (!bytes) return refuseWrong(`is longer than ${timestampLimits.answerBytes} bytes`)
  const problem = findAnswerProblem(bytes, question)
  if (problem) {
    const isOther = contentType.trim().toLowerCase() !== 'application/timestamp-reply'
    const type = /^[\w.+/-]{1,60}/.exec(contentType)?.[0] ?? 'unknown'
    const messages = [problem.message, ...(isOther ? [`Its content type is ${type}.`] : [])]
    return createErrorResponse(problem.error, { messages })
  }
  const answer: TimestampAnswer = { token: formatBase64(bytes) }
  return createJsonResponse(JSON.stringify(answer))
}

function refuseStatus(status: number): ProxyResponse {
  const isRedirect = status >= 300 && status < 400
  return refuseWrong(
    isRedirect
      ? `is a redirect (HTTP ${status}), which is not followed`
      : `has the HTTP status ${status}`,
  )
}

function refuseWrong(what: string): ProxyResponse {
  const message = `The answer of the timestamp authority (TSA_URL) ${what}, so it was not passed on. Check the address.`
  return createErrorResponse('timestamp-wrong', { messages: [message] })
}

const failureWords = {
  'name-unknown': 'its name cannot be resolved. Check the address.',
  untrusted:
    'its certificate is not trusted. Check the address; NODE_EXTRA_CA_CERTS can add an authority on Node.',
  unreachable: 'the connection failed or broke off. Retry, or check the address and the network.',
  late: 'it did not answer in time. Retry.',
} as const

function refuseFailure(
  deadline: Deadline,
  response: AuthorityAnswer | undefined,
  error: unknown,
): ProxyResponse {
  const reason = deadline.reason()
  if (reason === 'client') return createErrorResponse('client-gone')
  const cause =
    reason === 'deadline' ? 'late' : response ? 'unreachable' : toConnectionFailure(error)
  const message = `There is no timestamp of the authority in TSA_URL: ${failureWords[cause]}`
  return createErrorResponse('timestamp-unreachable', { messages: [message] })
}
