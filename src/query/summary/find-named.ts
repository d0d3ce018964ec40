/**
 * The name by which a sentence calls a thing: the recorded one, or a name that another loaded entry gives for the id,
 * or the id itself.
 */
import {
  findRoleText,
  type Role,
  type RoleText,
  readRoleText,
  type WithRoles,
} from '../../catalog/roles.ts'

/** The name that another entry gives for an id; `undefined` where none does. */
export type NamesById = (id: string) => string | undefined

/**
 * A name, or an id that serves as one; `resolvedId` is the recorded id where the name comes from another entry. The
 * location is that of the recorded value.
 */
export type Named = RoleText & { resolvedId?: string }

/** The thing whose name and id have these roles; `undefined` where neither is recorded. */
export function findNamed(
  dataset: WithRoles,
  entry: unknown,
  nameRole: Role,
  idRole: Role,
  names: NamesById | undefined,
): Named | undefined {
  const recorded = findRoleText(dataset, entry, nameRole)
  if (recorded) return recorded
  const id = findRoleText(dataset, entry, idRole)
  return id && (findResolved(id, names) ?? id)
}

/** The thing that was acted on; not where it is the zone and has only an id, because a sentence names its zone anyway. */
export function findTarget(
  dataset: WithRoles,
  entry: unknown,
  zone: Named | undefined,
  names: NamesById | undefined,
): Named | undefined {
  const named = findNamed(dataset, entry, 'resourceName', 'resourceId', names)
  if (!named || !zone || named.text !== readRoleText(dataset, entry, 'resourceId')) return named
  const isZone =
    named.text === readRoleText(dataset, entry, 'zoneId') ||
    readRoleText(dataset, entry, 'resourceKind') === 'zone'
  return isZone ? undefined : named
}

/** The name that another entry gives for this id. */
export function findResolved(id: RoleText, names: NamesById | undefined): Named | undefined {
  const name = names?.(id.text)
  if (name === undefined || name === id.text) return undefined
  return { text: name, resolvedId: id.text, location: id.location }
}
