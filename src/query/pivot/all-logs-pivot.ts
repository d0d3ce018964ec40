/** The pivots from one log to a timeline: everything by this actor, from this address, on this resource … in all logs. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import { listRolesOf } from '../../catalog/roles.ts'
import { timeline, timelineId } from '../../catalog/timeline/timeline.ts'
import { findRole, type TimelineRole, toRoleKey } from '../../catalog/timeline/timeline-role.ts'
import { clearFilters } from '../filters.ts'
import type { LogQuery, Source } from '../log-query.ts'
import { findValueProblem, isAddress } from '../validate-query.ts'
import type { PivotTarget } from './pivot-target.ts'
import { findPivotField, findPivotText } from './resolve-pivot.ts'

/** The roles whose values name one actor, address, resource …, and what a menu calls everything of it. */
const roleWords: Partial<Record<TimelineRole, string>> = {
  actor: 'Everything by this actor',
  actorId: 'Everything by this actor',
  credentialId: 'Everything by this token',
  credentialName: 'Everything by this token',
  address: 'Everything from this address',
  resourceId: 'Everything on this resource',
  zone: 'Everything in this zone',
  zoneId: 'Everything in this zone',
  ray: 'Everything with this Ray ID',
}

/** What is asked of all logs about a value. */
export type AllLogsPivot = {
  /** The label of the item. */
  words: string
  role: TimelineRole
  value: string
}

/**
 * The question about a value; `undefined` for a value that names no actor, address, resource …, and in a timeline, whose
 * own menu asks it. Values of no such field are recognized by their form, such as an address in a body.
 */
export function findAllLogsPivot(dataset: Dataset, target: PivotTarget): AllLogsPivot | undefined {
  const value = findPivotText(target)
  if (value === undefined || dataset.id === timelineId) return undefined
  const role = findFieldRole(dataset, target) ?? findRoleByForm(value)
  const words = role && roleWords[role]
  const parameter = role && findParameter(timeline, toRoleKey(role))
  if (!words || !parameter || findValueProblem(parameter, value)) return undefined
  return { words, role, value }
}

/** The timeline over these sources with this question alone; time and direction are those of the query. */
export function toAllLogsQuery(
  query: LogQuery,
  { role, value }: Pick<AllLogsPivot, 'role' | 'value'>,
  sources: readonly Source[],
): LogQuery {
  const { hiddenSources: _, ...cleared } = clearFilters(query)
  return {
    ...cleared,
    dataset: timelineId,
    scope: sources[0]?.scope ?? query.scope,
    sources,
    filters: [{ parameter: toRoleKey(role), mode: 'include', values: [value] }],
  }
}

/** The role by which a timeline finds the value again: of the field, where the role is read first. */
function findFieldRole(dataset: Dataset, target: PivotTarget): TimelineRole | undefined {
  const path = findPivotField(dataset, target)?.path
  const roles = path === undefined ? [] : listRolesOf(dataset, path)
  return roles
    .filter((role) => dataset.roles[role]?.[0]?.field === path)
    .flatMap((role) => findRole(toRoleKey(role as TimelineRole)) ?? [])
    .find((role) => roleWords[role] !== undefined)
}

function findRoleByForm(value: string): TimelineRole | undefined {
  if (isAddress(value)) return 'address'
  return /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value) ? 'actor' : undefined
}
