/**
 * Roles: meanings that fields share across logs. A dataset declares the locations of each role's value, so that
 * summary, pivots, facets and comparisons work the same in all logs.
 */
import { type Field, getFieldsByPath, readField } from './fields.ts'

/** All roles. The list is closed: a dataset declares each of them at most once. */
export const roles = [
  'time',
  'actor',
  'actorId',
  'actorKind',
  'address',
  'userAgent',
  'interface',
  'credentialId',
  'credentialName',
  'credentialKind',
  'action',
  'description',
  'outcome',
  'product',
  'resourceKind',
  'resourceId',
  'resourceName',
  'zone',
  'zoneId',
  'account',
  'ray',
  'method',
  'path',
  'status',
  'requestBody',
  'responseBody',
  'valueBefore',
  'valueAfter',
  'reason',
] as const

/** One meaning that a field can have. */
export type Role = (typeof roles)[number]

/** The location of a role's value: a declared field, and keys below it when the value is inside of that field. */
export type RoleLocation = { field: string; keys: readonly string[] }

/** For each role the locations of its value, tried in order. */
export type RoleLocations = Readonly<Partial<Record<Role, readonly RoleLocation[]>>>

/** The properties of a dataset that reading a role needs. */
export type WithRoles = { fields: readonly Field[]; roles: RoleLocations }

/** The values that mean success and failure, in the API's spelling. */
export type Outcomes = Readonly<Record<'success' | 'failure', readonly (string | boolean)[]>>

/** Locations that are whole fields, by dotted path. */
export function inFields(...fields: readonly string[]): readonly RoleLocation[] {
  return fields.map((field) => ({ field, keys: [] }))
}

/** One location inside of a field: its dotted path, then the keys below it. */
export function insideField(field: string, ...keys: readonly string[]): RoleLocation {
  return { field, keys }
}

/** The location as keys from the top of the entry. */
export function toLocationKeys({ field, keys }: RoleLocation): readonly string[] {
  return [...field.split('.'), ...keys]
}

/** The first value of a role in an entry that is neither absent nor null nor an empty text. */
export function readRole(dataset: WithRoles, entry: unknown, role: Role): unknown {
  for (const location of dataset.roles[role] ?? []) {
    const value = readLocation(dataset, entry, location)
    if (isRoleValue(value)) return value
  }
  return undefined
}

/** Whether a value at a location of a role counts: without one, the next location is tried. */
export function isRoleValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

/** The value at a location; the field's other paths are tried as well. */
export function readLocation(dataset: WithRoles, entry: unknown, location: RoleLocation): unknown {
  const field = getFieldsByPath(dataset.fields).get(location.field)
  let value = field && readField(entry, field)
  for (const key of location.keys) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** A value of a role as text, and its location. */
export type RoleText = { text: string; location: RoleLocation }

/** The first value of a role that is a number or a text that is not blank; `undefined` without one. */
export function findRoleText(dataset: WithRoles, entry: unknown, role: Role): RoleText | undefined {
  for (const location of dataset.roles[role] ?? []) {
    const text = findValueText(readLocation(dataset, entry, location))
    if (text !== undefined) return { text, location }
  }
  return undefined
}

/** A number or a text that is not blank, as text; `undefined` for any other value. */
export function findValueText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** The text of a role as `findRoleText` finds it. */
export function readRoleText(dataset: WithRoles, entry: unknown, role: Role): string | undefined {
  return findRoleText(dataset, entry, role)?.text
}

/** The fields whose whole value is the role's, in the order in which they are tried. */
export function listRoleFields(dataset: WithRoles, role: Role): readonly Field[] {
  return (dataset.roles[role] ?? [])
    .filter(({ keys }) => keys.length === 0)
    .flatMap(({ field }) => dataset.fields.find(({ path }) => path === field) ?? [])
}

/** The roles whose value is the whole field. */
export function listRolesOf(dataset: WithRoles, fieldPath: string): readonly Role[] {
  return roles.filter((role) =>
    dataset.roles[role]?.some(({ field, keys }) => field === fieldPath && keys.length === 0),
  )
}

/** Whether an action succeeded, by the dataset's own spellings; an unknown word is returned as `other`. */
export function readOutcome(
  dataset: WithRoles & { outcomes?: Outcomes },
  entry: unknown,
): 'success' | 'failure' | { other: string } | undefined {
  return toOutcome(dataset.outcomes, readRole(dataset, entry, 'outcome'))
}

/** What a value of the role `outcome` means; an unknown word is returned as `other`. */
export function toOutcome(
  outcomes: Outcomes | undefined,
  value: unknown,
): 'success' | 'failure' | { other: string } | undefined {
  const outcome = findOutcome(outcomes, (spelling) => spelling === value)
  return outcome ?? (typeof value === 'string' ? { other: value } : undefined)
}

/**
 * The word of a value of a field where that field is the dataset's outcome: `success` for `true` of v1. The value is given
 * as text, as facets and histogram count it; `undefined` for other fields and for unknown spellings.
 */
export function findOutcomeWord(
  dataset: WithRoles & { outcomes?: Outcomes },
  fieldPath: string,
  text: string,
): 'success' | 'failure' | undefined {
  return isOutcomeField(dataset, fieldPath) ? toOutcomeWord(dataset.outcomes, text) : undefined
}

/** What a value of the role `outcome` means, given as text; `undefined` for an unknown spelling. */
export function toOutcomeWord(
  outcomes: Outcomes | undefined,
  text: string,
): 'success' | 'failure' | undefined {
  return findOutcome(outcomes, (spelling) => String(spelling) === text)
}

/** Whether the whole field is the dataset's outcome. */
export function isOutcomeField({ roles: { outcome = [] } }: WithRoles, fieldPath: string): boolean {
  return outcome.some(({ field, keys }) => field === fieldPath && keys.length === 0)
}

function findOutcome(
  outcomes: Outcomes | undefined,
  isSpelling: (spelling: string | boolean) => boolean,
): 'success' | 'failure' | undefined {
  return (['success', 'failure'] as const).find((outcome) => outcomes?.[outcome].some(isSpelling))
}

/** Whether entries of the log can have a change at all. */
export function recordsChanges({
  roles,
  history,
}: WithRoles & { history?: string | undefined }): boolean {
  return roles.valueAfter !== undefined || history === 'resource'
}
