/**
 * Answers the lists of scopes, such as accounts and zones, when allow-lists apply: reads the whole list, filters it,
 * and pages the result. Filtering page by page could give an empty page although others follow. The filtered list is
 * remembered for a minute, and requests at the same time share one reading of it.
 */

import { type IdScopeKind, idScopes } from '../../catalog/scopes.ts'
import type { Pair } from '../../query/query-string.ts'
import {
  findNextListPage,
  firstListPage,
  type ListPosition,
  toListPagePairs,
} from '../../query/request/list-pages.ts'
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
import { createListMemory, type ListMemory, toListKey } from './list-memory.ts'
import { relayFailure } from './relay-failure.ts'
import { toRelayedHeaders } from './relay-headers.ts'
import type { Scrub } from './scrub.ts'
import { askAlone, createSharedCalls, type SingleFlight } from './single-flight.ts'

/** The maximum number of upstream pages per response. */
const maxPages = 40

/** The maximum size of an upstream page. */
const maxPageBytes = 4 * 1_048_576

/** The lists that were read, and those that are being read. */
export type LimitedLists = { memory: ListMemory; fly: SingleFlight<ListRead> }

/** Dependencies; `record` gets the status of the last upstream response, if there was one. */
export type LimitedListTools = UpstreamTools & {
  lists: LimitedLists
  /** The limits of the caller. */
  limits: ScopeLimits
  scrub: Scrub
  record: RequestRecord
  asker: Omit<Asker, 'onRetry'>
}

/** The whole list or a refusal, with facts for the records of all who wait for it. */
type ListRead = (List | { refusal: ProxyResponse }) & { facts: UpstreamFacts }

/** The allowed items, and the relayed headers of the last upstream response. */
type List = { items: readonly unknown[]; headers: Record<string, string> }

type UpstreamFacts = Pick<RequestRecord, 'upstreamStatus' | 'retries'>

type ReadTools = Omit<LimitedListTools, 'record' | 'asker'> & { facts: UpstreamFacts; asker: Asker }

/** A request for a list of scopes that has to be filtered. */
type ListQuestion = DataRequest & { limitedList: IdScopeKind }

/** Creates an empty memory of lists. `keepsApart`: whether requests must not wait for each other. */
export function createLimitedLists(now: () => number, keepsApart: boolean): LimitedLists {
  const fly = keepsApart
    ? askAlone
    : createSharedCalls<ListRead>((read, count) => Array(count).fill(read))
  return { memory: createListMemory(now), fly }
}

/** Answers with the requested page of a list that is remembered, or read within the deadlines of one request. */
export async function answerLimitedList(
  tools: LimitedListTools,
  question: ListQuestion,
  client: AbortSignalLike,
): Promise<ProxyResponse> {
  const { record } = tools
  const list = await findList(tools, question, client)
  if ('facts' in list) Object.assign(record, list.facts)
  if ('refusal' in list) return list.refusal
  const text = formatScopeListPage(question.limitedList, list.items, question.pairs)
  if (text === undefined) return createErrorResponse('upstream-unusable')
  return createJsonResponse(text, 200, list.headers)
}

/** The list from memory, else from upstream. A remembered one says nothing about the rate limit of now. */
async function findList(
  tools: LimitedListTools,
  question: ListQuestion,
  client: AbortSignalLike,
): Promise<List | ListRead> {
  const { lists, limits, asker } = tools
  const key = toListKey({
    principal: asker.name,
    limits,
    kind: question.limitedList,
    filters: findParentFilters(question),
  })
  const items = lists.memory.find(key)
  if (items) return { items, headers: {} }
  return lists.fly(`${asker.lane} ${key}`, client, async (signal) => {
    const facts: UpstreamFacts = {}
    const onRetry = () => {
      facts.retries = (facts.retries ?? 0) + 1
    }
    const deadline = createDeadline(tools.config.deadlines, signal)
    try {
      const readTools = { ...tools, facts, asker: { ...asker, onRetry } }
      const read = await readAllPages(readTools, question, deadline)
      if ('items' in read) lists.memory.remember(key, read.items)
      return { ...read, facts }
    } finally {
      deadline.end()
    }
  })
}

async function readAllPages(
  tools: ReadTools,
  question: ListQuestion,
  deadline: Deadline,
): Promise<List | { refusal: ProxyResponse }> {
  const seen = new Set<string>()
  const allowed = new Map<string, unknown>()
  const { pagination } = idScopes[question.limitedList].list
  let headers = {}
  let position: ListPosition | undefined = firstListPage
  while (position && position.pageNumber <= maxPages) {
    // One client request may cost many upstream requests; all but the first use the bulk lane.
    const isFirst = position === firstListPage
    const asker: Asker = isFirst ? tools.asker : { ...tools.asker, lane: 'bulk' }
    const read = await readPage(tools, toPageQuestion(question, position), asker, deadline)
    if ('refusal' in read) return read
    headers = read.headers
    const known = seen.size
    for (const id of read.page.ids) seen.add(id)
    for (const [id, item] of read.page.allowed) allowed.set(id, item)
    // With an account-owned token `/accounts` ignores the page number and repeats its first page.
    if (seen.size === known) break
    position = findNextListPage(pagination, position, read.page.info)
  }
  return { items: [...allowed.values()], headers }
}

async function readPage(
  tools: ReadTools,
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
  tools.facts.upstreamStatus = response.status
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
function toPageQuestion(question: ListQuestion, position: ListPosition): ListQuestion {
  const { pagination } = idScopes[question.limitedList].list
  const filters = findParentFilters(question)
  const paging = toListPagePairs(pagination, position, pagination.maxSize)
  return { ...question, pairs: [...filters, ...paging] }
}

function findParentFilters({ limitedList, pairs }: ListQuestion): readonly Pair[] {
  const { within } = idScopes[limitedList].list
  return pairs.filter(([key]) => key === within?.parameter)
}
