/**
 * Converts between a query and typed filters, a text for the query bar. A part that cannot be used becomes a problem
 * with its position in the text. Formatting and parsing a query gives the same query.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter, getDataset } from '../../catalog/index.ts'
import { findSizeProblem } from '../address/url-codec.ts'
import { addValues } from '../filters.ts'
import { findPointerKeys, toFieldPointer } from '../json-pointer.ts'
import { findNetworkProblem, isLocalNetwork, moveNetworks } from '../local/networks.ts'
import { formatLocalFilter, getLocalKey, parseLocalFilter } from '../local-filter-text.ts'
import { addLocalFilter } from '../local-filters.ts'
import type { Filter, FilterMode, LocalFilter, LogQuery } from '../log-query.ts'
import { findNearestName } from '../names/nearest-name.ts'
import { findRequestsProblem } from '../split-query.ts'
import { findKeyMeaning, findNameRemedy, findValueProblem } from '../validate-query.ts'
import {
  findLengthProblem,
  formatTypedPath,
  formatTypedValue,
  joinPhrases,
  parseTypedItems,
  type TextRange,
  type TypedItem,
  type TypedProblem,
} from './typed-items.ts'
import {
  findTimeProblems,
  findTypedTimeRange,
  readSetting,
  type TypedContext,
  type TypedSettings,
} from './typed-settings.ts'

/** The query of a text; `problems` lists the parts that cannot be used. */
export type ParsedTyped = { query: LogQuery; problems: readonly TypedProblem[] }

/**
 * Parses typed filters for the dataset and scope of `base`. They replace all filters of `base`, also local and disabled
 * ones. Time and direction are those of `base`, unless the text has them. A network for a parameter that takes addresses
 * only becomes a local filter.
 */
export function parseTyped(text: string, base: LogQuery, context?: TypedContext): ParsedTyped {
  return parseOver(text, { ...base, ...noFilters }, context)
}

/** Parses typed filters that are added to those of `base`. Time and direction are those of `base`, unless the text has them. */
export function parseTypedAddition(
  text: string,
  base: LogQuery,
  context?: TypedContext,
): ParsedTyped {
  return parseOver(text, base, context)
}

const noFilters = {
  filters: [],
  disabledFilters: [],
  localFilters: [],
  disabledLocalFilters: [],
} as const

function parseOver(text: string, base: LogQuery, context: TypedContext | undefined): ParsedTyped {
  const dataset = getDataset(base.dataset)
  const collected: Collected = {
    filters: base.filters,
    disabledFilters: base.disabledFilters,
    localFilters: base.localFilters,
    disabledLocalFilters: base.disabledLocalFilters,
    settings: new Map(),
    context,
  }
  const problems: TypedProblem[] = []
  for (const item of joinPhrases(parseTypedItems(text))) {
    const problem = item.problem ?? readItem(collected, item, dataset)
    if (problem) problems.push(problem)
  }
  const lengthProblem = findLengthProblem(text)
  if (lengthProblem) problems.push({ from: 0, to: text.length, message: lengthProblem })
  problems.push(...findTimeProblems(collected.settings))
  const { settings } = collected
  const enabled = moveNetworks(dataset, collected.filters)
  const disabled = moveNetworks(dataset, collected.disabledFilters)
  const direction = settings.get('direction')?.text ?? base.direction
  const query: LogQuery = {
    dataset: base.dataset,
    scope: base.scope,
    ...(base.sources && { sources: base.sources }),
    ...(base.hiddenSources && { hiddenSources: base.hiddenSources }),
    timeRange: findTypedTimeRange(settings) ?? base.timeRange,
    filters: enabled.filters,
    direction: direction === 'asc' ? 'asc' : 'desc',
    localFilters: enabled.localFilters.reduce(addLocalFilter, collected.localFilters),
    disabledFilters: disabled.filters,
    disabledLocalFilters: disabled.localFilters.reduce(
      addLocalFilter,
      collected.disabledLocalFilters,
    ),
  }
  const message = findSizeProblem(query)
  if (message) problems.push({ from: 0, to: text.length, message })
  return { query, problems }
}

/** The phrase of a text that has nothing else, and whether entries with it are included or excluded. */
export function findOnlyPhrase(text: string): { text: string; mode: FilterMode } | undefined {
  const [item, ...others] = joinPhrases(parseTypedItems(text))
  const [value] = item?.values ?? []
  if (!item?.bare || item.isOff || !value || others.length > 0) return undefined
  return { text: value.text, mode: item.isExcluded ? 'exclude' : 'include' }
}

/** Formats a query without its dataset and scope. */
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

/** Formats the filters of a query: enabled, local and disabled ones. */
export function formatTypedFilters(query: LogQuery): string {
  return [
    ...query.filters.map(formatTypedFilter),
    ...query.localFilters.map(formatLocal),
    ...query.disabledFilters.map((filter) => `off:${formatTypedFilter(filter)}`),
    ...query.disabledLocalFilters.map((filter) => `off:${formatLocal(filter)}`),
  ].join(' ')
}

/** Formats one filter, such as `-action_type:(view login)`. */
export function formatTypedFilter({ parameter, mode, values }: Filter): string {
  const valueTexts = values.map(formatTypedValue)
  const value = valueTexts.length === 1 ? valueTexts[0] : `(${valueTexts.join(' ')})`
  return `${mode === 'exclude' ? '-' : ''}${parameter}:${value}`
}

function formatLocal(filter: LocalFilter): string {
  const sign = filter.mode === 'exclude' ? '-' : ''
  if (filter.kind !== 'field') {
    return `${sign}${filter.kind}:${formatTypedValue(formatLocalFilter(filter))}`
  }
  const { pointer, text, isExact } = filter
  return `${sign}local:${formatTypedPath(pointer)}${isExact ? '=' : ':'}${formatTypedValue(text)}`
}

/** The items of a text, collected. */
type Collected = {
  filters: readonly Filter[]
  disabledFilters: readonly Filter[]
  localFilters: readonly LocalFilter[]
  disabledLocalFilters: readonly LocalFilter[]
  /** Time and direction, by name. */
  settings: TypedSettings
  readonly context: TypedContext | undefined
}

function readItem(
  collected: Collected,
  item: TypedItem,
  dataset: Dataset,
): TypedProblem | undefined {
  const { name, local, values } = item
  const refuse = (message: string, { from, to }: TextRange = item) => ({ from, to, message })
  if (local) return readLocal(collected, item, local)
  if (item.bare) return readWhole(collected, item, 'text')
  if (name.text === 'text' || name.text === 'hours' || name.text === 'rule') {
    return readWhole(collected, item, name.text)
  }
  const setting = ['range', 'direction'].includes(name.text) ? name.text : undefined
  const parameter = setting ? undefined : findParameter(dataset, name.text)
  if (setting || parameter?.role === 'time' || parameter?.role === 'direction') {
    return readSetting(collected.settings, item, dataset, collected.context)
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
    if (message && !isLocalNetwork(meaning.parameter, value.text)) return refuse(message, value)
  }
  const list = item.isOff ? 'disabledFilters' : 'filters'
  const texts = values.map(({ text }) => text)
  const merged = addValues(collected[list], wireName, meaning.mode, texts)
  const message = item.isOff ? undefined : findRequestsProblem(dataset, merged)
  if (message) return refuse(message)
  collected[list] = merged
  return undefined
}

function toNameMessage(
  { name, isExcluded }: TypedItem,
  dataset: Dataset,
  { kind, message }: { kind: string; message: string },
): string {
  if (kind !== 'unknown-parameter') return message
  const wireName = name.text.replace(/\.not$/, '')
  if (isExcluded && wireName !== name.text && findParameter(dataset, wireName)) {
    return `“-” and “.not” both exclude. Write -${wireName}.`
  }
  const knownNames = [
    ...dataset.parameters.filter(({ role }) => role === 'filter').map(({ wireName }) => wireName),
    ...['since', 'before', 'range', 'direction', 'local', 'text', 'hours', 'rule', 'off'],
  ]
  const nearest = findNearestName(wireName, knownNames)
  const remedy =
    findNameRemedy(dataset, wireName) ??
    (nearest
      ? `Did you mean “${nearest}”?`
      : 'Choose one from the list, or put the text in quotes to search for it.')
  return `“${name.text.slice(0, 60)}” is not a filter of this log. ${remedy}`
}

function readLocal(
  collected: Collected,
  item: TypedItem,
  { pointer: written, isExact }: NonNullable<TypedItem['local']>,
): TypedProblem | undefined {
  const { from, to } = item
  if (item.values.length === 0) {
    const message =
      'This local filter has no value. Write it behind the colon, or "" for an empty one.'
    return { from, to, message }
  }
  // The catalog and other tools write dotted paths, so these are accepted as well.
  const pointer = /^[^/]/.test(written.text) ? toFieldPointer(written.text) : written.text
  if (!findPointerKeys(pointer)) {
    const message = `“${written.text.slice(0, 60)}” is not a place in an entry. Use one such as /raw/user_agent.`
    return { ...written, message }
  }
  const mode: FilterMode = item.isExcluded ? 'exclude' : 'include'
  const list = item.isOff ? 'disabledLocalFilters' : 'localFilters'
  for (const { text, ...range } of item.values) {
    const message = findNetworkProblem({ pointer, text })
    if (message) return { from: range.from, to: range.to, message }
    const filter: LocalFilter = { kind: 'field', pointer, mode, text, isExact }
    collected[list] = addLocalFilter(collected[list], filter)
  }
  return undefined
}

const wholeForms = {
  text: 'text:"a phrase"',
  hours: 'hours:"mon-fri 07:00-19:00"',
  rule: 'rule:effect.loosens',
} as const

/** Reads a filter on the whole entry: a text anywhere in it, hours in which its time is, or a rule that matches. */
function readWhole(
  collected: Collected,
  item: TypedItem,
  kind: keyof typeof wholeForms,
): TypedProblem | undefined {
  const { from, to, isExcluded, isOff, isGroup, values } = item
  const [value] = values
  const key = getLocalKey({ kind, mode: isExcluded ? 'exclude' : 'include' })
  if (!value || isGroup) {
    return {
      from,
      to,
      message: `“${kind}” takes one value. Write ${wholeForms[kind]}, and repeat it for more.`,
    }
  }
  const parsed = parseLocalFilter(key, value.text)
  if (parsed.problem !== undefined)
    return { from: value.from, to: value.to, message: parsed.problem }
  const list = isOff ? 'disabledLocalFilters' : 'localFilters'
  collected[list] = addLocalFilter(collected[list], parsed.filter)
  return undefined
}
