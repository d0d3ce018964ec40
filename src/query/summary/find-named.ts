/**
 * The name by which a sentence calls a thing: the recorded one, or a name that another loaded entry gives for the id,
 * or the id itself.
 */
import { type Role, readRoleText, type WithRoles } from '../../catalog/roles.ts'

/** The name that another entry gives for an id; `undefined` where none does. */
export type NamesById = (id: string) => string | undefined

/** A name, or an id that serves as one; `resolvedId` is the recorded id where the name comes from another entry. */
export type Named = { text: string; resolvedId?: string }

/** The thing whose name and id have these roles; `undefined` where neither is recorded. */
export function findNamed(
  dataset: WithRoles,
  entry: unknown,
  nameRole: Role,
  idRole: Role,
  names: NamesById | undefined,
): Named | undefined {
  const recorded = readRoleText(dataset, entry, nameRole)
  if (recorded !== undefined) return { text: recorded }
  const id = readRoleText(dataset, entry, idRole)
  return id === undefined ? undefined : (findResolved(id, names) ?? { text: id })
}

/** The name that another entry gives for this id. */
export function findResolved(id: string, names: NamesById | undefined): Named | undefined {
  const name = names?.(id)
  return name === undefined || name === id ? undefined : { text: name, resolvedId: id }
}
