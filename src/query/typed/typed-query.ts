/**
 * Filters as text that can be typed and read ⇄ a query. What cannot be used is a problem with its place
 * in the text; nothing of a query is lost on the way there and back.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter, getDataset } from '../../catalog/index.ts'
import { findSizeProblem } from '../address/url-codec.ts'
import { addValues } from '../filters.ts'
import { findPointerKeys, toFieldPointer } from '../json-pointer.ts'
import { addLocalFilter } from '../local-filters.ts'
import type { Filter, FilterMode, LocalFilter, LogQuery } from '../log-query.ts'
import { findNearestName } from '../nearest-name.ts'
import { findNeverRecorded } from '../never-recorded.ts'
import { findRequestsProblem } from '../split-query.ts'
import { findRangeMs } from '../time/time-range.ts'
import { findKeyMeaning, findValueProblem, timeOrderProblems } from '../validate-query.ts'
import {
  formatTypedPath,
  formatTypedValue,
  readTypedItems,
  type TextRange,
  type TypedItem,
  type TypedProblem,
} from './typed-items.ts'

/** A text, understood as far as possible. */
export type ParsedTyped = { query: LogQuery; problems: readonly TypedProblem[] }

/**
 * Reads typed filters for the dataset and scope of `base`. They replace all filters of `base`, local and
 * disabled ones as well; time and direction stay unless the text gives them.
 */
export function parseTyped(text: string, base: LogQuery): ParsedTyped {
  const dataset = getDataset(base.dataset)
  const found: Found = {
    filters: [],
    disabledFilters: [],
    localFilters: [],
    disabledLocalFilters: [],
    settings: new Map(),
  }
  const problems: TypedProblem[] = []
  for (const item of readTypedItems(text)) {
    const problem = item.problem ?? readItem(found, item, dataset)
    if (problem) problems.push(problem)
  }
  problems.push(...timeProblems(found.settings))
  const { filters, disabledFilters, localFilters, disabledLocalFilters, settings } = found
  const direction = settings.get('direction')?.text ?? base.direction
  const query: LogQuery = {
    dataset: base.dataset,
    scope: base.scope,
    timeRange: toTimeRange(settings) ?? base.timeRange,
    filters,
    direction: direction === 'asc' ? 'asc' : 'desc',
    localFilters,
    disabledFilters,
    disabledLocalFilters,
  }
  const message = findSizeProblem(query)
  if (message) problems.push({ from: 0, to: text.length, message })
  return { query, problems }
}

/** Writes all of a query but its dataset and scope. */
export function formatTyped(query: LogQuery): string {
  const { timeRange, direction } = query
  const time =
    timeRange.kind === 'relative'
      ? [`range:${timeRange.range}`]
      : (['since', 'before'] as const).flatMap((name) => {
          const bound = timeRange[name]
          return bound === undefined ? [] : [`${name}:${formatTypedValue(bound)}`]
        })
  return [...time, `direction:${direction}`, formatTypedFilters(query)].filter(Boolean).join(' ')
}

/** Writes the filters of a query, in force, local and disabled. */
export function formatTypedFilters(query: LogQuery): string {
  return [
    ...query.filters.map(formatFilter),
    ...query.localFilters.map(formatLocal),
    ...query.disabledFilters.map((filter) => `off:${formatFilter(filter)}`),
    ...query.disabledLocalFilters.map((filter) => `off:${formatLocal(filter)}`),
  ].join(' ')
}

function formatFilter({ parameter, mode, values }: Filter): string {
  const written = values.map(formatTypedValue)
  const value = written.length === 1 ? written[0] : `(${written.join(' ')})`
  return `${mode === 'exclude' ? '-' : ''}${parameter}:${value}`
}

function formatLocal({ pointer, mode, text, isExact }: LocalFilter): string {
  const sign = mode === 'exclude' ? '-' : ''
  return `${sign}local:${formatTypedPath(pointer)}${isExact ? '=' : ':'}${formatTypedValue(text)}`
}

type Found = {
  filters: readonly Filter[]
  disabledFilters: readonly Filter[]
  localFilters: readonly LocalFilter[]
  disabledLocalFilters: readonly LocalFilter[]
  /** Time and direction, by name. */
  settings: Map<string, TextRange & { text: string }>
}

function readItem(found: Found, item: TypedItem, dataset: Dataset): TypedProblem | undefined {
  const { name, local, values } = item
  const refuse = (message: string, { from, to }: TextRange = item) => ({ from, to, message })
  if (local) return readLocal(found, item, local)
  const setting = ['range', 'direction'].includes(name.text) ? name.text : undefined
  const parameter = setting ? undefined : findParameter(dataset, name.text)
  if (setting || parameter?.role === 'time' || parameter?.role === 'direction') {
    return readSetting(found, item, dataset)
  }
  const meaning = findKeyMeaning(dataset, item.isExcluded ? `${name.text}.not` : name.text)
  if ('problem' in meaning) return refuse(toNameMessage(item, dataset, meaning.problem), name)
  const { role, wireName } = meaning.parameter
  if (role !== 'filter') {
    return refuse(`“${wireName}” belongs to one request, not to a question. Remove it.`)
  }
  if (values.length === 0) {
    return refuse(`“${name.text}” has no value. Write it directly behind the colon, or remove it.`)
  }
  for (const value of values) {
    const message = findValueProblem(meaning.parameter, value.text)
    if (message) return refuse(message, value)
  }
  const list = item.isOff ? 'disabledFilters' : 'filters'
  const texts = values.map(({ text }) => text)
  const joined = addValues(found[list], wireName, meaning.mode, texts)
  const message = item.isOff ? undefined : findRequestsProblem(dataset, joined)
  if (message) return refuse(message)
  found[list] = joined
  return undefined
}

function toNameMessage(
  { name, isExcluded }: TypedItem,
  dataset: Dataset,
  { kind, message }: { kind: string; message: string },
): string {
  if (kind !== 'unknown-parameter') return message
  const plain = name.text.replace(/\.not$/, '')
  if (isExcluded && plain !== name.text && findParameter(dataset, plain)) {
    return `“-” and “.not” both exclude. Write -${plain}.`
  }
  const known = [
    ...dataset.parameters.filter(({ role }) => role === 'filter').map(({ wireName }) => wireName),
    ...['since', 'before', 'range', 'direction', 'local', 'off'],
  ]
  const nearest = findNearestName(plain, known)
  const remedy =
    findNeverRecorded(plain) ??
    (nearest ? `Did you mean “${nearest}”?` : 'Choose one from the list.')
  return `“${name.text.slice(0, 60)}” is not a filter of this log. ${remedy}`
}

function readLocal(
  found: Found,
  item: TypedItem,
  { place, isExact }: NonNullable<TypedItem['local']>,
): TypedProblem | undefined {
  const { from, to } = item
  const [value] = item.values
  if (!value || item.isGroup) {
    const message =
      'A local filter takes one text. Write "" for an empty one, and repeat it for more.'
    return { from, to, message }
  }
  // Fields are known by dotted paths as well, as the catalog and other tools write them.
  const pointer = /^[^/]/.test(place.text) ? toFieldPointer(place.text) : place.text
  if (!findPointerKeys(pointer)) {
    const message = `“${place.text.slice(0, 60)}” is not a place in an entry. Use one such as /raw/user_agent.`
    return { ...place, message }
  }
  const mode: FilterMode = item.isExcluded ? 'exclude' : 'include'
  const list = item.isOff ? 'disabledLocalFilters' : 'localFilters'
  found[list] = addLocalFilter(found[list], {
    pointer,
    mode,
    text: value.text,
    isExact,
  })
  return undefined
}

function readSetting(found: Found, item: TypedItem, dataset: Dataset): TypedProblem | undefined {
  const { from, to, values } = item
  const [value] = values
  const parameter = findParameter(dataset, item.name.text)
  const name = parameter?.role === 'direction' ? 'direction' : item.name.text
  const refuse = (message: string) => ({ from, to, message })
  if (item.isOff || item.isExcluded) {
    return refuse(`“${name}” can neither be excluded nor disabled. Write ${name}:value.`)
  }
  if (!value || item.isGroup) return refuse(`“${name}” takes one value. Write ${name}:value.`)
  if (found.settings.has(name)) return refuse(`“${name}” stands twice. Keep one.`)
  const message = findSettingProblem(dataset, name, value.text)
  if (message) return { from: value.from, to: value.to, message }
  found.settings.set(name, { from, to, text: value.text })
  return undefined
}

function findSettingProblem(dataset: Dataset, name: string, value: string): string | undefined {
  if (name === 'range') {
    return findRangeMs(value) === undefined
      ? `“${value.slice(0, 60)}” is not a range. Use one such as 15m, 24h, 7d or 2w.`
      : undefined
  }
  const parameter =
    name === 'direction'
      ? dataset.parameters.find(({ role }) => role === 'direction')
      : findParameter(dataset, name)
  return parameter && findValueProblem(parameter, value)
}

function timeProblems(settings: Found['settings']): TypedProblem[] {
  const [range, since, before] = ['range', 'since', 'before'].map((name) => settings.get(name))
  if (range && (since ?? before)) {
    const message = '“range” contradicts “since” and “before”. Keep one of them.'
    return [{ from: range.from, to: range.to, message }]
  }
  if (!since || !before) return []
  return timeOrderProblems([
    ['since', since.text],
    ['before', before.text],
  ]).map(({ message }) => ({ from: before.from, to: before.to, message }))
}

function toTimeRange(settings: Found['settings']): LogQuery['timeRange'] | undefined {
  const [range, since, before] = ['range', 'since', 'before'].map(
    (name) => settings.get(name)?.text,
  )
  if (since === undefined && before === undefined) {
    return range === undefined ? undefined : { kind: 'relative', range }
  }
  return {
    kind: 'absolute',
    ...(since !== undefined && { since }),
    ...(before !== undefined && { before }),
  }
}
