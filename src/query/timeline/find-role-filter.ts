/** Finds the filter of a timeline for values of a field of one log. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import { findOutcomeWord, listRolesOf } from '../../catalog/roles.ts'
import { timeline } from '../../catalog/timeline/timeline.ts'
import {
  type TimelineRole,
  timelineRoles,
  toRoleKey,
} from '../../catalog/timeline/timeline-role.ts'
import { toVerb } from '../../catalog/verbs.ts'
import type { Filter } from '../log-query.ts'
import { findValueProblem } from '../validate-query.ts'

/**
 * The filter by role for values of a field; `undefined` where the role may have its value elsewhere, or the timeline does
 * not know the words.
 */
export function findRoleFilter(
  dataset: Dataset,
  field: string,
  { mode, values }: Pick<Filter, 'mode' | 'values'>,
): Filter | undefined {
  const role = findOnlyRole(dataset, field)
  if (!role) return undefined
  const verbs = role === 'action' ? findVerbs(dataset, field, values) : undefined
  const words = verbs ?? (role === 'outcome' ? toOutcomes(dataset, field, values) : values)
  const parameter = findParameter(timeline, toRoleKey(verbs ? 'verb' : role))
  if (!parameter || words.some((word) => findValueProblem(parameter, word))) return undefined
  return { parameter: parameter.wireName, mode, values: [...new Set(words)] }
}

/** The role that only this field has. A field with several roles is taken for the one that other logs are likely to have. */
function findOnlyRole(dataset: Dataset, field: string): TimelineRole | undefined {
  const roles: readonly string[] = listRolesOf(dataset, field)
  const only = timelineRoles.filter(
    (role) => role !== 'verb' && roles.includes(role) && dataset.roles[role]?.length === 1,
  )
  return only.find((role) => role !== 'action') ?? only[0]
}

/**
 * The verbs of these actions, where the log has a closed list of actions and all actions of each verb are among them.
 * `undefined` otherwise: then the words of the log are compared.
 */
function findVerbs(
  dataset: Dataset,
  field: string,
  values: readonly string[],
): readonly string[] | undefined {
  const actions = dataset.parameters.find((each) => each.field === field && each.kind === 'choice')
  const verbs = values.map((value) => toVerb(dataset.verbs, value))
  const isWhole = actions?.values?.every(
    (action) => values.includes(action) || !verbs.includes(toVerb(dataset.verbs, action)),
  )
  return isWhole && !verbs.includes('other') ? verbs : undefined
}

function toOutcomes(dataset: Dataset, field: string, values: readonly string[]): readonly string[] {
  return values.map((value) => findOutcomeWord(dataset, field, value) ?? value)
}
