/**
 * Converts the question of a timeline to one of its logs. Filters by role become filters of the log's API; where the API
 * has none, they become local filters on the field of the role.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getDataset } from '../../catalog/index.ts'
import { type RoleLocation, toLocationKeys } from '../../catalog/roles.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import { type TimelineRole, toRoleKey } from '../../catalog/timeline/timeline-role.ts'
import { toPointer } from '../json-pointer.ts'
import { addLocalFilter } from '../local-filters.ts'
import type { Filter, LocalFilter, LogQuery, Source } from '../log-query.ts'
import { translateTimeRange } from '../switch-dataset.ts'
import { toFilterText } from '../translate-query.ts'
import { isNetwork } from '../validate-query.ts'
import { planTimeline, recordsRole } from './plan-timeline.ts'
import type { RoleFilter } from './timeline-query.ts'
import type { Converted } from './to-timeline.ts'
import { toTimelineQuery } from './to-timeline-query.ts'

/**
 * The question of a timeline to one log alone. Time, direction and local filters stay. Throws for a query that is not a
 * timeline, and for a source whose dataset is unknown.
 */
export function toLogQuery(query: LogQuery, source: Source): Converted {
  const dataset = getDataset(source.dataset)
  const enabled = convertFilters(query, dataset, source)
  const { filters: _, ...withoutFilters } = source
  const disabled = convertFilters(
    { ...query, filters: query.disabledFilters },
    dataset,
    withoutFilters,
  )
  return {
    query: {
      dataset: dataset.id,
      scope: source.scope,
      timeRange: translateTimeRange(query, dataset),
      filters: enabled.filters,
      direction: query.direction,
      localFilters: enabled.localFilters.reduce<readonly LocalFilter[]>(
        addLocalFilter,
        query.localFilters,
      ),
      disabledFilters: disabled.filters,
      disabledLocalFilters: disabled.localFilters.reduce<readonly LocalFilter[]>(
        addLocalFilter,
        query.disabledLocalFilters,
      ),
    },
    messages: [...enabled.messages, ...disabled.messages],
    localMessages: [...enabled.localMessages, ...disabled.localMessages],
  }
}

type Parts = {
  filters: readonly Filter[]
  localFilters: readonly LocalFilter[]
  messages: readonly string[]
  localMessages: readonly string[]
}

function convertFilters(query: LogQuery, dataset: Dataset, source: Source): Parts {
  const question = toTimelineQuery({ ...query, sources: [source], hiddenSources: [] })
  const recorded = question.filters.filter(({ role }) => recordsRole(dataset, role))
  const messages = question.filters
    .filter((filter) => !recorded.includes(filter))
    .map((filter) => `${toText(filter)} (${dataset.shortTitle} does not record it)`)
  const [plan] = planTimeline({ ...question, filters: recorded })
  let parts: Parts = {
    filters: plan?.query?.filters ?? [],
    localFilters: [],
    messages,
    localMessages: [],
  }
  for (const filter of plan?.query ? plan.roleFilters : []) parts = addLocal(parts, dataset, filter)
  return parts
}

/** Adds what the API does not do of a filter by role. */
function addLocal(parts: Parts, dataset: Dataset, filter: RoleFilter): Parts {
  const localFilters = toLocalFilters(dataset, filter)
  const text = toText(filter)
  if (localFilters) {
    return {
      ...parts,
      localFilters: [...parts.localFilters, ...localFilters],
      localMessages: [...parts.localMessages, `“${text}” ${toWay(localFilters)}`],
    }
  }
  const action = filter.role === 'verb' && findActionFilter(parts, dataset)
  return action
    ? {
        ...parts,
        localMessages: [...parts.localMessages, `“${text}” is “${toFilterText(action, dataset)}”`],
      }
    : { ...parts, messages: [...parts.messages, text] }
}

function toWay(localFilters: readonly LocalFilter[]): string {
  return localFilters.some(({ kind }) => kind === 'text')
    ? 'is searched as a text anywhere in loaded entries'
    : 'is applied to loaded entries'
}

/** Maximum number of local filters in place of one filter by role: more would fill the filter bar. */
const maxLocalFilters = 8

/** The local filters that do the same, or find some more; `undefined` where there are none. */
function toLocalFilters(
  dataset: Dataset,
  { role, mode, values }: RoleFilter,
): readonly LocalFilter[] | undefined {
  if (role === 'verb') return undefined
  const locations = dataset.roles[role] ?? []
  const words = role === 'outcome' ? toOutcomeWords(dataset, values) : values
  if (locations.length === 1 || mode === 'exclude') {
    if (locations.length > 1 && locations.length * words.length > maxLocalFilters) return undefined
    return locations.flatMap((location) =>
      words.map((text) => toFieldFilter(location, mode, text, role)),
    )
  }
  // Local filters on different fields all have to match, so that the text is searched in the whole entry.
  return words.length === 1 ? words.map((text) => ({ kind: 'text', mode, text })) : undefined
}

function toFieldFilter(
  location: RoleLocation,
  mode: Filter['mode'],
  text: string,
  role: TimelineRole,
): LocalFilter {
  const pointer = toPointer(toLocationKeys(location))
  return { kind: 'field', pointer, mode, text, isExact: !(role === 'address' && isNetwork(text)) }
}

function toOutcomeWords({ outcomes }: Dataset, values: readonly string[]): readonly string[] {
  return values.flatMap((value) =>
    value === 'success' || value === 'failure' ? (outcomes?.[value] ?? []).map(String) : [value],
  )
}

/** The filter of the API that narrows by the actions of a verb. */
function findActionFilter({ filters }: Parts, { roles, parameters }: Dataset): Filter | undefined {
  const field = roles.action?.[0]?.field
  const parameter = parameters.find((each) => each.role === 'filter' && each.field === field)
  return filters.find((filter) => filter.parameter === parameter?.wireName)
}

function toText({ role, mode, values }: RoleFilter): string {
  return toFilterText({ parameter: toRoleKey(role), mode, values }, timeline)
}
