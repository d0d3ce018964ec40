/**
 * One call upstream. The request is made from nothing: constants, checked ids, validated parameters,
 * and the credential as the last thing before it goes.
 */
import type { Config } from './config.ts'
import { toCredentialHeaders } from './credential.ts'
import type { DataRequest } from './data-request.ts'
import { createDeadline, type Deadline, type Sleep, untilAborted } from './deadline.ts'
import { createErrorResponse, type OwnError } from './error-response.ts'
import type { Quota } from './quota.ts'
import { assertUpstreamRequest, toUpstreamUrl } from './route-table.ts'

/** Where requests are sent: the real API, or the emulator. */
export type Upstream = (request: Request) => Promise<Response>

/** A response with the deadline under which its body has to be read. */
export type UpstreamAnswer = { response: Response; deadline: Deadline }

/** What came of a call. */
export type UpstreamOutcome = UpstreamAnswer | { failure: OwnError }

/** What a call needs besides the question. */
export type UpstreamTools = {
  config: Pick<Config, 'credential' | 'deadlines'> & { version: string }
  upstream: Upstream
  quota: Quota
  sleep: Sleep
}

/** Calls upstream once, within the deadlines, for as long as the client is there. */
export async function callUpstream(
  tools: UpstreamTools,
  question: DataRequest,
  client: AbortSignal,
): Promise<UpstreamOutcome> {
  return callWithin(tools, question, createDeadline(tools.config.deadlines, tools.sleep, client))
}

/** Calls upstream once as part of a longer reading, whose deadline ends with a failure. */
export async function callWithin(
  { config, upstream, quota }: UpstreamTools,
  question: DataRequest,
  deadline: Deadline,
): Promise<UpstreamOutcome> {
  const request = createUpstreamRequest(question, config, deadline.signal)
  try {
    await untilAborted(quota.take('interactive'), deadline.signal)
    const response = await untilAborted(upstream(request), deadline.signal)
    return { response, deadline }
  } catch {
    deadline.end()
    return { failure: toFailure(deadline) }
  }
}

/** Lets go of an answer that is not worth reading, and says why. */
export function discardAnswer({ response, deadline }: UpstreamAnswer, why: OwnError): Response {
  deadline.end()
  response.body?.cancel().catch(() => undefined)
  return createErrorResponse(why)
}

/** Which own error an interrupted call is. What was thrown may name hosts and files, and stays here. */
export function toFailure(deadline: Deadline): OwnError {
  const reason = deadline.reason()
  if (reason === 'client') return 'client-gone'
  return reason === 'deadline' ? 'deadline-exceeded' : 'upstream-unreachable'
}

function createUpstreamRequest(
  { match, pairs, exportsCsv }: DataRequest,
  { credential, version }: UpstreamTools['config'],
  signal: AbortSignal,
): Request {
  const request = new Request(toUpstreamUrl(match, pairs), {
    method: 'GET',
    // A redirect followed would carry the credential to wherever it points.
    redirect: 'manual',
    headers: {
      accept: exportsCsv ? 'text/csv, application/json' : 'application/json',
      'user-agent': `gumshoe/${version}`,
    },
    signal,
  })
  assertUpstreamRequest(request, match.route)
  for (const [name, value] of Object.entries(toCredentialHeaders(credential))) {
    request.headers.set(name, value)
  }
  return request
}
