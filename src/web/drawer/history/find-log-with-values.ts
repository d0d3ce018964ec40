/** Finds the log that records the values before and after a change, and the query for them. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findDataset } from '../../../catalog/index.ts'
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import { createQuery, type LogQuery, type Scope } from '../../../query/log-query.ts'

/** How far the query reaches before and after the entry: the other log may record the change a little later. */
const marginMs = 86_400_000

/** Another log of this scope that records the same actions with the values before and after. */
export function findLogWithValues(dataset: Dataset, scope: Scope): Dataset | undefined {
  const others = dataset.coveredFrom?.recordedIn?.flatMap((id) => findDataset(id) ?? []) ?? []
  return others.find(
    ({ roles, scopes }) =>
      roles.valueBefore !== undefined && scopes.some(({ kind }) => kind === scope.kind),
  )
}

/** The query for entries that contain the id of the resource, around the time; `undefined` without a valid time. */
export function toValuesQuery(
  dataset: Dataset,
  scope: Scope,
  resourceId: string,
  time: string,
): LogQuery | undefined {
  const timeMs = findEpochMs(time)
  if (timeMs === undefined) return undefined
  return {
    ...createQuery(dataset.id, scope),
    timeRange: {
      kind: 'absolute',
      since: formatInstant(timeMs - marginMs),
      before: formatInstant(timeMs + marginMs),
    },
    // Its API cannot filter by resource, and the id may be in a value instead of the field for it.
    localFilters: [{ kind: 'text', mode: 'include', text: resourceId }],
  }
}
