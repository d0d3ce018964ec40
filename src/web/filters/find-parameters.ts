/** Searches the filters of a dataset by any part of label, wire name or description. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Group } from '../../catalog/fields.ts'
import type { Parameter } from '../../catalog/parameters.ts'

/** The order in which filters are offered: who, what, on what, how, where. */
const shownGroups: readonly Group[] = [
  'actor',
  'action',
  'resource',
  'request',
  'zone',
  'account',
  'change',
  'entry',
  'time',
]

/** One heading of the list and what stands below it. */
export type ParameterGroup = { heading: string; items: readonly Parameter[] }

/**
 * The filters in which every word of the text occurs, by group. While nothing is typed the groups
 * keep their order; then the group with the best match comes first. Deprecated filters come last.
 */
export function findParameters(dataset: Dataset, text: string): readonly ParameterGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = dataset.parameters
    .filter(({ role }) => role === 'filter')
    .map((parameter) => ({ parameter, rank: rankOf(parameter, words) }))
    .filter(({ rank }) => rank < noMatch)
    .sort((a, b) => a.rank - b.rank)
  const current = found.filter(({ parameter }) => parameter.deprecatedFor === undefined)
  const groups = shownGroups
    .map((group) => current.filter(({ parameter }) => parameter.group === group))
    .filter((members) => members.length > 0)
    .sort((a, b) => (a[0]?.rank ?? noMatch) - (b[0]?.rank ?? noMatch))
    .map((members) => ({
      heading: toHeading(members[0]?.parameter.group ?? 'entry'),
      items: members.map(({ parameter }) => parameter),
    }))
  const deprecated = found.filter(({ parameter }) => parameter.deprecatedFor !== undefined)
  if (deprecated.length === 0) return groups
  const items = deprecated.map(({ parameter }) => parameter)
  return [...groups, { heading: 'Deprecated', items }]
}

const noMatch = 4

/** 0 and 1: label or wire name begin with the text; 2: contain it; 3: the description does. */
function rankOf({ label, wireName, description }: Parameter, words: readonly string[]): number {
  if (words.length === 0) return 0
  const name = label.toLowerCase()
  const wire = wireName.toLowerCase()
  const names = `${name} ${wire}`
  const typed = words.join(' ')
  if (name.startsWith(typed)) return 0
  if (wire.startsWith(typed)) return 1
  if (words.every((word) => names.includes(word))) return 2
  const all = `${names} ${description.toLowerCase()}`
  return words.every((word) => all.includes(word)) ? 3 : noMatch
}

function toHeading(group: Group): string {
  return group.charAt(0).toUpperCase() + group.slice(1)
}
