/**
 * Answers for the logs: checks what is asked, finds the entries, cuts a page out of them and says in
 * the log's own way how the list goes on.
 */
import type { Dataset } from '../catalog/define-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import { findEpochMs } from '../cloudflare/instant.ts'
import { addValues } from '../query/filters.ts'
import type { Filter } from '../query/log-query.ts'
import { createFieldMatchers } from '../query/match-entry.ts'
import type { Pair } from '../query/query-string.ts'
import { findKeyMeaning, validatePairs } from '../query/validate-query.ts'
import { answerBadRequest, answerList } from './answers.ts'
import type { ApiForms } from './api-forms.ts'
import { formatCsv } from './csv.ts'
import { formatCursor, parseCursor, toFingerprint } from './cursor.ts'
import { userLevelColumn } from './data/entries-v1.ts'
import type { EntrySource } from './data/entry-source.ts'
import { findProductsOf } from './product-categories.ts'
import type { PositionSearch } from './search-positions.ts'

/** A request for a page of a log. */
export type ListRequest = {
  dataset: Dataset
  source: EntrySource
  /** The path, which tells the scopes of a dataset apart. */
  pathname: string
  pairs: readonly Pair[]
  nowMs: number
  forms: ApiForms
  search: PositionSearch
}

/** What is asked for: entries from `start` up to, not including, `end` that match. */
type Window = {
  start: number
  end: number
  isAscending: boolean
  size: number
  /** Whether the n-th entry matches; absent when all do. */
  isMatch: ((index: number) => boolean) | undefined
  /** Changes with everything but the page. */
  fingerprint: string
}

/** Answers a request for a page: 200, or 400 with all that is wrong. */
export function listEntries(request: ListRequest): Response {
  const { dataset, pairs } = request
  const hasCodes = dataset.id !== 'account-audit-logs-v2'
  const problems = validatePairs(dataset, pairs).map(({ message }) => message)
  for (const [key, value] of pairs) {
    if (key === 'product_category' && !findProductsOf(value)) {
      problems.push(`“${value.slice(0, 60)}” is not a product category.`)
    }
  }
  if (problems.length > 0) return answerBadRequest(problems, hasCodes)
  const window = toWindow(request)
  const answer =
    dataset.pagination.style === 'page'
      ? answerNumberedPage(request, window)
      : answerCursorPage(request, window)
  return typeof answer === 'string' ? answerBadRequest([answer], hasCodes) : answer
}

/** An entry in the form that is served. */
export function toServedForm(entry: unknown, forms: ApiForms): unknown {
  if (forms.scope === 'text') return entry
  const { resource, ...rest } = entry as { resource?: { scope?: string } }
  return resource ? { ...rest, resource: { ...resource, scope: { type: resource.scope } } } : entry
}

function toWindow({ dataset, source, pathname, pairs, nowMs }: ListRequest): Window {
  const { sizeParameter, defaultSize } = dataset.pagination
  const last = new Map(pairs)
  const timeOf = (key: string) => findEpochMs(last.get(key) ?? '')
  const visibleMs = nowMs + 1
  const start = source.firstAt(Math.min(timeOf('since') ?? 0, visibleMs))
  const end = source.firstAt(Math.min(timeOf('before') ?? visibleMs, visibleMs))
  const directionKey = dataset.parameters.find(({ role }) => role === 'direction')?.wireName ?? ''
  const isAscending = last.get(directionKey) === 'asc'
  const size = Number(last.get(sizeParameter) ?? defaultSize)
  const asked = pairs
    .filter(([key]) => findParameter(dataset, key)?.role !== 'paging' && key !== directionKey)
    .map((pair) => pair.join('='))
    .sort()
  return {
    start,
    end: Math.max(start, end),
    isAscending,
    size,
    isMatch: toMatcher(dataset, source, pairs),
    fingerprint: toFingerprint([pathname, String(isAscending), String(size), ...asked]),
  }
}

type IndexTest = (index: number) => boolean

function toMatcher(
  dataset: Dataset,
  source: EntrySource,
  pairs: readonly Pair[],
): IndexTest | undefined {
  const tests: IndexTest[] = []
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
  const [only] = tests
  return tests.length > 1 ? (index) => tests.every((holds) => holds(index)) : only
}

function answerCursorPage(
  { dataset, source, pairs, forms }: ListRequest,
  { start, end, isAscending, size, isMatch, fingerprint }: Window,
): Response | string {
  const cursor = pairs.find(([key]) => key === 'cursor')?.[1]
  const place = cursor === undefined ? undefined : parseCursor(cursor)
  if (cursor !== undefined && place?.fingerprint !== fingerprint) {
    return 'The cursor is not valid for this request. Ask again with the same parameters.'
  }
  const step = isAscending ? 1 : -1
  const found: unknown[] = []
  let at = place?.index ?? (isAscending ? start : end - 1)
  let next: number | undefined
  for (; at >= start && at < end; at += step) {
    if (isMatch && !isMatch(at)) continue
    if (found.length === size) {
      next = at
      break
    }
    found.push(toServedForm(source.entryAt(at), forms))
  }
  const nextCursor = next === undefined ? undefined : formatCursor({ fingerprint, index: next })
  return answerList(
    found,
    dataset.id === 'account-audit-logs-v2'
      ? toInfoV2(found.length, nextCursor, forms)
      : { count: found.length, ...(nextCursor && { cursor: nextCursor }), per_page: size },
  )
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
  { source, pairs, forms, search }: ListRequest,
  { start, end, isAscending, size, isMatch, fingerprint }: Window,
): Response | string {
  const page = Number(pairs.find(([key]) => key === 'page')?.[1] ?? 1)
  if (page > forms.pageCeiling) return `“page” may be ${forms.pageCeiling} at most.`
  const from = (page - 1) * size
  const positions = search.find({
    key: `${fingerprint} ${start} ${end}`,
    start,
    end,
    isAscending,
    isMatch,
    from,
    count: size,
  })
  const isBeyond = page > 1 && positions.indexes.length === 0 && positions.total > 0
  if (isBeyond && positions.total % size === 0 && forms.failsAfterFullLastPage) {
    return `“page” ${page} does not exist.`
  }
  const entries = positions.indexes.map((index) => source.entryAt(index))
  if (pairs.some(([key, value]) => key === 'export' && value === 'true')) {
    return new Response(formatCsv(entries), { headers: { 'content-type': 'text/csv' } })
  }
  return answerList(entries)
}
