/** Builds the queries for entries that have a value in common with an entry, such as the same actor. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { type Field, readField } from '../../../catalog/fields.ts'
import { listRoleFields } from '../../../catalog/roles.ts'
import { type TimelineRole, toRoleKey } from '../../../catalog/timeline/timeline-role.ts'
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import { findFilterParameter } from '../../../query/find-filter-parameter.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import { createQuery, type Filter, type LogQuery, type Scope } from '../../../query/log-query.ts'
import { type ApiRequest, toApiRequest } from '../../../query/request/api-request.ts'
import { listRequiredFilters, readRequired } from '../../../query/required/required-filter.ts'
import { findValueSecrets } from '../../../query/secrets/find-secrets.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'

/** The minutes before and after an entry that these queries ask for. */
export const aroundMinutes = 30

const dayMs = 86_400_000

/** A query for other entries with the same value. */
export type Relation = {
  label: string
  value: string
  /** The catalog's path of the field with the value, and the path by which a timeline counts it. */
  path: string
  sharedPath: string
  /** The query, to open it on the page. */
  query: LogQuery
  /** The first request of the query, and its page size in entries. */
  request: ApiRequest
  size: number
  /** Set when the API cannot filter by it: then the page has all entries of the time, to be filtered by this field. */
  field: Field | undefined
}

/** A kind of relation, and the roles of its value; the first role that has a value is used. */
type RelationKind = { label: string; roles: readonly TimelineRole[] }

const sameResource: RelationKind = { label: 'Same resource', roles: ['resourceId'] }

const relationKinds: readonly RelationKind[] = [
  { label: 'Same Ray ID', roles: ['ray'] },
  { label: 'Same actor', roles: ['actor', 'actorId'] },
  { label: 'Same token', roles: ['credentialId'] },
  { label: 'Same IP address', roles: ['address'] },
  sameResource,
]

/** The relations of an entry, in the order of `relationKinds`; none for an entry without a valid time. */
export function listRelations(
  dataset: Dataset,
  scope: Scope,
  entry: unknown,
  time: string,
): Relation[] {
  const around = toAroundRange(time)
  if (!around) return []
  const range = { since: formatInstant(around.sinceMs), before: formatInstant(around.beforeMs) }
  return relationKinds.flatMap((kind) => findRelation(dataset, scope, entry, kind, range) ?? [])
}

/** The range around an entry, in epoch milliseconds; `undefined` for a time that is not valid. */
export function toAroundRange(time: string): { sinceMs: number; beforeMs: number } | undefined {
  const timeMs = findEpochMs(time)
  const marginMs = aroundMinutes * 60_000
  return timeMs === undefined
    ? undefined
    : { sinceMs: timeMs - marginMs, beforeMs: timeMs + marginMs }
}

/** The relation by resource id. The request asks for these days around the entry, the query up to the present. */
export function findResourceRelation(
  dataset: Dataset,
  scope: Scope,
  entry: unknown,
  time: string,
  days: { back: number; ahead: number },
): Relation | undefined {
  const timeMs = findEpochMs(time)
  if (timeMs === undefined) return undefined
  const since = formatInstant(timeMs - days.back * dayMs)
  const range = { since, before: formatInstant(timeMs + days.ahead * dayMs) }
  const relation = findRelation(dataset, scope, entry, sameResource, range)
  return (
    relation && {
      ...relation,
      query: { ...relation.query, timeRange: { kind: 'absolute', since } },
    }
  )
}

function findRelation(
  dataset: Dataset,
  scope: Scope,
  entry: unknown,
  { label, roles }: RelationKind,
  range: ResolvedTimeRange,
): Relation | undefined {
  const required = readRequired(dataset, entry)
  // Without a value that the log requires, nothing can be asked.
  if (required.length < listRequiredFilters(dataset).length) return undefined
  for (const role of roles) {
    for (const field of role === 'verb' ? [] : listRoleFields(dataset, role)) {
      const value = toText(readField(entry, field))
      if (value === undefined || findValueSecrets(field.path.split('.'), value).length > 0) continue
      const relation = toRelation({ dataset, scope, required }, label, field, value, range)
      return { ...relation, sharedPath: toRoleKey(role) }
    }
  }
  return undefined
}

function toRelation(
  { dataset, scope, required }: { dataset: Dataset; scope: Scope; required: readonly Filter[] },
  label: string,
  field: Field,
  value: string,
  range: ResolvedTimeRange,
): Omit<Relation, 'sharedPath'> {
  const parameter = findFilterParameter(dataset, field.path, value)
  const filters = required.filter((filter) => filter.parameter !== parameter?.wireName)
  const base = {
    ...createQuery(dataset.id, scope),
    timeRange: { kind: 'absolute', ...range } as const,
    filters,
  }
  const query: LogQuery = parameter
    ? {
        ...base,
        filters: [...filters, { parameter: parameter.wireName, mode: 'include', values: [value] }],
      }
    : {
        ...base,
        localFilters: [
          {
            kind: 'field',
            pointer: toFieldPointer(field.path),
            mode: 'include',
            text: value,
            isExact: true,
          },
        ],
      }
  const size = parameter ? 100 : dataset.pagination.maxSize
  const request = toApiRequest(query, range, { size })
  return {
    label,
    value,
    path: field.path,
    query,
    request,
    size,
    field: parameter ? undefined : field,
  }
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether the log may have more entries than a page: the page is full, or has a cursor. */
export function mayHaveMore(
  { size }: Relation,
  { entries, nextCursor }: { entries: readonly unknown[]; nextCursor: string | undefined },
): boolean {
  return nextCursor !== undefined || entries.length >= size
}

/** The entries of a page that have the value of a relation. */
export function filterRelated({ field, value }: Relation, entries: readonly unknown[]): unknown[] {
  if (!field) return [...entries]
  return entries.filter((entry) => toText(readField(entry, field)) === value)
}
