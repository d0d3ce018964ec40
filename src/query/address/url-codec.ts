/**
 * A page's address ⇄ query. The path and the keys are the API's own, so the codec is close to the
 * identity. What cannot be used becomes a problem to be shown; it is never dropped in silence.
 */

import type { Dataset, ScopePath } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { formatLocalFilter } from '../local-filter-text.ts'
import {
  defaultRange,
  type Filter,
  findScope,
  type LocalFilter,
  type LogQuery,
  type Scope,
} from '../log-query.ts'
import { formatQueryString, type Pair, parseQueryString } from '../query-string.ts'
import {
  isLongerThan,
  type QueryProblem,
  querySizes,
  timeOrderProblems,
} from '../validate-query.ts'
import { createAddressReader } from './address-reader.ts'
import { isScreenKey, readScreenValue, type ScreenState, toScreenPairs } from './screen-state.ts'

export type { EntryReference, ScreenState } from './screen-state.ts'

/** An address, understood as far as possible. */
export type ParsedUrl = {
  query: LogQuery
  screen: ScreenState
  problems: readonly QueryProblem[]
  /** False when the address gave no usable time, and the default range was assumed. */
  hasTime: boolean
}

/** The dataset and scope that a page's path names; `undefined` for any other path. */
export function findPathMeaning(pathname: string): { dataset: Dataset; scope: Scope } | undefined {
  for (const dataset of datasets) {
    for (const scopePath of dataset.scopes) {
      const scope = matchScopePath(scopePath, pathname)
      if (scope) return { dataset, scope }
    }
  }
  return undefined
}

/** The path of a dataset in a scope, or `undefined` when the dataset cannot be read in it. */
export function findScopedPath(dataset: Dataset, scope: Scope): string | undefined {
  const template = dataset.scopes.find(({ kind }) => kind === scope.kind)?.path
  return template?.replace(/\{\w+\}/, () => ('id' in scope ? scope.id : ''))
}

/** Reads an address; `undefined` when its path names no dataset. */
export function parseUrl(pathname: string, search: string): ParsedUrl | undefined {
  const meaning = findPathMeaning(pathname)
  if (!meaning) return undefined
  const { pairs, problems } = readPairs(search)
  const reader = createAddressReader(meaning.dataset, problems)
  for (const pair of pairs) reader.read(pair)
  const { since, before, range, direction, screen } = reader.found
  const { filters, localFilters, disabledFilters, disabledLocalFilters } = reader.found
  const timeProblems = findTimeContradiction(since, before)
  problems.push(...timeProblems)
  const isAbsolute = (since !== undefined || before !== undefined) && timeProblems.length === 0
  if (isAbsolute && range !== undefined) {
    const message = '“range” contradicts “since” and “before”. The fixed time was used.'
    problems.push({ kind: 'contradiction', key: 'range', value: range, message })
  }
  return {
    query: {
      dataset: meaning.dataset.id,
      scope: meaning.scope,
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
    },
    screen,
    problems,
    hasTime: isAbsolute || range !== undefined,
  }
}

/**
 * Writes the address of a query: time first, then direction, filters, disabled and local filters, and
 * the screen's own keys.
 */
export function formatUrl(query: LogQuery, screen: ScreenState = {}): string {
  const dataset = datasets.find(({ id }) => id === query.dataset)
  const path = dataset && findScopedPath(dataset, query.scope)
  if (!path) throw new Error(`No path for dataset ${query.dataset} in scope ${query.scope.kind}.`)
  const pairs: Pair[] = []
  const { timeRange } = query
  if (timeRange.kind === 'relative') pairs.push(['range', timeRange.range])
  else {
    if (timeRange.since !== undefined) pairs.push(['since', timeRange.since])
    if (timeRange.before !== undefined) pairs.push(['before', timeRange.before])
  }
  if (query.direction === 'asc') pairs.push([directionKey(dataset), 'asc'])
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

function toLocalPair(filter: LocalFilter): Pair {
  return [filter.mode === 'include' ? 'local.has' : 'local.not', formatLocalFilter(filter)]
}

/** Why a query does not fit into an address, which a reader would have to cut; `undefined` when it does. */
export function findSizeProblem(query: LogQuery): string | undefined {
  const [, search = ''] = formatUrl(query).split('?')
  const isTooLong = isLongerThan(search, querySizes.queryBytes)
  if (!isTooLong && search.split('&').length <= querySizes.pairs) return undefined
  return `This is more than an address can carry: ${querySizes.queryBytes} bytes, ${querySizes.pairs} values. Leave some out.`
}

/**
 * The same address with another state of the screen. All that belongs to the query stays as it was
 * written, and so does whatever could not be used.
 */
export function replaceScreen(search: string, screen: ScreenState): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !isScreenPart(part))
  return `?${[...kept, formatQueryString(toScreenPairs(screen))].filter(Boolean).join('&')}`
}

function isScreenPart(part: string): boolean {
  const [[key, value] = ['', '']] = parseQueryString(part).pairs
  return isScreenKey(key) && readScreenValue(key, value).problem === undefined
}

/** Filters as the API's own keys and values, in order. */
export function toFilterPairs(filters: readonly Filter[]): Pair[] {
  return filters.flatMap(({ parameter, mode, values }) =>
    values.map((value): Pair => [mode === 'exclude' ? `${parameter}.not` : parameter, value]),
  )
}

/** The key under which a dataset accepts the direction. */
export function directionKey(dataset: Dataset): string {
  return dataset.parameters.find(({ role }) => role === 'direction')?.wireName ?? 'direction'
}

function matchScopePath({ kind, path }: ScopePath, pathname: string): Scope | undefined {
  const [head = '', tail] = path.split(/\{\w+\}/)
  if (tail === undefined) return pathname === path ? findScope(kind, undefined) : undefined
  if (!pathname.startsWith(head) || !pathname.endsWith(tail)) return undefined
  return findScope(kind, pathname.slice(head.length, pathname.length - tail.length))
}

/** Two ends that exclude each other are both left out, so there is a problem for each. */
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

function readPairs(search: string): { pairs: Pair[]; problems: QueryProblem[] } {
  if (isLongerThan(search.replace(/^\?/, ''), querySizes.queryBytes)) {
    const message = `The address is longer than ${querySizes.queryBytes} bytes; its filters were not read.`
    return { pairs: [], problems: [{ kind: 'too-long', key: '', message }] }
  }
  const { pairs, broken } = parseQueryString(search)
  const problems = broken.map((part): QueryProblem => {
    const message = `“${part.slice(0, 60)}” is damaged: its percent escapes are not UTF-8.`
    return { kind: 'bad-encoding', key: part, message }
  })
  if (pairs.length > querySizes.pairs) {
    const message = `The address has more than ${querySizes.pairs} parameters; the rest was not read.`
    problems.push({ kind: 'too-long', key: '', message })
  }
  return { pairs: pairs.slice(0, querySizes.pairs), problems }
}
