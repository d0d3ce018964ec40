/**
 * The kinds of scope in which logs can be read. Each kind is declared here as data, and everything that depends
 * on the kind is derived from it: paths, allow-lists, grants, the check of the credential, and the pickers. What cannot be derived (the list
 * endpoint's parameters, the emulator's answers) does not compile until a new kind has an entry there; CONTRIBUTING.md
 * lists the files.
 */
import type { ListPagination } from '../cloudflare/pagination.ts'

/** A kind whose scopes have ids, which are part of the path. `Kind` is the name of such a kind. */
type IdScopeDeclaration<Kind extends string = string> = {
  /** The noun for one scope of the kind, and its plural. */
  label: string
  pluralLabel: string
  /** The variable in path templates that the id replaces, without braces. */
  variable: string
  /** The form of its ids: as the source of a regular expression, and in words. */
  idPattern: string
  idForm: string
  /**
   * The endpoint that lists the scopes that the credential may see. The pickers use it, and so does the check of
   * the credential's permissions, which needs ids to try. A proxy with allow-lists filters its answer.
   */
  list: {
    path: string
    pagination: ListPagination
    /** Set when every item belongs to a scope of another kind: the filter by that scope, and its field in an item. */
    within?: { kind: Kind; parameter: string; field: string }
  }
  /** The setting that holds the ids that may be read, separated by commas. */
  allowList: string
  /** How an access policy grants one: a prefix before the id, and an example for messages. */
  grant: { prefix: string; example: string }
}

/** A kind with one scope and no id: the credential decides which scope it is. */
type SingleScopeDeclaration = {
  label: string
  /** The name of the scope on screens. */
  name: string
  variable?: undefined
  /** The setting that allows it (`1`) although allow-lists are set; without allow-lists it is allowed. */
  allowSwitch: string
  /** How an access policy grants it. */
  grant: { word: string }
}

const hexId = '[0-9a-f]{32}'
const hexForm = '32 hexadecimal digits in lower case'

/** The paging of most lists. */
const numberedPages: ListPagination = {
  style: 'page',
  pageParameter: 'page',
  sizeParameter: 'per_page',
  minSize: 5,
  defaultSize: 20,
  maxSize: 50,
}

/** Every kind of scope, in the order in which pickers offer them. */
export const scopeKinds = {
  account: {
    label: 'account',
    pluralLabel: 'accounts',
    variable: 'account_id',
    idPattern: hexId,
    idForm: hexForm,
    list: { path: '/accounts', pagination: numberedPages },
    allowList: 'CLOUDFLARE_ACCOUNT_IDS',
    grant: { prefix: '', example: 'an account id' },
  },
  zone: {
    label: 'zone',
    pluralLabel: 'zones',
    variable: 'zone_id',
    idPattern: hexId,
    idForm: hexForm,
    list: {
      path: '/zones',
      pagination: numberedPages,
      within: { kind: 'account', parameter: 'account.id', field: 'account.id' },
    },
    allowList: 'CLOUDFLARE_ZONE_IDS',
    grant: { prefix: 'zone:', example: 'zone:id' },
  },
  /** Organizations contain accounts; their own log is kept apart from those of the accounts. */
  organization: {
    label: 'organization',
    pluralLabel: 'organizations',
    variable: 'organization_id',
    idPattern: hexId,
    idForm: hexForm,
    list: {
      path: '/organizations',
      // No maximum is published; this one is far above the default.
      pagination: {
        style: 'cursor',
        cursorParameter: 'page_token',
        sizeParameter: 'page_size',
        minSize: 1,
        defaultSize: 10,
        maxSize: 50,
      },
    },
    allowList: 'CLOUDFLARE_ORGANIZATION_IDS',
    grant: { prefix: 'organization:', example: 'organization:id' },
  },
  /** The holder of the credential. */
  user: {
    label: 'user',
    name: 'The user of this credential',
    allowSwitch: 'ALLOW_USER_LOG',
    grant: { word: 'user-log' },
  },
} as const satisfies Readonly<Record<string, IdScopeDeclaration | SingleScopeDeclaration>>

/** A kind of scope. */
export type ScopeKind = keyof typeof scopeKinds

/** A kind with ids. */
export type IdScopeKind = {
  [Kind in ScopeKind]: (typeof scopeKinds)[Kind] extends { variable: string } ? Kind : never
}[ScopeKind]

/** A kind with one scope, without an id. */
export type SingleScopeKind = Exclude<ScopeKind, IdScopeKind>

/** The variable of a kind in path templates. */
export type ScopeVariable = (typeof scopeKinds)[IdScopeKind]['variable']

/** The declarations of the kinds with ids. */
export const idScopes: Readonly<Record<IdScopeKind, IdScopeDeclaration<IdScopeKind>>> = scopeKinds

/** The declarations of the kinds without ids. */
export const singleScopes: Readonly<Record<SingleScopeKind, SingleScopeDeclaration>> = scopeKinds

/** All kinds, in order. */
export const allScopeKinds = Object.keys(scopeKinds) as readonly ScopeKind[]

/** The kinds with ids, in order. */
export const idScopeKinds: readonly IdScopeKind[] = allScopeKinds.filter(hasIds)

/** The kinds without ids, in order. */
export const singleScopeKinds: readonly SingleScopeKind[] = allScopeKinds.filter(
  (kind): kind is SingleScopeKind => !hasIds(kind),
)

/** The kinds with ids in the middle of a sentence, such as `accounts or zones`. */
export const idScopesInWords = formatAlternatives(
  idScopeKinds.map((kind) => idScopes[kind].pluralLabel),
)

/** Whether the scopes of a kind have ids. */
export function hasIds(kind: ScopeKind): kind is IdScopeKind {
  return 'variable' in scopeKinds[kind]
}

/** Words joined for the middle of a sentence: `a, b or c`. */
export function formatAlternatives(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1')
}

/**
 * What an endpoint gives access to, which decides how allow-lists limit it. An endpoint that reads a scope is
 * refused unless that scope is allowed. For one that lists scopes, the answer is filtered to allowed scopes.
 */
export type EndpointReach =
  | { scopeKind: ScopeKind; lists?: undefined }
  | { scopeKind?: undefined; lists: IdScopeKind }
