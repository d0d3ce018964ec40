/**
 * The question: all that decides a result, and nothing else. Values are kept as the analyst wrote
 * them; `validate-query` says what is wrong with them.
 */
import {
  hasIds,
  type IdScopeKind,
  idScopes,
  type ScopeKind,
  type SingleScopeKind,
} from '../catalog/scopes.ts'

/** Whether a filter keeps or drops the entries that match. */
export type FilterMode = 'include' | 'exclude'

/** Exclude for include, and the other way round. */
export function toOtherMode(mode: FilterMode): FilterMode {
  return mode === 'include' ? 'exclude' : 'include'
}

/** A parameter's wire name (without `.not`), a mode, and one or more values. */
export type Filter = { parameter: string; mode: FilterMode; values: readonly string[] }

/** What the dataset is read in; ids have the form that their kind declares. */
export type Scope = IdScope | { kind: SingleScopeKind }

/** A scope that an id tells from others of its kind. */
export type IdScope = { kind: IdScopeKind; id: string }

/** Whether a text has the form of an id of a kind of scope. */
export function isScopeId(kind: IdScopeKind, text: string): boolean {
  return new RegExp(`^(?:${idScopes[kind].idPattern})$`).test(text)
}

/** The scope of a kind and an id; `undefined` when the kind has ids and this is none of that form. */
export function findScope(kind: ScopeKind, id: string | undefined): Scope | undefined {
  if (!hasIds(kind)) return { kind }
  return id !== undefined && isScopeId(kind, id) ? { kind, id } : undefined
}

/**
 * Relative to the moment of the search (`24h`), or absolute with one or both ends, each a date or an
 * RFC 3339 instant as written.
 */
export type TimeRange =
  | { kind: 'relative'; range: string }
  | { kind: 'absolute'; since?: string; before?: string }

/** Newest or oldest first. */
export type Direction = 'desc' | 'asc'

/**
 * What the API cannot filter by: applied to loaded entries only. Where the JSON Pointer leads (through
 * JSON that is kept as text, too), the value has to contain the text, upper and lower case alike, or
 * to be exactly it.
 */
export type LocalFilter = {
  /** RFC 6901; the empty pointer is the whole entry. */
  pointer: string
  mode: FilterMode
  text: string
  isExact: boolean
}

/**
 * A query: dataset, scope, time range, filters and direction, and the local filters over its result.
 * Filters are in the order given. Disabled ones wait: they decide nothing until they are enabled.
 */
export type LogQuery = {
  dataset: string
  scope: Scope
  timeRange: TimeRange
  filters: readonly Filter[]
  direction: Direction
  localFilters: readonly LocalFilter[]
  disabledFilters: readonly Filter[]
  disabledLocalFilters: readonly LocalFilter[]
}

/** The range that a query without one gets. */
export const defaultRange = '24h'

/** A query for everything in a dataset during the last day, newest first. */
export function createQuery(dataset: string, scope: Scope): LogQuery {
  return {
    dataset,
    scope,
    timeRange: { kind: 'relative', range: defaultRange },
    filters: [],
    direction: 'desc',
    localFilters: [],
    disabledFilters: [],
    disabledLocalFilters: [],
  }
}
