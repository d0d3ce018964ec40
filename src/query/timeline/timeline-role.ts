/** The roles by which a timeline filters: those whose values can be compared across logs, and the verb. */
import type { Role } from '../../catalog/roles.ts'

/** Bodies and values of any shape are searched as text instead, and the time has keys of its own. */
type UnfilteredRole = 'time' | 'requestBody' | 'responseBody' | 'valueBefore' | 'valueAfter'

/** A role that a timeline can filter by; the verb is derived from the action. */
export type TimelineRole = Exclude<Role, UnfilteredRole> | 'verb'
