/**
 * Sends one request upstream: within the quota, through the circuit breaker, retried after a temporary
 * failure, and only while the client is connected. Each request is built from constants, checked ids and
 * validated parameters; the credential is added last.
 */

import { headerNames } from '../../contract/headers.ts'
import type { Lane } from '../../contract/lane.ts'
import type { OwnErrorName } from '../../contract/own-errors.ts'
import type { Config } from '../config/config.ts'
import { toCredentialHeaders } from '../config/credential.ts'
import type { AbortSignalLike } from '../http/abort-source.ts'
import { cancelBody } from '../http/bodies.ts'
import { createErrorResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import { assertUpstreamTarget, type Route } from '../routes/route-table.ts'
import type { Circuit, Pass } from './circuit.ts'
import { toConnectionFailure } from './connection-failure.ts'
import { createDeadline, type Deadline, type Sleep, untilAborted } from './deadline.ts'
import type { Quota } from './quota.ts'
import { parseRetryAfter, readLimits } from './read-limits.ts'
import { isPassing, type RetryPolicy } from './retry-policy.ts'
import type { Upstream, UpstreamRequest, UpstreamResponse } from './seam.ts'

/** A validated request to the API. */
export type UpstreamQuestion = {
  route: Route
  /** Path and query at the API's origin, from `toUpstreamTarget`. */
  target: string
  exportsCsv: boolean
}

/** A response with the deadline under which its body has to be read. */
export type UpstreamAnswer = {
  response: UpstreamResponse
  deadline: Deadline
  /** Milliseconds of the cool-off after a 429; else 0. */
  coolOffMs: number
}

/** A failed request, and when a retry makes sense, if known. */
export type UpstreamFailure = { failure: OwnErrorName; retryAfterMs?: number }

/** A response or a failure. */
export type UpstreamOutcome = UpstreamAnswer | UpstreamFailure

/** Dependencies of `callUpstream`. */
export type UpstreamTools = {
  config: Pick<Config, 'credential' | 'deadlines'> & { version: string }
  upstream: Upstream
  quota: Quota
  circuit: Circuit
  retries: RetryPolicy
  sleep: Sleep
  now: () => number
}

/** The caller on whose behalf a request is made. */
export type Asker = {
  /** The key of the principal, for sharing the quota. */
  name: string
  lane: Lane
  /** Called before each retry. */
  onRetry: () => void
}

/** How long a request waits here for the quota before it is refused. */
const patienceMs: Readonly<Record<Lane, number>> = { interactive: 5_000, bulk: 20_000 }

/** Calls upstream within the deadlines, while the client is connected. */
export function callUpstream(
  tools: UpstreamTools,
  question: UpstreamQuestion,
  asker: Asker,
  client: AbortSignalLike,
): Promise<UpstreamOutcome> {
  const deadline = createDeadline(tools.config.deadlines, client)
  return callWithin(tools, question, asker, deadline)
}

/** Calls upstream under an existing deadline, which is released on failure. */
export async function callWithin(
  tools: UpstreamTools,
  question: UpstreamQuestion,
  asker: Asker,
  deadline: Deadline,
): Promise<UpstreamOutcome> {
  const { circuit, retries } = tools
  const pass = circuit.enter()
  if (pass.waitMs !== undefined) {
    return fail(deadline, { failure: 'circuit-open', retryAfterMs: pass.waitMs })
  }
  retries.begin()
  try {
    for (let attempt = 0; ; attempt++) {
      const refusal = await waitForQuota(tools, asker, deadline)
      if (refusal) {
        pass.release()
        return fail(deadline, refusal)
      }
      const outcome = await callOnce(tools, question, deadline)
      const pauseMs = findPause(tools, outcome, deadline, attempt)
      if (pauseMs === undefined) {
        reportToCircuit(pass, outcome)
        return 'failure' in outcome ? fail(deadline, outcome) : outcome
      }
      if ('response' in outcome) cancelBody(outcome.response.body)
      asker.onRetry()
      deadline.pause()
      await tools.sleep(pauseMs, deadline.signal)
    }
  } catch {
    const failure = toFailure(deadline)
    reportToCircuit(pass, { failure })
    return fail(deadline, { failure })
  }
}

/** Cancels an unusable response and answers with an own error. */
export function discardAnswer(
  { response, deadline }: Pick<UpstreamAnswer, 'response' | 'deadline'>,
  why: OwnErrorName,
): ProxyResponse {
  deadline.end()
  cancelBody(response.body)
  return createErrorResponse(why)
}

/** A failed request as a response. */
export function createFailureResponse({ failure, retryAfterMs }: UpstreamFailure): ProxyResponse {
  if (retryAfterMs === undefined) return createErrorResponse(failure)
  return createErrorResponse(failure, { headers: toRetryAfter(retryAfterMs) })
}

/** `Retry-After` in whole seconds, at least one. */
export function toRetryAfter(waitMs: number): Record<string, string> {
  return { [headerNames.retryAfter]: String(Math.max(1, Math.ceil(waitMs / 1_000))) }
}

/** The own error of an interrupted call. The thrown value may name hosts and is not passed on. */
export function toFailure(deadline: Deadline, thrown?: unknown): OwnErrorName {
  const reason = deadline.reason()
  if (reason === 'client') return 'client-gone'
  return reason === 'deadline' ? 'deadline-exceeded' : `upstream-${toConnectionFailure(thrown)}`
}

function fail(deadline: Deadline, failure: UpstreamFailure): UpstreamFailure {
  deadline.end()
  return failure
}

/** Waits for a permission; `undefined` once granted. A failure here is not counted as upstream's. */
async function waitForQuota(
  { quota, sleep }: UpstreamTools,
  asker: Asker,
  deadline: Deadline,
): Promise<UpstreamFailure | undefined> {
  let leftMs = patienceMs[asker.lane]
  let refusal: UpstreamFailure = { failure: 'deadline-exceeded' }
  deadline.pause()
  while (!deadline.signal.aborted) {
    const asked = quota.take(asker.lane, asker.name)
    const answer =
      asked instanceof Promise
        ? await untilAborted(asked, deadline.signal).catch(() => undefined)
        : asked
    if (deadline.signal.aborted) break
    // A failure of the quota itself is the proxy's, not Cloudflare's.
    if (answer === undefined) return { failure: 'internal' }
    if (answer.granted) return undefined
    const { waitMs, isCoolOff } = answer
    refusal = { failure: isCoolOff ? 'rate-limited' : 'quota-exhausted', retryAfterMs: waitMs }
    if (waitMs > leftMs) return refusal
    leftMs -= waitMs
    await sleep(waitMs, deadline.signal).catch(() => undefined)
  }
  return deadline.reason() === 'client' ? { failure: 'client-gone' } : refusal
}

async function callOnce(
  { config, upstream, quota, now }: UpstreamTools,
  question: UpstreamQuestion,
  deadline: Deadline,
): Promise<UpstreamOutcome> {
  deadline.await(config.deadlines.headersMs)
  const request = createUpstreamRequest(question, config, deadline.signal)
  let response: UpstreamResponse
  try {
    response = await untilAborted(upstream(request), deadline.signal)
  } catch (error) {
    return { failure: toFailure(deadline, error) }
  }
  const told = quota.report(readLimits(response, now()))
  // A failing quota must not lose the response.
  const coolOffMs = told instanceof Promise ? await told.catch(() => 0) : told
  return { response, deadline, coolOffMs }
}

function findPause(
  { retries, now }: UpstreamTools,
  outcome: UpstreamOutcome,
  deadline: Deadline,
  attempt: number,
): number | undefined {
  if (deadline.signal.aborted) return undefined
  if ('failure' in outcome) return retries.next(attempt)
  const { status, header } = outcome.response
  if (!isPassing(status)) return undefined
  return retries.next(attempt, parseRetryAfter(header('retry-after'), now()))
}

function reportToCircuit(pass: Pass, outcome: UpstreamOutcome): void {
  if ('response' in outcome) pass.record(outcome.response.status >= 500)
  else if (outcome.failure === 'client-gone') pass.release()
  else pass.record(true)
}

/** Checks the target and adds the headers, the credential among them. Throws on a wrong target. */
export function createUpstreamRequest(
  { route, target, exportsCsv }: UpstreamQuestion,
  { credential, version }: Pick<UpstreamTools['config'], 'credential' | 'version'>,
  signal: AbortSignalLike,
): UpstreamRequest {
  assertUpstreamTarget(target, route)
  const headers = toCredentialHeaders(credential)
  headers.accept = exportsCsv ? 'text/csv, application/json' : 'application/json'
  headers['user-agent'] = `gumshoe/${version}`
  return { target, headers, signal }
}
