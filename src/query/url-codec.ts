/**
 * A page's address ⇄ query. The path and the keys are the API's own, so the codec is close to the
 * identity. What cannot be used becomes a problem to be shown; it is never dropped in silence.
 */

import { type Dataset, reservedKeys, type ScopePath } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import { addValues } from './filters.ts'
import { defaultRange, type Filter, isScopeId, type LogQuery, type Scope } from './log-query.ts'
import { formatQueryString, type Pair, parseQueryString } from './query-string.ts'
import { findRangeMs } from './time-range.ts'
import {
  findKeyMeaning,
  findValueProblem,
  isLongerThan,
  type QueryProblem,
  querySizes,
  repeatedMessage,
  timeOrderProblems,
  tooLongMessage,
} from './validate-query.ts'

/** An entry named by a link: its id and its time as the entry spells it; each empty when it has none. */
export type EntryReference = { id: string; time: string }

/** What an address says beside the query: the open entry and the time zone of the display. */
export type ScreenState = { entry?: EntryReference; timeZone?: string }

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
  const reader = createReader(meaning.dataset, problems)
  for (const pair of pairs) reader.read(pair)
  const { since, before, range, direction, filters, screen } = reader.found
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
      localFilters: [],
      disabledFilters: [],
    },
    screen,
    problems,
    hasTime: isAbsolute || range !== undefined,
  }
}

/** Writes the address of a query: time first, then direction, filters and the screen's own keys. */
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
  pairs.push(...toScreenPairs(screen))
  return pairs.length > 0 ? `${path}?${formatQueryString(pairs)}` : path
}

/**
 * The same address with another state of the screen. All that belongs to the query stays as it was
 * written, also what could not be used.
 */
export function replaceScreen(search: string, screen: ScreenState): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^(tz|entry)(=|$)/.test(part))
  return `?${[...kept, formatQueryString(toScreenPairs(screen))].filter(Boolean).join('&')}`
}

function toScreenPairs({ timeZone, entry }: ScreenState): Pair[] {
  return [
    ...(timeZone === undefined ? [] : [['tz', timeZone] as const]),
    ...(entry ? [['entry', `${entry.id}@${entry.time}`] as const] : []),
  ]
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
  if (kind === 'user') return pathname === path ? { kind } : undefined
  const [head, tail] = path.split(/\{\w+\}/)
  if (head === undefined || tail === undefined) return undefined
  if (!pathname.startsWith(head) || !pathname.endsWith(tail)) return undefined
  const id = pathname.slice(head.length, pathname.length - tail.length)
  return isScopeId(id) ? { kind, id } : undefined
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

type Found = {
  since?: string
  before?: string
  range?: string
  direction?: string
  filters: readonly Filter[]
  screen: ScreenState
}

function createReader(dataset: Dataset, problems: QueryProblem[]) {
  const found: Found = { filters: [], screen: {} }
  /** The keys of which a value was used; an unusable one does not stand in the way of the next. */
  const used = new Set<string>()

  function read([key, value]: Pair): void {
    const problem = (reservedKeys as readonly string[]).includes(key)
      ? readReserved(key, value)
      : readParameter(key, value)
    if (problem) problems.push({ ...problem, key, value })
    else used.add(key)
  }

  function readParameter(key: string, value: string): Refusal | undefined {
    const meaning = findKeyMeaning(dataset, key)
    if ('problem' in meaning) return meaning.problem
    const { parameter, mode } = meaning
    if (parameter.role === 'paging' || parameter.role === 'output') {
      const message = `“${key}” belongs to one request, not to a link. It was left out.`
      return { kind: 'not-for-links', message }
    }
    const message = findValueProblem(parameter, value)
    if (message) return { kind: 'bad-value', message }
    if (used.has(key) && !parameter.repeats) {
      return { kind: 'repeated', message: repeatedMessage(key) }
    }
    if (parameter.role === 'filter') {
      found.filters = addValues(found.filters, parameter.wireName, mode, [value])
    } else if (parameter.role === 'direction') found.direction = value
    else if (key === 'since') found.since = value
    else found.before = value
    return undefined
  }

  function readReserved(key: string, value: string): Refusal | undefined {
    if (used.has(key)) return { kind: 'repeated', message: repeatedMessage(key) }
    const message = isLongerThan(value, querySizes.valueBytes)
      ? tooLongMessage(key)
      : readScreenValue(found, key, value)
    return message === undefined ? undefined : { kind: 'bad-value', message }
  }

  return { found, read }
}

type Refusal = Pick<QueryProblem, 'kind' | 'message'>

/** Notes the value of a reserved key, or says why it cannot be used. */
function readScreenValue(found: Found, key: string, value: string): string | undefined {
  if (key === 'range') {
    if (findRangeMs(value) === undefined) {
      return `“${value.slice(0, 60)}” is not a range. Use one such as 15m, 24h, 7d or 2w.`
    }
    found.range = value
    return undefined
  }
  if (key === 'entry') {
    const entry = findEntryReference(value)
    if (!entry) return '“entry” does not name an entry. It reads id@time, as “copy link” writes it.'
    found.screen.entry = entry
    return undefined
  }
  if (key === 'tz') {
    if (!isTimeZone(value)) {
      return `“${value.slice(0, 60)}” is not a time zone. Use one such as UTC or Europe/Berlin.`
    }
    found.screen.timeZone = value
    return undefined
  }
  return `“${key}” is not supported by this version of Gumshoe. It was left out.`
}

function findEntryReference(value: string): EntryReference | undefined {
  // The time is whatever the entry spells, also when that is no instant.
  const at = value.lastIndexOf('@')
  return at === -1 ? undefined : { id: value.slice(0, at), time: value.slice(at + 1) }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
