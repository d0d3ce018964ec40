/**
 * Which values of an entry name ids. Most follow from the roles: the resource, the credential, the actor and the zone
 * each have a role for the id and one for the name. A dataset declares what it has beside these.
 */
import type { Field } from './fields.ts'
import type { Role, RoleLocation } from './roles.ts'

/** What a dataset declares beside its roles. */
export type Naming = {
  /** Ids and their names, each at the first location that has a text. `isCredential`: what they name is an API token. */
  pairs: readonly {
    id: readonly RoleLocation[]
    name: readonly RoleLocation[]
    isCredential?: boolean
  }[]
  /** Answers of the API: an object, or a list of objects, whose `id` is named by its `name`. */
  answers: readonly RoleLocation[]
  /** SCIM requests: the members in their operations have an id as `value` and a name as `display` (RFC 7643, 2.4). */
  scimRequests?: readonly RoleLocation[]
  /** Ids of the account, organization or user whose log it is. A body that an entry records is not about them. */
  ownerIds?: readonly RoleLocation[]
  /** What names the resource, where not all locations of its role do: a setting's name is not that of its zone. */
  resourceNames?: {
    at: readonly RoleLocation[]
    /** Kinds of resource that other things are recorded under, such as the tokens of an account. */
    exceptKinds: readonly string[]
  }
}

/** A role that is an id, the role of its name, and who wrote that name. */
export type NamedRole = {
  id: Role
  name: Role
  /** `log`: the log itself. `body`: the caller, in a recorded body. */
  writtenBy: 'log' | 'body'
}

/**
 * The roles that are ids, each with the role of its name. One id can be in several of them, as where the resource of an
 * entry is its zone: it belongs to the first, after the pairs that the dataset declares, and only that one's name is its.
 */
export const namedRoles: readonly NamedRole[] = [
  { id: 'zoneId', name: 'zone', writtenBy: 'log' },
  { id: 'credentialId', name: 'credentialName', writtenBy: 'log' },
  { id: 'actorId', name: 'actor', writtenBy: 'log' },
  { id: 'resourceId', name: 'resourceName', writtenBy: 'body' },
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
    ...(naming?.scimRequests ?? []),
    ...(naming?.ownerIds ?? []),
    ...(naming?.resourceNames?.at ?? []),
  ]
  return locations
    .filter(({ field }) => !fields.some(({ path }) => path === field))
    .map(({ field }) => `naming is in ${field}, which is no field; add the field or correct it.`)
}
