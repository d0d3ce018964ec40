/**
 * Answers the lists of scopes, such as accounts and zones, when allow-lists apply: reads the whole list, filters it,
 * and pages the result. Filtering page by page could give an empty page although others follow.
 */

import { type IdScopeKind, idScopes } from '../../catalog/scopes.ts'
import type { AbortSignalLike } from '../http/abort-source.ts'
import { decodeBody, readBody } from '../http/bodies.ts'
import { createErrorResponse, createJsonResponse } from '../http/error-response.ts'
import type { ProxyResponse } from '../http/proxy-response.ts'
import type { RequestRecord } from '../http/request-context.ts'
import type { DataRequest } from '../routes/data-request.ts'
import { toUpstreamTarget } from '../routes/route-table.ts'
import type { ScopeLimits } from '../routes/scope-limits.ts'
import {
  findScopeListPage,
  formatScopeListPage,
  type ScopeListPage,
} from '../routes/scope-list-page.ts'
import {
  type Asker,
  callWithin,
  createFailureResponse,
  discardAnswer,
  toFailure,
  type UpstreamTools,
} from '../upstream/call-upstream.ts'
import { createDeadline, type Deadline, untilAborted } from '../upstream/deadline.ts'
import { judgeSuccess } from './judge-success.ts'
import { relayFailure } from './relay-failure.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import type { Scrub } from './scrub.ts'

/** The maximum number of upstream pages per response, and their size. */
const maxPages = 40
const upstreamPageSize = 50

/** The maximum size of an upstream page. */
const maxPageBytes = 4 * 1_048_576

/** Dependencies; `record` gets the status of the last upstream response. */
export type LimitedListTools = UpstreamTools & {
  /** The limits of the caller. */
  limits: ScopeLimits
  scrub: Scrub
  record: RequestRecord
  asker: Asker
}

/** A request for a list of scopes that has to be filtered. */
type ListQuestion = DataRequest & { limitedList: IdScopeKind }

/** Reads all pages within the deadlines of one request, and answers with the requested page. */
export async function answerLimitedList(
  tools: LimitedListTools,
  question: ListQuestion,
  client: AbortSignalLike,
): Promise<ProxyResponse> {
  const deadline = createDeadline(tools.config.deadlines, client)
  try {
    const read = await readAllPages(tools, question, deadline)
    if ('refusal' in read) return read.refusal
    const find = (name: string) => question.pairs.find(([key]) => key === name)?.[1]
    const paging = { page: Number(find('page') ?? 1), perPage: Number(find('per_page') ?? 20) }
    const text = formatScopeListPage(read.items, paging)
    if (text === undefined) return createErrorResponse('upstream-unusable')
    return createJsonResponse(text, 200, read.headers)
  } finally {
    deadline.end()
  }
}

async function readAllPages(
  tools: LimitedListTools,
  question: ListQuestion,
  deadline: Deadline,
): Promise<{ items: unknown[]; headers: Record<string, string> } | { refusal: ProxyResponse }> {
  const seen = new Set<string>()
  const allowed = new Map<string, unknown>()
  let headers = {}
  for (let pageNumber = 1; pageNumber <= maxPages; pageNumber++) {
    // One client request may cost many upstream requests; all but the first use the bulk lane.
    const asker = pageNumber === 1 ? tools.asker : { ...tools.asker, lane: 'bulk' as const }
    const read = await readPage(tools, toPageQuestion(question, pageNumber), asker, deadline)
    if ('refusal' in read) return read
    headers = read.headers
    const known = seen.size
    for (const id of read.page.ids) seen.add(id)
    for (const [id, item] of read.page.allowed) allowed.set(id, item)
    // With an account-owned token `/accounts` ignores the page number and repeats its first page.
    const isLast = pageNumber >= (read.page.totalPages ?? maxPages) || seen.size === known
    if (isLast) break
  }
  return { items: [...allowed.values()], headers }
}

async function readPage(
  tools: LimitedListTools,
  question: ListQuestion,
  asker: Asker,
  deadline: Deadline,
): Promise<{ page: ScopeListPage; headers: Record<string, string> } | { refusal: ProxyResponse }> {
  deadline.await(tools.config.deadlines.headersMs)
  const { match, pairs, exportsCsv } = question
  const target = toUpstreamTarget(match, pairs)
  const asked = { route: match.route, target, exportsCsv }
  const outcome = await callWithin(tools, asked, asker, deadline)
  if ('failure' in outcome) return { refusal: createFailureResponse(outcome) }
  const { response } = outcome
  tools.record.upstreamStatus = response.status
  if (response.status !== 200) return { refusal: await relayFailure(outcome, tools.scrub) }
  const judged = judgeSuccess(question, response)
  if ('problem' in judged) return { refusal: discardAnswer(outcome, judged.problem) }
  try {
    const bytes = await untilAborted(readBody(decodeBody(response), maxPageBytes), deadline.signal)
    const page = bytes && findScopeListPage(question.limitedList, bytes, tools.limits)
    if (!page) return { refusal: createErrorResponse('upstream-unusable') }
    return { page, headers: toRelayedHeaders(response) }
  } catch {
    return { refusal: createErrorResponse(toFailure(deadline)) }
  }
}

/** The request for one upstream page; of the client's parameters it keeps only the parent scope. */
function toPageQuestion(question: ListQuestion, pageNumber: number): ListQuestion {
  const { within } = idScopes[question.limitedList].list
  const filters = question.pairs.filter(([key]) => key === within?.parameter)
  const paging = [
    ['page', String(pageNumber)],
    ['per_page', String(upstreamPageSize)],
  ] as const
  return { ...question, pairs: [...filters, ...paging] }
}
