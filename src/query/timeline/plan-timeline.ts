/**
 * Plans how each source of a timeline answers its question: what the API is asked for, what is matched after loading,
 * and which logs cannot contain the answer.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { getDataset } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import type { Outcomes } from '../../catalog/roles.ts'
import type { TimelineRole } from '../../catalog/timeline/timeline-role.ts'
import { toVerb } from '../../catalog/verbs.ts'
import { formatSource } from '../address/source-text.ts'
import { addValues } from '../filters.ts'
import type { Filter, LogQuery, Source } from '../log-query.ts'
import { planFilters } from '../plan-filters.ts'
import { findRequestsProblem } from '../split-query.ts'
import { findValueProblem } from '../validate-query.ts'
import type { RoleFilter, TimelineQuery } from './timeline-query.ts'

/** How one source answers. */
export type SourcePlan =
  | {
      source: Source
      /** The query of the source; its filters are those that the API applies. */
      query: LogQuery
      /** Matched after loading; each is also there when the API only narrows the result by it. */
      roleFilters: readonly RoleFilter[]
      /** Roles that the log does not record, so that an exclude cannot be checked: all entries are shown. */
      unchecked: readonly TimelineRole[]
      cannotContain?: never
      isHidden?: never
    }
  | {
      source: Source
      /** Roles of includes that the log does not record: no entry of it can match, so it is not asked. */
      cannotContain: readonly TimelineRole[]
      query?: never
      isHidden?: never
    }
  /** The user has hidden it, so that nothing has to be asked of it. */
  | { source: Source; isHidden: true; query?: never; cannotContain?: never }

/** The plan of every source, in their order. Throws for a source whose dataset is unknown. */
export function planTimeline(question: TimelineQuery): readonly SourcePlan[] {
  return question.sources.map((source) => planSource(question, source))
}

function planSource(question: TimelineQuery, source: Source): SourcePlan {
  if (question.hiddenSources?.includes(formatSource(source))) return { source, isHidden: true }
  const dataset = getDataset(source.dataset)
  const unrecorded = question.filters.filter(({ role }) => !recordsRole(dataset, role))
  const cannotContain = unrecorded.filter(({ mode }) => mode === 'include').map(({ role }) => role)
  if (cannotContain.length > 0) return { source, cannotContain }
  // Without them, the log cannot be asked at all.
  let sent: readonly Filter[] = source.filters ?? []
  const roleFilters: RoleFilter[] = []
  for (const filter of question.filters) {
    if (unrecorded.includes(filter)) continue
    const request = findRequestFilter(dataset, filter)
    const next = request && addRequestFilter(sent, request)
    const isSent = next !== undefined && canSend(dataset, next)
    if (isSent) sent = next
    if (!isSent || !request?.isExact) roleFilters.push(filter)
  }
  return {
    source,
    query: {
      dataset: dataset.id,
      scope: source.scope,
      timeRange: question.timeRange,
      filters: sent,
      direction: question.direction,
      localFilters: question.localFilters,
      disabledFilters: [],
      disabledLocalFilters: [],
    },
    roleFilters,
    unchecked: unrecorded.map(({ role }) => role),
  }
}

/** Whether entries of a log can have a value of the role. */
export function recordsRole({ roles }: Pick<Dataset, 'roles'>, role: TimelineRole): boolean {
  // Every log has actions, from which verbs are derived.
  return role === 'verb' || (roles[role]?.length ?? 0) > 0
}

/** A filter of the API, and whether it finds exactly the entries that match the filter by role, or some more. */
type RequestFilter = Filter & { isExact: boolean }

/** The filter of the API for a filter by role; `undefined` where the API has none, or none for all of the values. */
function findRequestFilter(dataset: Dataset, filter: RoleFilter): RequestFilter | undefined {
  if (filter.role === 'verb') return findActionFilter(dataset, filter)
  const parameter = findRoleParameter(dataset, filter)
  if (!parameter) return undefined
  const values =
    filter.role === 'outcome'
      ? toOutcomeWords(dataset.outcomes, parameter, filter.values)
      : filter.values
  return toRequestFilter(parameter, filter.mode, values, true)
}

/** The parameter that filters by the role's only location. With a second location, the API would find too little. */
function findRoleParameter(dataset: Dataset, { role, mode }: RoleFilter): Parameter | undefined {
  if (role === 'verb') return undefined
  const [location, ...others] = dataset.roles[role] ?? []
  if (!location || location.keys.length > 0 || others.length > 0) return undefined
  return dataset.parameters.find(
    (parameter) =>
      parameter.role === 'filter' &&
      parameter.field === location.field &&
      parameter.deprecatedFor === undefined &&
      parameter.ignoresCase !== true &&
      (mode === 'include' || parameter.exclude),
  )
}

/**
 * The actions that have one of the wanted verbs, where the API has a closed list of actions. The description can make any
 * action a sign-in, so the API cannot be asked for sign-ins, and cannot exclude by a verb.
 */
function findActionFilter(
  dataset: Dataset,
  { mode, values }: RoleFilter,
): RequestFilter | undefined {
  const parameter = findRoleParameter(dataset, { role: 'action', mode, values })
  if (parameter?.kind !== 'choice' || mode === 'exclude' || values.includes('sign-in')) {
    return undefined
  }
  const actions = (parameter.values ?? []).filter((action) =>
    values.includes(toVerb(dataset.verbs, action)),
  )
  return toRequestFilter(parameter, mode, actions, false)
}

function toRequestFilter(
  parameter: Parameter,
  mode: Filter['mode'],
  values: readonly string[],
  isExact: boolean,
): RequestFilter | undefined {
  const isValid =
    values.length > 0 && values.every((value) => findValueProblem(parameter, value) === undefined)
  return isValid ? { parameter: parameter.wireName, mode, values, isExact } : undefined
}

/**
 * Adds a filter; `undefined` where another role already includes by its parameter, because the API would then match the values
 * of either.
 */
function addRequestFilter(
  sent: readonly Filter[],
  { parameter, mode, values }: RequestFilter,
): readonly Filter[] | undefined {
  const isTaken = sent.some((each) => each.parameter === parameter && each.mode === mode)
  return mode === 'include' && isTaken ? undefined : addValues(sent, parameter, mode, values)
}

/** `success` and `failure` in the spellings that the parameter accepts; other words as they are. */
function toOutcomeWords(
  outcomes: Outcomes | undefined,
  parameter: Parameter,
  values: readonly string[],
): readonly string[] {
  return values.flatMap((value) =>
    value === 'success' || value === 'failure'
      ? (outcomes?.[value] ?? [])
          .map(String)
          .filter((word) => findValueProblem(parameter, word) === undefined)
      : [value],
  )
}

/** Whether the API applies all of these filters. */
function canSend(dataset: Dataset, filters: readonly Filter[]): boolean {
  return (
    findRequestsProblem(dataset, filters) === undefined &&
    planFilters(dataset, filters).unsent.length === 0
  )
}
