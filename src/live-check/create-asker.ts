/**
 * Sends the requests of the live check to the proxy: one after the other, at most as many as allowed, and none after
 * a limit of requests was reached. The texts of answers never leave this file, only their form.
 */
import type { ApiMessage } from '../cloudflare/api-error.ts'
import { envelopeErrors, findEnvelope } from '../cloudflare/envelope.ts'
import { type Page, type PageProblem, parsePage } from '../cloudflare/page.ts'
import { findOwnError, type OwnErrorName, ownErrors } from '../contract/own-errors.ts'
import { formatQueryString, type Pair } from '../query/query-string.ts'
import { type Refusal, Unanswered } from './unanswered.ts'

/** A valid page, or a refusal. */
export type Reply = { page: Page; refusal?: never } | { page?: never; refusal: Refusal }

/** Sends a GET request to the proxy: a path below its origin, with its query. */
export type FetchProxy = (pathAndQuery: string) => Promise<Response>

/** Asks the API through the proxy. */
export type Asker = {
  /** Rejects with `Unanswered` when the request may not be sent, or its answer is neither a page nor a refusal. */
  ask: (path: string, pairs: readonly Pair[]) => Promise<Reply>
  /** Keeps the last requests for later questions; 0 releases them. */
  reserve: (requests: number) => void
  /** How many requests were sent, and why no others are, if a limit was reached. */
  state: () => { sent: number; stopped: string | undefined }
}

/** Creates an asker. `maxRequests`: how many requests it sends in total. */
export function createAsker(fetchProxy: FetchProxy, maxRequests: number): Asker {
  let sent = 0
  let allowed = maxRequests
  let stopped: string | undefined

  async function ask(path: string, pairs: readonly Pair[]): Promise<Reply> {
    if (stopped !== undefined) throw new Unanswered(stopped)
    if (sent >= allowed) {
      throw new Unanswered(
        `the check sends at most ${maxRequests} requests, and they were used up (--requests=N allows more).`,
      )
    }
    sent++
    const query = pairs.length > 0 ? `?${formatQueryString(pairs)}` : ''
    const response = await fetchProxy(`/client/v4${path}${query}`).catch(() => undefined)
    if (!response) throw new Unanswered('the proxy did not answer.')
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (response.ok) return { page: toPage(bytes) }
    const errors = readErrors(bytes)
    const own = errors && findOwnError(errors)
    if (response.status === 429) {
      stopped = own && own !== 'rate-limited' ? quotaReasons.own : quotaReasons.api
      throw new Unanswered(stopped)
    }
    if (!errors || own) throw new Unanswered(toFailureWords(own, response.status))
    return { refusal: toRefusal(response.status, errors) }
  }

  return {
    ask,
    reserve: (requests) => {
      allowed = maxRequests - requests
    },
    state: () => ({ sent, stopped }),
  }
}

const quotaReasons = {
  own: 'the proxy’s own share of the limit of requests was used up (QUOTA_PER_5_MIN). Run the check again in five minutes.',
  api: 'Cloudflare limits the number of requests at the moment. Run the check again in five minutes.',
} as const

function toPage(bytes: Uint8Array): Page {
  const { page, problem } = parsePage(bytes)
  if (page) return page
  throw new Unanswered(`the answer is no valid page: ${pageProblems[problem.kind]}.`)
}

const pageProblems: Readonly<Record<PageProblem['kind'], string>> = {
  'not-utf-8': 'its bytes are not UTF-8',
  'not-json': 'it is not JSON',
  'not-an-envelope': 'it has no envelope',
  'not-successful': 'its status is 200, but “success” is false',
  'result-not-a-list': '“result” is no list',
  'count-differs': '“count” is not the number of entries',
}

function readErrors(bytes: Uint8Array): readonly ApiMessage[] | undefined {
  try {
    const envelope = findEnvelope(JSON.parse(new TextDecoder().decode(bytes)))
    return envelope && envelopeErrors(envelope)
  } catch {
    return undefined
  }
}

function toRefusal(status: number, errors: readonly ApiMessage[]): Refusal {
  const url = errors[0]?.documentation_url
  return {
    status,
    codes: errors.flatMap(({ code }) => (code === undefined ? [] : [code])),
    documentationUrl: typeof url === 'string' ? url : undefined,
  }
}

function toFailureWords(own: OwnErrorName | undefined, status: number): string {
  if (own === undefined) return `the answer had the status ${status} and no envelope.`
  if (own === 'bad-parameter') return 'the proxy refuses this request, as it is not documented.'
  return `the proxy answered with its own error ${ownErrors[own].code} (${own}).`
}
