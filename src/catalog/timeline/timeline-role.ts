/** The roles by which a timeline filters: those whose values can be compared across logs, and the verb. */
import { type Role, roles } from '../roles.ts'

/** Bodies and values of any shape are searched as text instead, and the time has keys of its own. */
const unfilteredRoles = [
  'time',
  'requestBody',
  'responseBody',
  'valueBefore',
  'valueAfter',
] as const satisfies readonly Role[]

/** A role that a timeline can filter by; the verb is derived from the action. */
export type TimelineRole = Exclude<Role, (typeof unfilteredRoles)[number]> | 'verb'

/** All of them, in the order of `roles`, with the verb after the action. */
export const timelineRoles: readonly TimelineRole[] = roles.flatMap((role): TimelineRole[] => {
  if ((unfilteredRoles as readonly Role[]).includes(role)) return []
  const filtered = role as TimelineRole
  return filtered === 'action' ? [filtered, 'verb'] : [filtered]
})

/** The key of a role in an address, and the path of its field in a timeline: `credential_id` for `credentialId`. */
export function toRoleKey(role: TimelineRole): string {
  return role.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const rolesByKey = new Map(timelineRoles.map((role) => [toRoleKey(role), role]))

/** The role with this key, if there is one. */
export function findRole(key: string): TimelineRole | undefined {
  return rolesByKey.get(key)
}
