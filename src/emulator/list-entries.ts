/**
 * Answers requests for a page of a log: validates the parameters, finds the entries, and adds the cursor or page
 * information in the form of that log.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { findEpochMs } from '../cloudflare/instant.ts'
import { addValues } from '../query/filters.ts'
import type { Filter } from '../query/log-query.ts'
import { createFieldMatchers } from '../query/match-entry.ts'
import type { Pair } from '../query/query-string.ts'
import { type PartFilter, readRequestPairs } from '../query/request-pairs.ts'
import { findKeyMeaning, validatePairs } from '../query/validate-query.ts'
import { answerBadRequest, answerList } from './answers.ts'
import { type ApiForms, defaultForms } from './api-forms.ts'
import { formatCsv } from './csv.ts'
import { formatCursor, parseCursor, toFingerprint } from './cursor.ts'
import { type ArrivalDelay, hasArrived } from './data/entries/arrival.ts'
import { userLevelColumn } from './data/entries/entries-v1.ts'
import type { EntrySource } from './data/entries/entry-source.ts'
import { findProductsOf } from './product-categories.ts'
import type { PositionSearch } from './search-positions.ts'

/** A condition on the n-th entry of a log. */
export type IndexTest = (index: number) => boolean

/** A request for a page of a log, or of a subset of it. */
export type ListRequest = {
  dataset: Dataset
  /** The accepted parameters: usually the dataset's own. */
  parameters: readonly Parameter[]
  source: EntrySource
  /** The subset of the log that the path selects; absent for the whole log. */
  isIncluded?: IndexTest | undefined
  /** Additional properties of `result_info`. */
  moreInfo?: object
  /** The path, which distinguishes the scopes of a dataset. */
  pathname: string
  pairs: readonly Pair[]
  nowMs: number
  /** How late entries of a dataset appear; `undefined` when they appear at once. */
  findArrivalDelay: (datasetId: string) => ArrivalDelay | undefined
  forms: ApiForms
  search: PositionSearch
}

/** The requested entries: those from `start` up to, not including, `end` that match. */
type Selection = {
  start: number
  end: number
  isAscending: boolean
  size: number
  /** Whether the n-th entry matches; absent when all do. */
  isMatch: IndexTest | undefined
  /** Differs for requests that differ in anything but the page. */
  fingerprint: string
}

/** Answers a request for a page: 200, or 400 with all problems. */
export function listEntries(given: ListRequest): Response {
  const { dataset, source, forms } = given
  const hasCodes = !source.isV2 || forms.errorCodes === 'present'
  const problems = validatePairs(given, given.pairs).map(({ message }) => message)
  const { pairs, parts } = readRequestPairs(given, given.pairs)
  for (const [key, value] of pairs) {
    if (key === 'product_category' && !findProductsOf(value)) {
      problems.push(`“${value.slice(0, 60)}” is not a product category.`)
    }
  }
  if (problems.length > 0) return answerBadRequest(problems, hasCodes)
  const request = { ...given, pairs, parts }
  const selection = toSelection(request)
  const answer =
    dataset.pagination.style === 'page'
      ? answerNumberedPage(request, selection)
      : answerCursorPage(request, selection)
  return typeof answer === 'string' ? answerBadRequest([answer], hasCodes) : answer
}

/** An entry in the form that is served. */
export function toServedForm(entry: unknown, forms: ApiForms): unknown {
  if (forms.scope === 'text') return entry
  const { resource, ...rest } = entry as { resource?: { scope?: string } }
  return resource ? { ...rest, resource: { ...resource, scope: { type: resource.scope } } } : entry
}

/** A request whose pairs are in the form of an address. */
type ReadRequest = ListRequest & { parts: readonly PartFilter[] }

function toSelection(request: ReadRequest): Selection {
  const { dataset, source, pathname, pairs, parts, nowMs, forms } = request
  const { sizeParameter, defaultSize } = dataset.pagination
  const last = new Map(pairs)
  const visibleMs = nowMs + 1
  const firstAt = (key: 'since' | 'before', otherwise: number) => {
    const timeMs = findEpochMs(last.get(key) ?? '')
    const isNext = forms[key] !== defaultForms[key]
    return source.firstAt(Math.min(timeMs === undefined ? otherwise : timeMs + +isNext, visibleMs))
  }
  const start = firstAt('since', 0)
  const end = firstAt('before', visibleMs)
  const directionKey = dataset.parameters.find(({ role }) => role === 'direction')?.wireName ?? ''
  const isAscending = last.get(directionKey) === 'asc'
  const size = Number(last.get(sizeParameter) ?? defaultSize)
  const queryTexts = [
    ...pairs
      .filter(([key]) => findParameter(dataset, key)?.role !== 'paging' && key !== directionKey)
      .map((pair) => pair.join('=')),
    ...parts.map(({ parameter, mode, text }) => `${parameter.wireName} ${mode} part=${text}`),
  ].sort()
  return {
    start,
    end: Math.max(start, end),
    isAscending,
    size,
    isMatch: toMatcher(request),
    fingerprint: toFingerprint([pathname, String(isAscending), String(size), ...queryTexts]),
  }
}

function toMatcher({
  dataset,
  source,
  pairs,
  isIncluded,
  parts,
  ...request
}: ReadRequest): IndexTest | undefined {
  const tests: IndexTest[] = isIncluded ? [isIncluded] : []
  const delay = request.findArrivalDelay(dataset.id)
  if (delay) tests.push(hasArrived(source, request.nowMs, delay))
  let filters: readonly Filter[] = []
  for (const [key, value] of pairs) {
    const meaning = findKeyMeaning(dataset, key)
    if ('problem' in meaning || meaning.parameter.role !== 'filter') continue
    if (key !== 'hide_user_logs') {
      filters = addValues(filters, meaning.parameter.wireName, meaning.mode, [value])
    } else if (value === 'true') {
      const matches = (isUserLevel: unknown) => isUserLevel === false
      tests.push(source.columnOf(userLevelColumn).select({ matches, values: [] }))
    }
  }
  const matchers = createFieldMatchers(dataset, filters, {
    productsOf: (category) => findProductsOf(category) ?? [],
  })
  for (const { field, mode, ...test } of matchers) {
    const selects = source.columnOf(field.path).select(test)
    tests.push(mode === 'include' ? selects : (index) => !selects(index))
  }
  for (const { parameter, mode, text } of parts) {
    // The API compares parts case-sensitively.
    const matches = (value: unknown) => typeof value === 'string' && value.includes(text)
    const selects = source.columnOf(parameter.field ?? '').select({ matches, values: [] })
    tests.push(mode === 'include' ? selects : (index) => !selects(index))
  }
  const [only] = tests
  return tests.length > 1 ? (index) => tests.every((holds) => holds(index)) : only
}

function answerCursorPage(
  { dataset, source, pairs, forms, moreInfo }: ListRequest,
  { start, end, isAscending, size, isMatch, fingerprint }: Selection,
): Response | string {
  const cursor = pairs.find(([key]) => key === 'cursor')?.[1]
  const parsed = cursor === undefined ? undefined : parseCursor(cursor)
  const position = parsed?.fingerprint === fingerprint ? parsed : undefined
  if (cursor !== undefined && !position && forms.badCursor === 'refused') {
    return 'The cursor is not valid for this request. Ask again with the same parameters.'
  }
  const step = isAscending ? 1 : -1
  const found: unknown[] = []
  let at = position?.index ?? (isAscending ? start : end - 1)
  let next: number | undefined
  for (; at >= start && at < end; at += step) {
    if (isMatch && !isMatch(at)) continue
    if (found.length === size) {
      next = at
      break
    }
    found.push(toServedForm(source.entryAt(at), forms))
  }
  // The answer of a log without pages does not say whether there are more entries: its total was seen to be 0.
  if (dataset.pagination.style === 'window') {
    return answerList(found, { count: found.length, page: 1, per_page: size, total_count: 0 })
  }
  const nextCursor = next === undefined ? undefined : formatCursor({ fingerprint, index: next })
  const info = source.isV2
    ? toInfoV2(found.length, nextCursor, forms)
    : { count: found.length, ...(nextCursor && { cursor: nextCursor }), per_page: size }
  return answerList(found, { ...info, ...moreInfo })
}

function toInfoV2(count: number, nextCursor: string | undefined, forms: ApiForms): object {
  const cursor = nextCursor ?? (forms.cursorAtEnd === 'empty' ? '' : undefined)
  return {
    count: forms.count === 'text' ? String(count) : count,
    ...(cursor !== undefined && forms.cursorPlace !== 'cursors.after' && { cursor }),
    ...(cursor !== undefined && forms.cursorPlace !== 'cursor' && { cursors: { after: cursor } }),
  }
}

function answerNumberedPage(
  { dataset, source, pairs, forms, search, nowMs, findArrivalDelay }: ListRequest,
  { start, end, isAscending, size, isMatch, fingerprint }: Selection,
): Response | string {
  const page = Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1)
  if (page > forms.pageCeiling && !source.hasTotals)
    return `“page” may be ${forms.pageCeiling} at most.`
  const from = (page - 1) * size
  const positions = search.find({
    // Which late entries have appeared changes with time.
    key: `${fingerprint} ${start} ${end} ${findArrivalDelay(dataset.id) ? nowMs : ''}`,
    start,
    end,
    isAscending,
    isMatch,
    from,
    count: size,
  })
  const isBeyond = page > 1 && positions.indexes.length === 0 && positions.total > 0
  const isAfterFull = isBeyond && positions.total % size === 0
  if (isAfterFull && forms.failsAfterFullLastPage && !source.hasTotals) {
    return `“page” ${page} does not exist.`
  }
  const entries = positions.indexes.map((index) => source.entryAt(index))
  if (pairs.some(([key, value]) => key === 'export' && value === 'true')) {
    return new Response(formatCsv(entries), { headers: { 'content-type': 'text/csv' } })
  }
  return source.hasTotals ? answerWithTotals(entries) : answerList(entries)

  function answerWithTotals(found: readonly unknown[]): Response {
    const limit = Number(
      pairs.find(([key]) => key === 'limit')?.[1] ?? dataset.pagination.defaultSize,
    )
    const shown = found.slice(0, forms.scimLimit === 'list' ? Math.max(0, limit - from) : limit)
    // The reference calls it the number of results without any search parameters.
    const total = source.firstAt(nowMs + 1)
    return answerList(shown, {
      count: shown.length,
      page,
      per_page: size,
      total_count: total,
      total_pages: Math.ceil(total / size),
    })
  }
}
