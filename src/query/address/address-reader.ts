/**
 * Reads the key-value pairs of an address, one by one, into the parts of a query and the state of the screen. A
 * pair that cannot be used becomes a problem that names it.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { reservedKeys } from '../../catalog/reserved-keys.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { addValues } from '../filters.ts'
import { isLocalKey, parseLocalFilter } from '../local-filter-text.ts'
import { addLocalFilter } from '../local-filters.ts'
import type { Filter, LocalFilter, Source } from '../log-query.ts'
import { findNearestName } from '../names/nearest-name.ts'
import type { Pair } from '../query-string.ts'
import { findRequestsProblem } from '../split-query.ts'
import { findRangeMs } from '../time/time-range.ts'
import {
  findKeyMeaning,
  findNameRemedy,
  findValueProblem,
  isLongerThan,
  type QueryProblem,
  querySizes,
  repeatedMessage,
  tooLongMessage,
} from '../validate-query.ts'
import { isScreenKey, readScreenValue, type ScreenState } from './screen-state.ts'
import { addSource, formatSource, maxSources, parseSource } from './source-text.ts'

/** The content of an address: what its usable pairs give for the query and the screen. */
export type AddressContent = {
  since?: string
  before?: string
  range?: string
  direction?: string
  /** The sources of a timeline, and the texts of those that are hidden. */
  sources: readonly Source[]
  hiddenSources: readonly string[]
  filters: readonly Filter[]
  disabledFilters: readonly Filter[]
  localFilters: readonly LocalFilter[]
  disabledLocalFilters: readonly LocalFilter[]
  screen: ScreenState
}

type Refusal = Pick<QueryProblem, 'kind' | 'message'>

/** The state of a reader while it reads the pairs of one address. */
type Reading = {
  dataset: Dataset
  content: AddressContent
  /** Keys of which a value was used. A value that cannot be used does not block the next one of its key. */
  usedKeys: Set<string>
}

/**
 * Creates a reader for one address of a dataset. `read` takes one decoded pair; it changes `content`, or adds a
 * problem to `problems`.
 */
export function createAddressReader(dataset: Dataset, problems: QueryProblem[]) {
  const content: AddressContent = {
    sources: [],
    hiddenSources: [],
    filters: [],
    disabledFilters: [],
    localFilters: [],
    disabledLocalFilters: [],
    screen: {},
  }
  const reading: Reading = { dataset, content, usedKeys: new Set() }

  function read([key, value]: Pair): void {
    const problem = (reservedKeys as readonly string[]).includes(key)
      ? readReserved(reading, key, value)
      : readParameter(reading, key, value)
    if (problem) problems.push({ ...problem, key, value })
    else reading.usedKeys.add(key)
  }

  return { content, read }
}

/** Reads a filter, a time bound or the direction. */
function readParameter(
  { dataset, content, usedKeys }: Reading,
  key: string,
  value: string,
): Refusal | undefined {
  const meaning = findUsableMeaning(dataset, key, value)
  if ('problem' in meaning) return meaning.problem
  const { parameter, mode } = meaning
  if (parameter.role === 'filter') {
    const filters = addValues(content.filters, parameter.wireName, mode, [value])
    const message = findRequestsProblem(dataset, filters)
    if (message) return { kind: 'repeated', message }
    content.filters = filters
    return undefined
  }
  if (usedKeys.has(key)) return { kind: 'repeated', message: repeatedMessage(key) }
  if (parameter.role === 'direction') content.direction = value
  else if (key === 'since') content.since = value
  else content.before = value
  return undefined
}

/** Reads a key that the API does not know: the range, local and disabled filters, the state of the screen. */
function readReserved(reading: Reading, key: string, value: string): Refusal | undefined {
  const { content, usedKeys } = reading
  const isList = key === 'off' || key === 'in' || isLocalKey(key)
  if (usedKeys.has(key) && !isList) return { kind: 'repeated', message: repeatedMessage(key) }
  if (isLongerThan(value, querySizes.valueBytes)) {
    return { kind: 'bad-value', message: tooLongMessage(key) }
  }
  if (key === 'off') return readDisabled(reading, value)
  if (key === 'in') return readSource(reading, value, false)
  const message = isList
    ? readLocal(content, 'localFilters', key, value)
    : isScreenKey(key)
      ? readScreen(content, key, value)
      : readRange(content, value)
  return message === undefined ? undefined : { kind: 'bad-value', message }
}

/** Reads a source of a timeline; a hidden one is written as the value of `off`: `off=in=user/audit_logs`. */
function readSource(
  { dataset, content }: Reading,
  value: string,
  isHidden: boolean,
): Refusal | undefined {
  if (dataset.id !== timelineId) {
    const message = '“in” names a source of a timeline; this page has one log. It was left out.'
    return { kind: 'not-for-links', message }
  }
  const { source, problem } = parseSource(value)
  if (problem !== undefined) return { kind: 'bad-value', message: problem }
  const text = formatSource(source)
  if (content.sources.some((each) => formatSource(each) === text)) {
    if (content.hiddenSources.includes(text) === isHidden) return undefined
    const message = `“${text.slice(0, 80)}” is there as a shown log and as a hidden one. The first was used.`
    return { kind: 'contradiction', message }
  }
  if (content.sources.length >= maxSources) {
    const message = `A timeline has at most ${maxSources} sources; this one was left out.`
    return { kind: 'too-long', message }
  }
  content.sources = addSource(content.sources, source)
  if (isHidden) content.hiddenSources = [...content.hiddenSources, text]
  return undefined
}

/** Reads a disabled filter or a hidden source, written as the value of `off`: `off=action_type.not=view`. */
function readDisabled(reading: Reading, pair: string): Refusal | undefined {
  const { dataset, content } = reading
  const separatorIndex = pair.indexOf('=')
  if (separatorIndex === -1) {
    const message = '“off” lacks a value. It reads filter=value, such as action_type.not=view.'
    return { kind: 'bad-value', message }
  }
  const key = pair.slice(0, separatorIndex)
  const value = pair.slice(separatorIndex + 1)
  if (key === 'in') return readSource(reading, value, true)
  if (isLocalKey(key)) {
    const message = readLocal(content, 'disabledLocalFilters', key, value)
    return message === undefined ? undefined : { kind: 'bad-value', message }
  }
  const meaning = findUsableMeaning(dataset, key, value)
  if ('problem' in meaning) return meaning.problem
  const { parameter, mode } = meaning
  if (parameter.role !== 'filter') {
    const message = `“${key}” is no filter, so it cannot be disabled. It was left out.`
    return { kind: 'bad-value', message }
  }
  content.disabledFilters = addValues(content.disabledFilters, parameter.wireName, mode, [value])
  return undefined
}

function readLocal(
  content: AddressContent,
  list: 'localFilters' | 'disabledLocalFilters',
  key: string,
  value: string,
): string | undefined {
  const parsed = parseLocalFilter(key, value)
  if (parsed.problem !== undefined) return parsed.problem
  content[list] = addLocalFilter(content[list], parsed.filter)
  return undefined
}

function readScreen(content: AddressContent, key: string, value: string): string | undefined {
  const parsed = readScreenValue(key, value)
  if (parsed.problem === undefined) content.screen = { ...content.screen, ...parsed.state }
  return parsed.problem
}

function readRange(content: AddressContent, value: string): string | undefined {
  if (findRangeMs(value) === undefined) {
    return `“${value.slice(0, 60)}” is not a range. Use one such as 15m, 24h, 7d or 2w.`
  }
  content.range = value
  return undefined
}

/** The parameter and mode of a key, or why the key and its value cannot be used in a link. */
function findUsableMeaning(dataset: Dataset, key: string, value: string) {
  const meaning = findKeyMeaning(dataset, key)
  if ('problem' in meaning) return { problem: withNearest(dataset, key, meaning.problem) }
  const { role } = meaning.parameter
  if (role === 'paging' || role === 'output') {
    const message = `“${key}” belongs to one request, not to a link. It was left out.`
    return { problem: { kind: 'not-for-links', message } satisfies Refusal }
  }
  const message = findValueProblem(meaning.parameter, value)
  return message ? { problem: { kind: 'bad-value', message } satisfies Refusal } : meaning
}

/** The problem with a misspelled key, with the name that it may be meant for. */
function withNearest(dataset: Dataset, key: string, problem: QueryProblem): QueryProblem {
  const ending = key.endsWith('.not') ? '.not' : ''
  const name = ending ? key.slice(0, -ending.length) : key
  if (problem.kind !== 'unknown-parameter' || findNameRemedy(dataset, name)) return problem
  const knownNames = dataset.parameters
    .filter(({ role, exclude }) => role !== 'paging' && role !== 'output' && (exclude || !ending))
    .map(({ wireName }) => wireName)
  const reserved = ending ? [] : reservedKeys
  // Two edits turn any shorter name into “id”.
  const nearest = name.length < 3 ? undefined : findNearestName(name, [...knownNames, ...reserved])
  if (nearest === undefined) return problem
  const message = `“${key.slice(0, 60)}” is not a parameter of this log. Did you mean “${nearest}${ending}”? It was left out.`
  return { ...problem, message }
}
