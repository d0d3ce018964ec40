/**
 * Converts the question of one log to a timeline over several. A filter on a field that is the only location of a role
 * becomes a filter by that role. Other filters become local ones, which find something only in logs with that field.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter, getDataset } from '../../catalog/index.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { isHiddenSource, setHiddenSources } from '../address/hidden-sources.ts'
import { maxSources } from '../address/source-text.ts'
import { findPointerField, toFieldPointer } from '../json-pointer.ts'
import { isAddressPointer, isNetworkFilter } from '../local/networks.ts'
import { addLocalFilter, groupLocalFilters } from '../local-filters.ts'
import type { FieldFilter, Filter, LocalFilter, LogQuery, Source } from '../log-query.ts'
import { findMissingFilter, keepRequired } from '../required/required-filter.ts'
import { toFilterText } from '../translate-query.ts'
import { isNetwork } from '../validate-query.ts'
import { findRoleFilter } from './find-role-filter.ts'

/** Another question, and sentences about the filters that could not be carried over as they were. */
export type Converted = {
  query: LogQuery
  /** One for each filter that was dropped. */
  messages: readonly string[]
  /** One for each filter that is applied otherwise than before. */
  localMessages: readonly string[]
}

/** What becomes of a list of filters. */
type Parts = {
  filters: readonly Filter[]
  localFilters: readonly LocalFilter[]
  messages: readonly string[]
  localMessages: readonly string[]
}

/**
 * The question of a log to these sources, among which the log itself is too if it can be asked. Time, direction and local filters
 * stay. Throws for a query whose dataset is unknown; a timeline only gets these sources.
 */
export function toTimeline(query: LogQuery, sources: readonly Source[]): Converted {
  if (query.dataset === timelineId) {
    return { query: withSources(query, sources), messages: [], localMessages: [] }
  }
  const dataset = getDataset(query.dataset)
  const enabled = convertFilters(dataset, query.filters, query.localFilters)
  const disabled = convertFilters(dataset, query.disabledFilters, query.disabledLocalFilters)
  const next: LogQuery = {
    ...query,
    dataset: timelineId,
    filters: enabled.filters,
    localFilters: enabled.localFilters,
    disabledFilters: disabled.filters,
    disabledLocalFilters: disabled.localFilters,
  }
  return {
    query: withSources(next, addOwnSource(query, sources)),
    messages: [...enabled.messages, ...disabled.messages],
    localMessages: [...enabled.localMessages, ...disabled.localMessages],
  }
}

/** The query over these sources, of which those that were hidden stay hidden; without any, its scope stays. */
function withSources(query: LogQuery, sources: readonly Source[]): LogQuery {
  const next = { ...query, scope: sources[0]?.scope ?? query.scope, sources }
  return setHiddenSources(next, (source) => isHiddenSource(query, source))
}

function addOwnSource(query: LogQuery, sources: readonly Source[]): readonly Source[] {
  const { dataset, scope } = query
  const isOwn = (source: Source) =>
    source.dataset === dataset && JSON.stringify(source.scope) === JSON.stringify(scope)
  if (sources.some(isOwn) || findMissingFilter(query)) return sources
  const filters = keepRequired(getDataset(dataset), query.filters)
  const own: Source = { dataset, scope, ...(filters.length > 0 && { filters }) }
  return [own, ...sources].slice(0, maxSources)
}

function convertFilters(
  dataset: Dataset,
  filters: readonly Filter[],
  localFilters: readonly LocalFilter[],
): Parts {
  const required = keepRequired(dataset, filters)
  const parts = filters
    // The sources say which of them are read.
    .filter((filter) => !required.includes(filter))
    .reduce((before, filter) => addFilter(before, dataset, filter), {
      filters: [],
      localFilters: [],
      messages: [],
      localMessages: [],
    } as Parts)
  return groupLocalFilters(localFilters).reduce(
    (before, group) => addLocalGroup(before, dataset, group),
    parts,
  )
}

function addFilter(parts: Parts, dataset: Dataset, filter: Filter): Parts {
  const parameter = findParameter(dataset, filter.parameter)
  const field = parameter?.field
  const text = toFilterText(filter, dataset)
  if (field === undefined || parameter?.widens !== undefined) {
    return { ...parts, messages: [...parts.messages, text] }
  }
  const byRole = findRoleFilter(dataset, field, filter)
  if (byRole && canAdd(parts, byRole)) return { ...parts, filters: [...parts.filters, byRole] }
  const pointer = toFieldPointer(field)
  const added = filter.values.map((value): FieldFilter => {
    const isNetworkText = isAddressPointer(pointer) && isNetwork(value)
    return { kind: 'field', pointer, mode: filter.mode, text: value, isExact: !isNetworkText }
  })
  const where =
    filter.mode === 'include'
      ? 'only entries that have this field can match'
      : 'entries without this field stay'
  return {
    ...parts,
    localFilters: added.reduce<readonly LocalFilter[]>(addLocalFilter, parts.localFilters),
    localMessages: [...parts.localMessages, `“${text}” is applied to loaded entries; ${where}`],
  }
}

/** Filters on one pointer are alternatives, so that they become a filter by role together or not at all. */
function addLocalGroup(parts: Parts, dataset: Dataset, group: readonly LocalFilter[]): Parts {
  const byRole = findRoleFilterOfGroup(dataset, group)
  if (byRole && canAdd(parts, byRole)) return { ...parts, filters: [...parts.filters, byRole] }
  return {
    ...parts,
    localFilters: group.reduce<readonly LocalFilter[]>(addLocalFilter, parts.localFilters),
  }
}

function findRoleFilterOfGroup(
  dataset: Dataset,
  group: readonly LocalFilter[],
): Filter | undefined {
  const fieldFilters = group.filter((filter) => filter.kind === 'field')
  const [first] = fieldFilters
  const field = first && findPointerField(dataset, first.pointer)
  if (!field || !fieldFilters.every((filter) => filter.isExact || isNetworkFilter(filter))) {
    return undefined
  }
  const { mode } = first
  return findRoleFilter(dataset, field.path, { mode, values: fieldFilters.map(({ text }) => text) })
}

/** A second filter of the same role and mode would be merged with the first, although both have to match. */
function canAdd({ filters }: Parts, { parameter, mode }: Filter): boolean {
  return !filters.some((each) => each.parameter === parameter && each.mode === mode)
}
