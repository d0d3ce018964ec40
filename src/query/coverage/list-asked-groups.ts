/** Reads a question by roles: which values its filters name, whatever the parameters of its log are called. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import { type Role, roles, toLocationKeys } from '../../catalog/roles.ts'
import { findPointerKeys } from '../json-pointer.ts'
import { groupLocalFilters } from '../local-filters.ts'
import type { FilterMode, LogQuery, TextFilter } from '../log-query.ts'

/** The values of one filter; an entry has to match any of them, and all groups. */
export type AskedGroup = {
  /** The roles of the field; empty for a field without a role, and for a search in the whole entry. */
  roles: readonly Role[]
  mode: FilterMode
  values: readonly string[]
  /** Whether a value has to be a part of the field's value; otherwise they have to be equal. */
  isPart: boolean
  /** Whether the values are added to those of another filter. */
  widens: boolean
  /** The filter in words: `Product is workers`. */
  words: string
}

/** The groups of a query; disabled filters have no effect. */
export function listAskedGroups(query: LogQuery, dataset: Dataset): readonly AskedGroup[] {
  const groups: AskedGroup[] = []
  for (const { parameter: name, mode, values } of query.filters) {
    const parameter = findParameter(dataset, name)
    const target = parameter?.widens ? findParameter(dataset, parameter.widens) : parameter
    if (!parameter) continue
    groups.push({
      roles: listRolesAt(dataset, target?.field),
      mode,
      values,
      isPart: false,
      widens: parameter.widens !== undefined,
      words: toWords(parameter.label, mode, values, 'is'),
    })
  }
  groups.push(...query.localFilters.filter((filter) => filter.kind === 'text').map(toTextGroup))
  const fieldFilters = query.localFilters.filter((filter) => filter.kind === 'field')
  for (const all of groupLocalFilters(fieldFilters)) {
    const [{ pointer, mode }] = all
    const path = findPointerKeys(pointer)?.join('.')
    const label = dataset.fields.find((field) => field.path === path)?.label ?? 'The entry'
    const isPart = all.some(({ isExact }) => !isExact)
    const texts = all.map(({ text }) => text)
    groups.push({
      roles: listRolesAt(dataset, path),
      mode,
      values: texts,
      isPart,
      widens: false,
      words: toWords(label, mode, texts, isPart ? 'has' : 'is'),
    })
  }
  return groups
}

/** A text may be anywhere in the entry; each has to be there. */
function toTextGroup({ mode, text }: TextFilter): AskedGroup {
  const words = toWords('The entry', mode, [text], 'has')
  return { roles: [], mode, values: [text], isPart: true, widens: false, words }
}

function listRolesAt(dataset: Dataset, path: string | undefined): readonly Role[] {
  if (path === undefined || path === '') return []
  return roles.filter((role) =>
    dataset.roles[role]?.some((location) => toLocationKeys(location).join('.') === path),
  )
}

function toWords(
  label: string,
  mode: FilterMode,
  values: readonly string[],
  verb: 'is' | 'has',
): string {
  const negated = { is: 'is not', has: 'does not have' }
  return `${label} ${mode === 'include' ? verb : negated[verb]} ${values.join(' or ')}`
}
