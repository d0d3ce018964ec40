/** The keys by which a timeline filters: the roles that can be compared across logs, in snake case, and the verb. */
import { type Role, roles } from '../../catalog/roles.ts'

/** Bodies and values of any shape are searched as text instead, and the time has keys of its own. */
type UnfilteredRole = 'time' | 'requestBody' | 'responseBody' | 'valueBefore' | 'valueAfter'

/** A role that a timeline can filter by; the verb is derived from the action. */
export type TimelineRole = Exclude<Role, UnfilteredRole> | 'verb'

const unfilteredRoles: ReadonlySet<Role> = new Set<UnfilteredRole>([
  'time',
  'requestBody',
  'responseBody',
  'valueBefore',
  'valueAfter',
])

/** All roles of the filters, in the order of the catalog; the verb follows the action. */
export const timelineRoles: readonly TimelineRole[] = roles.flatMap((role): TimelineRole[] => {
  if (!isFiltered(role)) return []
  return role === 'action' ? [role, 'verb'] : [role]
})

const rolesByKey = new Map(timelineRoles.map((role) => [toTimelineKey(role), role]))

/** The key of a role in an address: `credentialId` → `credential_id`. */
export function toTimelineKey(role: TimelineRole): string {
  return role.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The role of a key without `.not`; `undefined` for any other key. */
export function findTimelineRole(key: string): TimelineRole | undefined {
  return rolesByKey.get(key)
}

function isFiltered(role: Role): role is Exclude<Role, UnfilteredRole> {
  return !unfilteredRoles.has(role)
}
