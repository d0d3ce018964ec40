/**
 * Ready-made faults for `faults.next` and `faults.when`: delays, errors, and broken answers with status 200.
 */
import { toFailureEnvelope } from '../../cloudflare/envelope.ts'
import type { FaultResponder } from './faults.ts'

/** Answers late, by default with the true answer. An aborted request ends the wait. */
export function delay(durationMs: number, then: FaultResponder = answerTruly): FaultResponder {
  return async (request, trueAnswer) => {
    await wait(durationMs, request.signal)
    return then(request, trueAnswer)
  }
}

/** Never answers; only aborting the request ends it. */
export const neverAnswer: FaultResponder = (request) =>
  new Promise((_, reject) => onAbort(request.signal, reject))

/** Breaks the connection off before an answer. */
export const reset: FaultResponder = () => 'reset'

/** Answers with an error in an envelope; without a code, as audit log v2 does. */
export function failWith(
  status: number,
  code?: number,
  message = 'Internal error',
): FaultResponder {
  return () => toJson(status, toFailureEnvelope([{ ...(code !== undefined && { code }), message }]))
}

/** Of every `period` requests, the first `length` fail with 500, 502 and 503 in turn. */
export function failInBursts(length: number, period: number): FaultResponder {
  let count = 0
  return (request, trueAnswer) => {
    const position = count++ % period
    if (position >= length) return trueAnswer()
    return failWith([500, 502, 503][position % 3] ?? 500)(request, trueAnswer)
  }
}

/** Answers 429; without seconds there is no `retry-after`. */
export function limitRate(retryAfterSeconds?: number): FaultResponder {
  return () => {
    const answer = toJson(429, toFailureEnvelope([{ code: 10_429, message: 'Rate limited' }]))
    if (retryAfterSeconds !== undefined) {
      answer.headers.set('retry-after', String(retryAfterSeconds))
    }
    return answer
  }
}

/** Answers with a page of HTML, as Cloudflare's edge does when it cannot reach the API. */
export function answerHtml(status: number): FaultResponder {
  return () =>
    new Response(`<!DOCTYPE html><html><body><h1>Error ${status}</h1></body></html>\n`, {
      status,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    })
}

/** Truncates the true body to this share of its bytes; the status stays 200. */
export function truncateBody(share = 0.5): FaultResponder {
  return alterBytes((bytes) => bytes.slice(0, Math.floor(bytes.length * share)))
}

/** Sends this share of the true body and then breaks the connection off. */
export function breakBody(share = 0.5): FaultResponder {
  return async (_, trueAnswer) => {
    const answer = await trueAnswer()
    const bytes = new Uint8Array(await answer.arrayBuffer())
    let isSent = false
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isSent) controller.error(new TypeError('terminated'))
        else controller.enqueue(bytes.slice(0, Math.floor(bytes.length * share)))
        isSent = true
      },
    })
    return new Response(body, { status: answer.status, headers: answer.headers })
  }
}

/** Sends this share of the true body and then nothing more, until the request is aborted. */
export function stallBody(share = 0.5): FaultResponder {
  return async (request, trueAnswer) => {
    const answer = await trueAnswer()
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, Math.floor(bytes.length * share)))
        onAbort(request.signal, (reason) => controller.error(reason))
      },
    })
    return new Response(body, { status: answer.status, headers: answer.headers })
  }
}

/** Sends text that is not JSON, with status 200. */
export const malformedBody: FaultResponder = alterBytes(() =>
  new TextEncoder().encode('{"success":true,"result":[{"id":}'),
)

/** Inserts a byte into the true body that cannot occur in UTF-8. */
export const invalidUtf8: FaultResponder = alterBytes((bytes) => {
  const at = Math.floor(bytes.length / 2)
  return new Uint8Array([...bytes.slice(0, at), 0xff, ...bytes.slice(at)])
})

const answerTruly: FaultResponder = (_, trueAnswer) => trueAnswer()

function alterBytes(alter: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>): FaultResponder {
  return async (_, trueAnswer) => {
    const answer = await trueAnswer()
    const bytes = alter(new Uint8Array(await answer.arrayBuffer()))
    return new Response(bytes, { status: answer.status, headers: answer.headers })
  }
}

function toJson(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })
}

function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, durationMs)
    onAbort(signal, (reason) => {
      clearTimeout(timer)
      reject(reason)
    })
  })
}

function onAbort(signal: AbortSignal, tell: (reason: unknown) => void): void {
  if (signal.aborted) tell(signal.reason)
  else signal.addEventListener('abort', () => tell(signal.reason), { once: true })
}
