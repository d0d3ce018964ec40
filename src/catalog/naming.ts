/**
 * Which values of an entry name ids. Most follow from the roles: the resource, the credential, the actor and the zone
 * each have a role for the id and one for the name. A dataset declares what it has beside these.
 */
import type { Field } from './fields.ts'
import type { Role, RoleLocation } from './roles.ts'

/** What a dataset declares beside its roles. */
export type Naming = {
  /** Ids and their names, each at the first location that has a text. */
  pairs: readonly { id: readonly RoleLocation[]; name: readonly RoleLocation[] }[]
  /** Answers of the API: an object, or a list of objects, whose `id` is named by its `name`. */
  answers: readonly RoleLocation[]
}

/** A role that is an id, the role of its name, and who wrote that name. */
export type NamedRole = {
  id: Role
  name: Role
  /** `log`: the log itself. `body`: the caller, in a recorded body. */
  writtenBy: 'log' | 'body'
}

/** The roles that are ids, each with the role of its name. */
export const namedRoles: readonly NamedRole[] = [
  { id: 'resourceId', name: 'resourceName', writtenBy: 'body' },
  { id: 'credentialId', name: 'credentialName', writtenBy: 'log' },
  { id: 'actorId', name: 'actor', writtenBy: 'log' },
  { id: 'zoneId', name: 'zone', writtenBy: 'log' },
]

/** A list of problems for the developer: locations in fields that the dataset does not declare. */
export function listNamingProblems({
  naming,
  fields,
}: {
  naming?: Naming
  fields: readonly Field[]
}): string[] {
  const locations = [
    ...(naming?.pairs ?? []).flatMap(({ id, name }) => [...id, ...name]),
    ...(naming?.answers ?? []),
  ]
  return locations
    .filter(({ field }) => !fields.some(({ path }) => path === field))
    .map(({ field }) => `naming is in ${field}, which is no field; add the field or correct it.`)
}
