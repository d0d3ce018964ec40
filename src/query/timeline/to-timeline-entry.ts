/** Converts an entry of any log to the fields of the timeline. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRole } from '../../catalog/roles.ts'
import { logPath, scopePath } from '../../catalog/timeline/timeline.ts'
import { timelineRoles, toRoleKey } from '../../catalog/timeline/timeline-role.ts'
import type { Scope } from '../log-query.ts'
import { readRoleValue } from './match-role.ts'

/** The values of the timeline's fields, by path; an absent field has no key. */
export type TimelineEntry = Readonly<Record<string, unknown>>

/** Where entries of a source are from, in the words of the fields `log` and `scope`. */
export type Origin = { log: string; scope: string }

/** The origin of all entries of a dataset in a scope; the scope of the user log is `user`. */
export function toOrigin({ word }: Pick<Dataset, 'word'>, scope: Scope): Origin {
  return { log: word, scope: 'id' in scope ? scope.id : scope.kind }
}

/** The entry by roles, with the time as the entry spells it. */
export function toTimelineEntry(dataset: Dataset, entry: unknown, origin: Origin): TimelineEntry {
  const values = timelineRoles.map((role) => [toRoleKey(role), readRoleValue(dataset, entry, role)])
  return Object.fromEntries([
    ['time', readRole(dataset, entry, 'time')],
    [logPath, origin.log],
    [scopePath, origin.scope],
    ...values.filter(([, value]) => value !== undefined),
  ])
}
