/**
 * Reads the pairs of an address one by one into the parts of a query and of the screen. Each pair is
 * either used or becomes a problem that names it.
 */
import { type Dataset, reservedKeys } from '../../catalog/define-dataset.ts'
import { addValues } from '../filters.ts'
import { parseLocalFilter } from '../local-filter-text.ts'
import { addLocalFilter } from '../local-filters.ts'
import type { Filter, LocalFilter } from '../log-query.ts'
import type { Pair } from '../query-string.ts'
import { findRequestsProblem } from '../split-query.ts'
import { findRangeMs } from '../time/time-range.ts'
import {
  findKeyMeaning,
  findValueProblem,
  isLongerThan,
  type QueryProblem,
  querySizes,
  repeatedMessage,
  tooLongMessage,
} from '../validate-query.ts'
import { isScreenKey, readScreenValue, type ScreenState } from './screen-state.ts'

/** What the pairs of an address said. */
export type Found = {
  since?: string
  before?: string
  range?: string
  direction?: string
  filters: readonly Filter[]
  disabledFilters: readonly Filter[]
  localFilters: readonly LocalFilter[]
  disabledLocalFilters: readonly LocalFilter[]
  screen: ScreenState
}

type Refusal = Pick<QueryProblem, 'kind' | 'message'>

/** Collects in `found` what pairs say, and in `problems` what cannot be used. */
export function createAddressReader(dataset: Dataset, problems: QueryProblem[]) {
  const found: Found = {
    filters: [],
    disabledFilters: [],
    localFilters: [],
    disabledLocalFilters: [],
    screen: {},
  }
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
    const meaning = findUsableMeaning(dataset, key, value)
    if ('problem' in meaning) return meaning.problem
    const { parameter, mode } = meaning
    if (parameter.role === 'filter') {
      const filters = addValues(found.filters, parameter.wireName, mode, [value])
      const message = findRequestsProblem(dataset, filters)
      if (message) return { kind: 'repeated', message }
      found.filters = filters
      return undefined
    }
    if (used.has(key)) return { kind: 'repeated', message: repeatedMessage(key) }
    if (parameter.role === 'direction') found.direction = value
    else if (key === 'since') found.since = value
    else found.before = value
    return undefined
  }

  function readReserved(key: string, value: string): Refusal | undefined {
    const isList = key === 'off' || isLocalKey(key)
    if (used.has(key) && !isList) return { kind: 'repeated', message: repeatedMessage(key) }
    if (isLongerThan(value, querySizes.valueBytes)) {
      return { kind: 'bad-value', message: tooLongMessage(key) }
    }
    if (key === 'off') return readDisabled(value)
    const message = isList
      ? readLocal('localFilters', key, value)
      : isScreenKey(key)
        ? readScreen(key, value)
        : readRange(value)
    return message === undefined ? undefined : { kind: 'bad-value', message }
  }

  function readDisabled(pair: string): Refusal | undefined {
    const at = pair.indexOf('=')
    if (at === -1) {
      const message = '“off” lacks a value. It reads filter=value, such as action_type.not=view.'
      return { kind: 'bad-value', message }
    }
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)]
    if (isLocalKey(key)) {
      const message = readLocal('disabledLocalFilters', key, value)
      return message === undefined ? undefined : { kind: 'bad-value', message }
    }
    const meaning = findUsableMeaning(dataset, key, value)
    if ('problem' in meaning) return meaning.problem
    const { parameter, mode } = meaning
    if (parameter.role !== 'filter') {
      const message = `“${key}” is no filter, so it cannot be disabled. It was left out.`
      return { kind: 'bad-value', message }
    }
    found.disabledFilters = addValues(found.disabledFilters, parameter.wireName, mode, [value])
    return undefined
  }

  function readLocal(
    list: 'localFilters' | 'disabledLocalFilters',
    key: string,
    value: string,
  ): string | undefined {
    const reading = parseLocalFilter(key === 'local.has' ? 'include' : 'exclude', value)
    if ('problem' in reading) return reading.problem
    found[list] = addLocalFilter(found[list], reading.filter)
    return undefined
  }

  function readScreen(key: string, value: string): string | undefined {
    const reading = readScreenValue(key, value)
    if (reading.problem === undefined) found.screen = { ...found.screen, ...reading.state }
    return reading.problem
  }

  function readRange(value: string): string | undefined {
    if (findRangeMs(value) === undefined) {
      return `“${value.slice(0, 60)}” is not a range. Use one such as 15m, 24h, 7d or 2w.`
    }
    found.range = value
    return undefined
  }

  return { found, read }
}

/** What a key means to a link when its value can be used, else why not. */
function findUsableMeaning(dataset: Dataset, key: string, value: string) {
  const meaning = findKeyMeaning(dataset, key)
  if ('problem' in meaning) return meaning
  const { role } = meaning.parameter
  if (role === 'paging' || role === 'output') {
    const message = `“${key}” belongs to one request, not to a link. It was left out.`
    return { problem: { kind: 'not-for-links', message } satisfies Refusal }
  }
  const message = findValueProblem(meaning.parameter, value)
  return message ? { problem: { kind: 'bad-value', message } satisfies Refusal } : meaning
}

function isLocalKey(key: string): boolean {
  return key === 'local.has' || key === 'local.not'
}
