/**
 * Converts between the address of a page and a query. Path and keys are those of the API. A part of an address that
 * cannot be used becomes a problem, which the page shows; nothing is dropped silently.
 */

import type { Dataset } from '../../catalog/define-dataset.ts'
import { findDataset } from '../../catalog/index.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { listSealFilters, withoutSealFilters } from '../local/seal-filters.ts'
import { formatLocalFilter, getLocalKey } from '../local-filter-text.ts'
import { defaultRange, type Filter, type LocalFilter, type LogQuery } from '../log-query.ts'
import { formatQueryString, type Pair, parseQueryString } from '../query-string.ts'
import {
  isLongerThan,
  type QueryProblem,
  querySizes,
  timeOrderProblems,
} from '../validate-query.ts'
import { type AddressContent, createAddressReader } from './address-reader.ts'
import { findPathMeaning, findScopedPath } from './path-meaning.ts'
import {
  isScreenKey,
  readScreenValue,
  type ScreenState,
  toScreenPairs,
  withoutSeal,
} from './screen-state.ts'
import { formatSeal } from './seal-text.ts'
import { formatSource } from './source-text.ts'

export type { EntryReference, ScreenState } from './screen-state.ts'

/** The content of an address; `problems` lists the parts that cannot be used. */
export type ParsedUrl = {
  query: LogQuery
  screen: ScreenState
  problems: readonly QueryProblem[]
  /** False when the address gave no usable time, and the default range was assumed. */
  hasTime: boolean
}

/** Parses the path and the encoded query string of an address; `undefined` when the path names no dataset. */
export function parseUrl(pathname: string, search: string): ParsedUrl | undefined {
  const meaning = findPathMeaning(pathname)
  if (!meaning) return undefined
  const { pairs, problems } = readPairs(search)
  const reader = createAddressReader(meaning.dataset, problems)
  for (const pair of pairs) reader.read(pair)
  const { since, before, range, direction, screen } = reader.content
  const { filters, localFilters, disabledFilters, disabledLocalFilters } = reader.content
  const timeProblems = findTimeContradiction(since, before)
  problems.push(...timeProblems)
  const isAbsolute = (since !== undefined || before !== undefined) && timeProblems.length === 0
  if (isAbsolute && range !== undefined) {
    const message = '“range” contradicts “since” and “before”. The fixed time was used.'
    problems.push({ kind: 'contradiction', key: 'range', value: range, message })
  }
  const sealProblems = isAbsolute ? findSealProblems(reader.content) : findSealProblems({ screen })
  problems.push(...sealProblems)
  const query: LogQuery = {
    ...toAskedLogs(meaning, reader.content),
    timeRange: isAbsolute
      ? {
          kind: 'absolute',
          ...(since !== undefined && { since }),
          ...(before !== undefined && { before }),
        }
      : { kind: 'relative', range: range ?? defaultRange },
    filters,
    direction: direction === 'asc' ? 'asc' : 'desc',
    localFilters,
    disabledFilters,
    disabledLocalFilters,
  }
  const isSealed = screen.seal !== undefined && sealProblems.length === 0
  if (!isSealed) problems.push(...listSealFilters(query).map(toUnsealedProblem))
  return {
    query: isSealed ? query : withoutSealFilters(query),
    screen: isSealed ? screen : withoutSeal(screen),
    problems,
    hasTime: isAbsolute || range !== undefined,
  }
}

/**
 * Formats the address of a query: time, direction, filters, disabled filters, local filters, and then the keys of the
 * screen. Throws when the dataset has no path in the scope.
 */
export function formatUrl(query: LogQuery, screen: ScreenState = {}): string {
  const dataset = findDataset(query.dataset)
  const path = dataset && findScopedPath(dataset, query.scope)
  if (!path) throw new Error(`No path for dataset ${query.dataset} in scope ${query.scope.kind}.`)
  const pairs: Pair[] = toSourcePairs(query)
  const { timeRange } = query
  if (timeRange.kind === 'relative') pairs.push(['range', timeRange.range])
  else {
    if (timeRange.since !== undefined) pairs.push(['since', timeRange.since])
    if (timeRange.before !== undefined) pairs.push(['before', timeRange.before])
  }
  if (query.direction === 'asc') pairs.push([getDirectionKey(dataset), 'asc'])
  pairs.push(...toFilterPairs(query.filters))
  for (const [key, value] of toFilterPairs(query.disabledFilters)) {
    pairs.push(['off', `${key}=${value}`])
  }
  for (const [key, value] of query.disabledLocalFilters.map(toLocalPair)) {
    pairs.push(['off', `${key}=${value}`])
  }
  pairs.push(...query.localFilters.map(toLocalPair))
  pairs.push(...toScreenPairs(screen))
  return pairs.length > 0 ? `${path}?${formatQueryString(pairs)}` : path
}

/** The dataset and scope of a path; for a timeline also its sources, of which the first one gives the scope. */
function toAskedLogs(
  { dataset, scope }: NonNullable<ReturnType<typeof findPathMeaning>>,
  { sources, hiddenSources }: AddressContent,
): Pick<LogQuery, 'dataset' | 'scope' | 'sources' | 'hiddenSources'> {
  if (scope) return { dataset: dataset.id, scope }
  return {
    dataset: dataset.id,
    scope: sources[0]?.scope ?? { kind: 'user' },
    sources,
    ...(hiddenSources.length > 0 && { hiddenSources }),
  }
}

/** The shown and hidden sources in their order. */
function toSourcePairs({ dataset, sources = [], hiddenSources = [] }: LogQuery): Pair[] {
  if (dataset !== timelineId) return []
  return sources.map(formatSource).map((text) => {
    return hiddenSources.includes(text) ? ['off', `in=${text}`] : ['in', text]
  })
}

function toLocalPair(filter: LocalFilter): Pair {
  return [getLocalKey(filter), formatLocalFilter(filter)]
}

/** The message for a query whose address would exceed `querySizes`; `undefined` when it fits. */
export function findSizeProblem(query: LogQuery): string | undefined {
  const [, search = ''] = formatUrl(query).split('?')
  const isTooLong = isLongerThan(search, querySizes.queryBytes)
  if (!isTooLong && search.split('&').length <= querySizes.pairs) return undefined
  return `This is more than an address can carry: ${querySizes.queryBytes} bytes, ${querySizes.pairs} values. Leave some out.`
}

/**
 * The query string of an address with another state of the screen. The other pairs stay as they were written, also
 * those that cannot be used.
 */
export function replaceScreen(search: string, screen: ScreenState): string {
  const otherPairs = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pairText) => pairText !== '' && !isScreenPair(pairText))
  return `?${[...otherPairs, formatQueryString(toScreenPairs(screen))].filter(Boolean).join('&')}`
}

function isScreenPair(pairText: string): boolean {
  const [[key, value] = ['', '']] = parseQueryString(pairText).pairs
  return isScreenKey(key) && readScreenValue(key, value).problem === undefined
}

/** Filters as pairs with the keys of the API, in order, one pair for each value. */
export function toFilterPairs(filters: readonly Filter[]): Pair[] {
  return filters.flatMap(({ parameter, mode, values }) =>
    values.map((value): Pair => [mode === 'exclude' ? `${parameter}.not` : parameter, value]),
  )
}

/** The wire name of the parameter that sets the direction. */
export function getDirectionKey(dataset: Dataset): string {
  return dataset.parameters.find(({ role }) => role === 'direction')?.wireName ?? 'direction'
}

/** When `before` is not later than `since`, both are ignored, so each gets a problem. */
function findTimeContradiction(since = '', before = ''): QueryProblem[] {
  return timeOrderProblems([
    ['since', since],
    ['before', before],
  ]).flatMap((problem) => [
    {
      ...problem,
      key: 'since',
      value: since,
      message: '“since” was left out together with “before”.',
    },
    { ...problem, value: before },
  ])
}

/** The problem of a fingerprint that is not of a fixed range. */
function findSealProblems({
  since,
  before,
  screen: { seal },
}: Pick<AddressContent, 'since' | 'before' | 'screen'>): QueryProblem[] {
  if (!seal || (since !== undefined && before !== undefined)) return []
  const message =
    '“seal” needs “since” and “before”: it is the fingerprint of a fixed range. It was left out.'
  return [{ kind: 'contradiction', key: 'seal', value: formatSeal(seal), message }]
}

/** The problem of a filter by what differs from a fingerprint, where there is none. */
function toUnsealedProblem(filter: LocalFilter): QueryProblem {
  const key = getLocalKey(filter)
  const value = formatLocalFilter(filter)
  const message = `“${key}=${value}” needs “seal”, the fingerprint with which the entries are compared. It was left out.`
  return { kind: 'bad-value', key, value, message }
}

function readPairs(search: string): { pairs: Pair[]; problems: QueryProblem[] } {
  if (isLongerThan(search.replace(/^\?/, ''), querySizes.queryBytes)) {
    const message = `The address is longer than ${querySizes.queryBytes} bytes; its filters were not read.`
    return { pairs: [], problems: [{ kind: 'too-long', key: '', message }] }
  }
  const { pairs, broken } = parseQueryString(search)
  const problems = broken.map((pairText): QueryProblem => {
    const message = `“${pairText.slice(0, 60)}” is damaged: its percent escapes are not UTF-8.`
    return { kind: 'bad-encoding', key: pairText, message }
  })
  if (pairs.length > querySizes.pairs) {
    const message = `The address has more than ${querySizes.pairs} parameters; the rest was not read.`
    problems.push({ kind: 'too-long', key: '', message })
  }
  return { pairs: pairs.slice(0, querySizes.pairs), problems }
}
