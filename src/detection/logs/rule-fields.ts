/**
 * What the field names of rules mean in a log. A rule of one log writes the path of a declared field, or a path below a
 * declared field whose values are JSON. A rule for any log writes the name of a role in snake case, or keys below it.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { type Field, getFieldsByPath } from '../../catalog/fields.ts'
import { readVerb } from '../../catalog/read-verb.ts'
import {
  isRoleValue,
  type Role,
  roles,
  toLocationKeys,
  toOutcomeWord,
} from '../../catalog/roles.ts'
import { findNearestName } from '../../query/names/nearest-name.ts'
import type { RuleService } from '../rule.ts'
import { readValues } from './read-values.ts'

/** Where a log has the value of a field name. */
export type RuleField = {
  /** The name as the rule writes it. */
  name: string
  /** What to call it in a sentence: the label of the field or role, with the keys below it. */
  label: string
  /** The locations of the value as keys from the top of the entry, tried in order; of a role, all of them count. */
  locations: readonly (readonly string[])[]
  /**
   * The path of the declared field of which this is the whole value. Its value as the table reads it, given to
   * `toRuleValue`, is the value for the rule.
   */
  column?: string
  /** The value for a rule, of a value at a location: `undefined` where it does not count. */
  toRuleValue: (value: unknown) => unknown
  /** Whether the value is derived from several fields; those of `locations` explain it. */
  isDerived?: boolean
  /** The value in an entry; `undefined` without one. Several values, found in a list, are an array. */
  read: (entry: unknown) => unknown
}

/** The name of a role in rules: `credential_id` for `credentialId`. */
export function toRoleName(role: Role): string {
  return role.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const rolesByName = new Map(roles.map((role) => [toRoleName(role), role]))

/** The roles whose values are objects in some log: keys may follow their names. */
const structuredRoles: readonly Role[] = [
  ...(['requestBody', 'responseBody', 'valueBefore', 'valueAfter'] as const),
]

/** The verb is derived from the action. */
export const verbName = 'verb'

/** All role names that a rule for any log can use. */
export const roleNames: readonly string[] = [...rolesByName.keys(), verbName]

/**
 * The field of this name in a log, as rules of the service write it; `undefined` for an unknown name, and for a role that
 * the log does not record.
 */
export function findRuleField(
  service: RuleService,
  dataset: Dataset,
  name: string,
): RuleField | undefined {
  return service === 'any' ? findRoleField(dataset, name) : findLogField(dataset, name)
}

/** Why a rule of this service cannot use a field name, and what to write instead; `undefined` where it can. */
export function findFieldProblem(
  service: RuleService,
  datasets: readonly Dataset[],
  name: string,
): string | undefined {
  if (datasets.some((dataset) => findRuleField(service, dataset, name))) return undefined
  if (service === 'any') {
    const [first = ''] = name.split('.')
    const nearest = findNearestName(first, roleNames)
    return `A rule without a service uses names of roles, and “${name}” is none.${toHint(nearest)} The roles are ${roleNames.join(', ')}.`
  }
  const [dataset] = datasets
  if (!dataset) return `There is no log for “${name}”.`
  const paths = dataset.fields.flatMap(({ path, otherPaths = [] }) => [path, ...otherPaths])
  if (name.split('.').includes('')) return `“${name}” has an empty key. Remove a dot.`
  const above = paths.find((path) => name.startsWith(`${path}.`))
  if (above !== undefined) {
    return `“${above}” has a plain value in ${dataset.title}, and so no “${name}”. Write ${above}.`
  }
  return `${dataset.title} has no field “${name}”.${toHint(findNearestName(name, paths))}`
}

function toHint(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`
}

function findLogField(dataset: Dataset, name: string): RuleField | undefined {
  for (const field of dataset.fields) {
    const paths = [field.path, ...(field.otherPaths ?? [])]
    if (!paths.includes(name)) continue
    const locations = paths.map((path) => path.split('.'))
    return createField({ name, label: field.label, locations, column: field.path }, toSame)
  }
  return findNestedField(dataset, name)
}

/** A path below a declared field whose values are JSON; the longest such field counts. */
function findNestedField({ fields }: Dataset, name: string): RuleField | undefined {
  let nested: { field: Field; rest: readonly string[]; length: number } | undefined
  for (const field of fields) {
    if (field.kind !== 'json') continue
    for (const path of [field.path, ...(field.otherPaths ?? [])]) {
      if (!name.startsWith(`${path}.`) || path.length <= (nested?.length ?? 0)) continue
      nested = { field, rest: name.slice(path.length + 1).split('.'), length: path.length }
    }
  }
  if (!nested || nested.rest.includes('')) return undefined
  const { field, rest } = nested
  const paths = [field.path, ...(field.otherPaths ?? [])]
  const locations = paths.map((path) => [...path.split('.'), ...rest])
  return createField({ name, label: `${field.label} ${rest.join('.')}`, locations }, toSame)
}

function createField(
  head: Omit<RuleField, 'toRuleValue' | 'read'>,
  toRuleValue: RuleField['toRuleValue'],
): RuleField {
  const read = (entry: unknown) => {
    for (const keys of head.locations) {
      const value = toRuleValue(readValues(entry, keys))
      if (value !== undefined) return value
    }
    return undefined
  }
  return { ...head, toRuleValue, read }
}

function findRoleField(dataset: Dataset, name: string): RuleField | undefined {
  if (name === verbName) return createVerbField(dataset)
  const [first = '', ...rest] = name.split('.')
  const role = rolesByName.get(first)
  const declared = role && dataset.roles[role]
  const isReadable = rest.length === 0 || (role && structuredRoles.includes(role))
  if (!declared || !isReadable || rest.includes('')) return undefined
  const locations = listRoleLocations(dataset, role).map((keys) => [...keys, ...rest])
  const [only, ...others] = declared
  // A rule matches a role when one of its locations does, so that it means the same as the plain rule for the log.
  const toRuleValue = (value: unknown) => {
    if (!isRoleValue(value)) return undefined
    // As everywhere in rules a boolean is equal to its text, so that a column of texts decides the same.
    const isOutcome = role === 'outcome' && rest.length === 0 && typeof value !== 'object'
    return isOutcome ? (toOutcomeWord(dataset.outcomes, String(value)) ?? value) : value
  }
  const read = (entry: unknown) => {
    const values = locations
      .map((keys) => toRuleValue(readValues(entry, keys)))
      .filter((value) => value !== undefined)
    return values.length > 1 ? values : values[0]
  }
  const isColumn = others.length === 0 && only?.keys.length === 0 && rest.length === 0
  const label = [first.replaceAll('_', ' '), rest.join('.')].join(' ').trim()
  const head = { name, label, locations, ...(isColumn && { column: only.field }) }
  return { ...head, toRuleValue, read }
}

function listRoleLocations(dataset: Dataset, role: Role): readonly (readonly string[])[] {
  const byPath = getFieldsByPath(dataset.fields)
  return (dataset.roles[role] ?? []).flatMap(({ field, keys }) => {
    const otherPaths = byPath.get(field)?.otherPaths ?? []
    return [field, ...otherPaths].map((each) => toLocationKeys({ field: each, keys }))
  })
}

/** A verb is derived from the action and the description, and so it is in no column. */
function createVerbField(dataset: Dataset): RuleField | undefined {
  const locations = listRoleLocations(dataset, 'action')
  if (locations.length === 0) return undefined
  const read = (entry: unknown) => readVerb(dataset, entry)
  return { name: verbName, label: verbName, locations, isDerived: true, toRuleValue: toSame, read }
}

function toSame(value: unknown): unknown {
  return value
}
