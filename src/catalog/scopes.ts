/**
 * What a log can be read in. Each kind of scope is declared here as data, and everything that depends on
 * the kind is derived from it: paths, allow-lists, grants, the check of the credential, and the pickers.
 */

/** A kind with many scopes, told apart by an id in the path. `Kind` is the name of a kind like it. */
type IdScopeDeclaration<Kind extends string = string> = {
  /** One scope of the kind in a sentence, and several. */
  label: string
  pluralLabel: string
  /** The variable of path templates that the id replaces, without braces. */
  variable: string
  /** The form of its ids: the source of a pattern, and in words. */
  idPattern: string
  idForm: string
  /**
   * The endpoint that lists the scopes which the credential may see: for the pickers, and to find ids with
   * which the permissions of the credential are tried. A proxy with allow-lists reduces its answer.
   */
  list: {
    path: string
    /** Set when every item belongs to a scope of another kind: the filter by it, and where an item names it. */
    within?: { kind: Kind; parameter: string; field: string }
  }
  /** The setting that holds the ids that may be read, separated by commas. */
  allowList: string
  /** How an access policy grants one: a prefix before the id, and an example for messages. */
  grant: { prefix: string; example: string }
}

/** A kind with one scope, which has no id: the credential decides what it is. */
type SingleScopeDeclaration = {
  label: string
  /** What the scope is called on screens. */
  name: string
  variable?: undefined
  /** The setting that allows it (`1`) although allow-lists are set; without allow-lists it is allowed. */
  allowSwitch: string
  /** How an access policy grants it. */
  grant: { word: string }
}

const hexId = '[0-9a-f]{32}'
const hexForm = '32 hexadecimal digits in lower case'

/** Every kind of scope, in the order in which pickers offer them. */
export const scopeKinds = {
  account: {
    label: 'account',
    pluralLabel: 'accounts',
    variable: 'account_id',
    idPattern: hexId,
    idForm: hexForm,
    list: { path: '/accounts' },
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
      within: { kind: 'account', parameter: 'account.id', field: 'account.id' },
    },
    allowList: 'CLOUDFLARE_ZONE_IDS',
    grant: { prefix: 'zone:', example: 'zone:id' },
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

/** The kinds with ids in the middle of a sentence: `account or zone`, and `accounts or zones`. */
export const idScopeInWords = formatAlternatives(idScopeKinds.map((kind) => idScopes[kind].label))
export const idScopesInWords = formatAlternatives(
  idScopeKinds.map((kind) => idScopes[kind].pluralLabel),
)

/** Whether the scopes of a kind are told apart by ids. */
export function hasIds(kind: ScopeKind): kind is IdScopeKind {
  return 'variable' in scopeKinds[kind]
}

function formatAlternatives(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1')
}

/**
 * What an endpoint gives access to, and so how allow-lists limit it. One that reads a scope is refused
 * unless the scope is allowed. One that lists the scopes of a kind has its answer reduced to those allowed.
 */
export type EndpointReach =
  | { scopeKind: ScopeKind; lists?: undefined }
  | { scopeKind?: undefined; lists: IdScopeKind }
