/**
 * Declares the parameters of requests. Plain data: the filter builder, the URL codec, the validator, the
 * proxy, the emulator and the manual read the same declaration.
 */

import type { ListPagination } from '../cloudflare/pagination.ts'
import type { Group } from './fields.ts'
import type { Grade } from './grade.ts'
import type { IdScopeKind } from './scopes.ts'

/** The form of a parameter's values, which decides how they are entered and validated. */
export type ParameterKind =
  | 'text'
  | 'choice'
  | 'email'
  | 'ip'
  | 'ip-or-cidr'
  | 'id'
  | 'integer'
  | 'boolean'
  | 'date-or-instant'
  | 'instant'
  | 'opaque'

/**
 * The purpose of a parameter. Filters, time and direction decide the result and belong to the query;
 * paging and output belong to one request.
 */
export type ParameterRole = 'filter' | 'time' | 'direction' | 'paging' | 'output'

/**
 * A second parameter of the request that says how the value of a filter is compared: its key and its words. Without a
 * word for include, the API includes when the operator is absent.
 */
export type Operator = {
  key: string
  include?: string
  exclude: string
  /**
   * Set where the API compares parts of values unless told otherwise: the word for that, which is also the default, and
   * the parameter that makes include and exclude compare whole values. Filters of addresses compare whole values.
   */
  parts?: { include: string; unless: { key: string; value: string } }
}

/**
 * A filter that the API may have, but whose values the reference does not describe. It is never sent: entries are
 * filtered by its field after loading.
 */
export type UnattestedParameter = {
  /** The key that the API is assumed to accept. */
  wireName: string
  /** The documented parameter that implies it. */
  impliedBy: string
  grade: Exclude<Grade, 'documented'>
  /** Path of the field that has the same values; absent where entries have none. */
  field?: string
}

/**
 * The list from which the values of a required filter are chosen: an endpoint in the scope of the log. It gives access to
 * no scope. The proxy passes on only the fields that are named here.
 */
export type ValueList = {
  /** The id of the endpoint. */
  id: string
  /** The noun for one item, and its plural. */
  label: string
  pluralLabel: string
  scopeKind: IdScopeKind
  path: string
  permission: string
  documentationUrl: string
  /** The filters of the list; its paging follows from `pagination`. */
  filters: readonly Parameter[]
  pagination: ListPagination
  /** Paths in an item: the value that the filter takes, the item's name, and its type. */
  valueField: string
  nameField: string
  typeField: string
  /** A boolean that is true for the items of which the log usually has entries, and what it says in words. */
  usual: { field: string; words: string; otherwise: string }
}

/** One parameter of an endpoint. */
export type Parameter = {
  /** The key in addresses, and in requests as the API spells it. Exclusion appends `.not`. */
  wireName: string
  /** The key in requests where the API spells it otherwise: `until` for `before`. */
  requestName?: string
  /** A second key of requests that gets the same value, where sources do not say which of both the API obeys. */
  repeatedAs?: string
  operator?: Operator
  /** The list of the possible values of a required filter; the page offers it. */
  valueList?: ValueList
  label: string
  description: string
  kind: ParameterKind
  role: ParameterRole
  group: Group
  /** Whether `wireName.not` exists. */
  exclude: boolean
  /** Whether the key may be repeated to give several values. */
  repeats: boolean
  required: boolean
  /** Path of the field that a filter compares with; absent when it compares with no field. */
  field?: string
  /** Known values: the only ones a `choice` accepts, suggestions for any other kind. */
  values?: readonly string[]
  /** Whether the API ignores the case of values. */
  ignoresCase?: boolean
  minimum?: number
  maximum?: number
  /** The API's default when the parameter is absent. */
  defaultValue?: string
  /** Set when the API calls it deprecated: the wire name to use instead. */
  deprecatedFor?: string
  /** Set when this filter adds values to another filter: the wire name of the other. */
  widens?: string
}

type Options = Partial<Omit<Parameter, 'wireName' | 'label' | 'role'>> & {
  description: string
}

/** Declares a filter; by default free text, include only, one value. */
export function filter(
  wireName: string,
  label: string,
  group: Group,
  options: Options & { field?: string },
): Parameter {
  return {
    kind: 'text',
    exclude: false,
    repeats: false,
    required: false,
    ...options,
    wireName,
    label,
    role: 'filter',
    group,
  }
}

/** Declares a filter of audit log v2: repeatable, and with an exclude form. */
export function filterWithExclude(
  wireName: string,
  label: string,
  group: Group,
  options: Options & { field: string },
): Parameter {
  return filter(wireName, label, group, { exclude: true, repeats: true, ...options })
}

/** Declares one end of the time range. */
export function timeBound(
  wireName: 'since' | 'before',
  options: {
    kind: 'date-or-instant' | 'instant'
    required: boolean
    description: string
    requestName?: string
  },
): Parameter {
  return {
    ...options,
    wireName,
    label: wireName === 'since' ? 'Since' : 'Before',
    role: 'time',
    group: 'time',
    exclude: false,
    repeats: false,
  }
}

/** Declares the direction; the insight log spells it `order`. */
export function directionParameter(wireName: 'direction' | 'order'): Parameter {
  return {
    wireName,
    label: 'Direction',
    description: 'Newest first (desc) or oldest first (asc).',
    kind: 'choice',
    role: 'direction',
    group: 'time',
    exclude: false,
    repeats: false,
    required: false,
    values: ['desc', 'asc'],
    defaultValue: 'desc',
  }
}

/** Declares the number of entries per page. */
export function pageSize(wireName: 'limit' | 'per_page', defaultSize: number): Parameter {
  return {
    ...paging(wireName, 'Page size', 'integer', 'How many entries one page holds.'),
    minimum: 1,
    maximum: 1000,
    defaultValue: String(defaultSize),
  }
}

/** Declares the opaque token that continues a list. */
export function cursorParameter(wireName = 'cursor'): Parameter {
  return paging(wireName, 'Cursor', 'opaque', 'Where to continue; taken from the page before.')
}

/** Declares the paging parameters of a list that is no log. */
export function listPaging(pagination: ListPagination): readonly Parameter[] {
  const { style, sizeParameter, minSize, maxSize, defaultSize } = pagination
  return [
    style === 'page' ? pageNumber() : cursorParameter(pagination.cursorParameter),
    {
      ...paging(sizeParameter, 'Page size', 'integer', 'How many items one page holds.'),
      minimum: minSize,
      maximum: maxSize,
      defaultValue: String(defaultSize),
    },
  ]
}

/** Declares the number of a page, counted from 1. */
export function pageNumber(): Parameter {
  return {
    ...paging('page', 'Page', 'integer', 'Which page to return, counted from 1.'),
    minimum: 1,
    defaultValue: '1',
  }
}

function paging(
  wireName: string,
  label: string,
  kind: ParameterKind,
  description: string,
): Parameter {
  return {
    wireName,
    label,
    description,
    kind,
    role: 'paging',
    group: 'entry',
    exclude: false,
    repeats: false,
    required: false,
  }
}
