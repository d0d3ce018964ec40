/**
 * The query: everything that decides a result, and nothing else. Values are kept as the user wrote them;
 * `validate-query` reports what is wrong with them.
 */
import {
  hasIds,
  type IdScopeKind,
  idScopes,
  type ScopeKind,
  type SingleScopeKind,
} from '../catalog/scopes.ts'

/** `include` keeps the entries that match a filter, `exclude` drops them. */
export type FilterMode = 'include' | 'exclude'

/** Exclude for include, and include for exclude. */
export function toOtherMode(mode: FilterMode): FilterMode {
  return mode === 'include' ? 'exclude' : 'include'
}

/** A parameter's wire name (without `.not`), a mode, and one or more values. */
export type Filter = { parameter: string; mode: FilterMode; values: readonly string[] }

/** The account, zone … in which a dataset is read. The form of the id is declared with its kind, in `scopes.ts`. */
export type Scope = IdScope | { kind: SingleScopeKind }

/** A scope of a kind that has ids. */
export type IdScope = { kind: IdScopeKind; id: string }

/** Whether a text has the form of an id of this kind of scope. */
export function isScopeId(kind: IdScopeKind, text: string): boolean {
  return new RegExp(`^(?:${idScopes[kind].idPattern})$`).test(text)
}

/** The scope of a kind and an id; `undefined` when the kind has ids and the text does not have their form. */
export function findScope(kind: ScopeKind, id: string | undefined): Scope | undefined {
  if (!hasIds(kind)) return { kind }
  return id !== undefined && isScopeId(kind, id) ? { kind, id } : undefined
}

/**
 * Relative to the start of the search (`24h`), or absolute with one or both ends. An end is a date or an RFC 3339
 * instant, as the user wrote it; `since` is inclusive, `before` exclusive.
 */
export type TimeRange =
  | { kind: 'relative'; range: string }
  | { kind: 'absolute'; since?: string; before?: string }

/** One dataset in one scope, as a part of a timeline. `filters` has the filters that the log requires. */
export type Source = { dataset: string; scope: Scope; filters?: readonly Filter[] }

/** Newest or oldest first. */
export type Direction = 'desc' | 'asc'

/** A filter that the API does not have: it is applied to loaded entries only. */
export type LocalFilter = FieldFilter | TextFilter | HoursFilter | RuleFilter

/**
 * The value at the JSON Pointer has to contain the text, in upper or lower case, or to equal it. The pointer may lead
 * into JSON that is kept as text.
 */
export type FieldFilter = {
  kind: 'field'
  /** JSON Pointer (RFC 6901); the empty one is the whole entry. */
  pointer: string
  mode: FilterMode
  text: string
  isExact: boolean
}

/**
 * The text of the entry as the API wrote it has to contain the text: the entries that the find bar finds. The case of
 * the letters a to z is ignored. The text is not empty.
 */
export type TextFilter = { kind: 'text'; mode: FilterMode; text: string }

/** The time of the entry has to be in these hours, as `formatHours` writes them: `mon-fri 07:00-19:00 Europe/London`. */
export type HoursFilter = { kind: 'hours'; mode: FilterMode; hours: string }

/**
 * A detection rule has to match the entry. `rule` is the id of a rule, or a tag such as `effect.loosens`, which means any
 * rule with this tag. The store decides, because the rules are not part of a query.
 */
export type RuleFilter = { kind: 'rule'; mode: FilterMode; rule: string }

/**
 * A query: dataset, scope, time range, filters and direction, and the local filters over its result.
 * Filters are in the order given. Disabled filters have no effect until they are enabled. `sources` is given exactly when
 * the dataset is the timeline, whose scope is that of its first source. `hiddenSources` has the texts of those of them whose
 * entries are not shown, in their order; it is absent when there are none.
 */
export type LogQuery = {
  dataset: string
  scope: Scope
  sources?: readonly Source[]
  hiddenSources?: readonly string[]
  timeRange: TimeRange
  filters: readonly Filter[]
  direction: Direction
  localFilters: readonly LocalFilter[]
  disabledFilters: readonly Filter[]
  disabledLocalFilters: readonly LocalFilter[]
}

/** The relative range of a query for which none is given. */
export const defaultRange = '24h'

/** A query for all entries of a dataset in the default range, newest first. */
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
