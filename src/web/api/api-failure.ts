/**
 * The closed family of failures between this page and the API, and their wording: what happened, whose
 * fault it is, and what to do next.
 */
import {
  type ApiMessage,
  findDocumentationUrl,
  knownErrorCodes,
} from '../../cloudflare/api-error.ts'
import { envelopeErrors, findEnvelope } from '../../cloudflare/envelope.ts'
import type { PageProblem } from '../../cloudflare/page.ts'
import { headerNames } from '../../contract/headers.ts'
import { findOwnRefusal } from './own-refusals.ts'

/** One failure, as data. */
export type FailureDetail =
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  | {
      kind: 'refused'
      status: number
      errors: readonly ApiMessage[]
      retryAfterS: number | undefined
      requestId: string | undefined
    }
  | { kind: 'not-a-page'; problem: PageProblem }
  | { kind: 'repeated-cursor' }
  | { kind: 'unproven-end'; reason: string }
  | { kind: 'internal'; message: string }

/** The error that `fetchApi` and the search reject with. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure'
  readonly detail: FailureDetail

  constructor(detail: FailureDetail) {
    super(detail.kind)
    this.detail = detail
  }
}

/** A failure in words: a headline, an explanation, and the code to quote. */
export type FailureWords = {
  title: string
  explanation: string
  quote: string | undefined
  /** The page of Cloudflare's documentation that says what a refused call needs. */
  documentationUrl?: string | undefined
}

/** Reads a non-2xx answer; a body that is no envelope leaves only the status. */
export function toApiFailure(response: Response, bytes: Uint8Array): ApiFailure {
  let errors: readonly ApiMessage[] = []
  try {
    const envelope = findEnvelope(JSON.parse(new TextDecoder().decode(bytes)))
    errors = envelope ? envelopeErrors(envelope) : []
  } catch {
    // Not JSON: only the status is known.
  }
  const retryAfter = Number(response.headers.get(headerNames.retryAfter) ?? Number.NaN)
  return new ApiFailure({
    kind: 'refused',
    status: response.status,
    errors,
    retryAfterS: Number.isFinite(retryAfter) ? retryAfter : undefined,
    requestId: response.headers.get(headerNames.requestId) ?? undefined,
  })
}

/** Converts any thrown value; one that is no `ApiFailure` is a fault of this page. */
export function toFailureDetail(error: unknown): FailureDetail {
  if (error instanceof ApiFailure) return error.detail
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) }
}

/** Puts a failure into words. */
export function toFailureWords(detail: FailureDetail): FailureWords {
  switch (detail.kind) {
    case 'offline':
      return words('This computer is offline', 'Connect it to the network, then retry.')
    case 'unreachable':
      return words(
        'Cannot reach the Gumshoe server',
        'The connection failed. What was loaded is kept. Check that Gumshoe is running, then retry.',
      )
    case 'repeated-cursor':
      return words(
        'The API repeated a cursor',
        'Going on would load the same entries again. What was loaded is kept; narrow the time range.',
      )
    case 'unproven-end':
      return words(
        'The API did not show an end',
        `${detail.reason} What was loaded is kept; search again later.`,
      )
    case 'internal':
      return words(
        'Gumshoe itself made a mistake',
        'Reload the page. If it happens again, report it with the line below.',
        detail.message,
      )
    case 'not-a-page':
      return words('The answer was damaged and was not counted', toPageProblemWords(detail.problem))
    case 'refused':
      return toRefusalWords(detail)
    default:
      return detail satisfies never
  }
}

/** The same in one line, for entries that could not be counted. */
export function toNotCountedWords(error: unknown): string {
  const { title, quote } = toFailureWords(toFailureDetail(error))
  return `Not counted: ${quote ? `${title} (${quote})` : title}`
}

function words(title: string, explanation: string, quote?: string): FailureWords {
  return { title, explanation, quote }
}

const retryAdvice = 'Nothing of it was added. What was loaded before is kept; retry.'

function toPageProblemWords(problem: PageProblem): string {
  switch (problem.kind) {
    case 'not-utf-8':
      return `It is not UTF-8 text. ${retryAdvice}`
    case 'not-json':
      return `It is not whole JSON; it was probably cut off on its way. ${retryAdvice}`
    case 'not-an-envelope':
    case 'result-not-a-list':
      return `It does not have the shape of an audit log answer. ${retryAdvice}`
    case 'not-successful':
      return `It says that the request failed: ${toMessages(problem.errors) || 'without a reason'}. ${retryAdvice}`
    case 'count-differs':
      return `It claims ${problem.claimed} entries and holds ${problem.received}. ${retryAdvice}`
    default:
      return problem satisfies never
  }
}

const statusTitles: Readonly<Record<number, string>> = {
  400: 'The API refused the query',
  401: 'The credential was refused',
  403: 'No permission to read this log',
  404: 'Not found, or not allowed',
  414: 'The query is too long',
  421: 'This address is not one of Gumshoe’s',
  429: 'Rate-limited by Cloudflare',
  502: 'No usable answer from Cloudflare',
  503: 'Cloudflare is not available',
  504: 'Cloudflare did not answer in time',
}

function toRefusalWords(detail: Extract<FailureDetail, { kind: 'refused' }>): FailureWords {
  const { status, errors, retryAfterS } = detail
  const knownError = errors
    .map(({ code }) => code !== undefined && knownErrorCodes[code])
    .find(Boolean)
  const messages = toMessages(errors)
  const wait = retryAfterS === undefined ? '' : ` Wait ${retryAfterS} s before the next try.`
  const explanation = knownError
    ? `${knownError.meaning} ${knownError.remedy}`
    : messages || 'No reason was given. What was loaded is kept; retry.'
  const codes = errors.flatMap(({ code }) => code ?? [])
  const quote = [`HTTP ${status}`, ...codes.map((code) => `code ${code}`), detail.requestId]
  const title =
    findOwnRefusal(errors)?.title ??
    statusTitles[status] ??
    (status >= 500 ? 'Cloudflare failed' : 'The request was refused')
  return {
    ...words(title, `${explanation}${wait}`, quote.filter(Boolean).join(' · ')),
    documentationUrl: status === 403 ? errors.map(findDocumentationUrl).find(Boolean) : undefined,
  }
}

function toMessages(errors: readonly ApiMessage[]): string {
  return errors.flatMap(({ message }) => message || []).join(' ')
}
