/**
 * Decides which scopes may be read. If any allow-list is set, a scope that no list allows is treated as if it did not
 * exist, and a kind of scope without a list is refused. A zone is checked by its own id, because its account is
 * unknown here.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Endpoint } from '../../catalog/index.ts'
import {
  hasIds,
  type IdScopeKind,
  idScopeKinds,
  idScopes,
  idScopesInWords,
  type ScopeKind,
  type SingleScopeKind,
  singleScopeKinds,
  singleScopes,
} from '../../catalog/scopes.ts'

/** The allow-lists. Without ids of any kind the credential alone decides. */
export type ScopeLimits = {
  /** The allowed ids by kind; a kind without an allow-list is absent. */
  ids: Readonly<Partial<Record<IdScopeKind, ReadonlySet<string>>>>
  /** The kinds without ids that may be read although allow-lists are set. */
  kinds: ReadonlySet<SingleScopeKind>
}

/** Limits that allow everything that the credential may read. */
export const noLimits: ScopeLimits = { ids: {}, kinds: new Set(singleScopeKinds) }

/** Parses the allow-lists of the environment and adds their problems to `problems`. */
export function parseScopeLimits(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): ScopeLimits {
  const kinds = singleScopeKinds.filter((kind) => {
    const { allowSwitch } = singleScopes[kind]
    const value = env[allowSwitch]
    if (value !== undefined && !/^[01]$/.test(value)) problems.push(`${allowSwitch} is not 0 or 1.`)
    return value === '1'
  })
  const ids: Partial<Record<IdScopeKind, ReadonlySet<string>>> = {}
  for (const kind of idScopeKinds) {
    const text = env[idScopes[kind].allowList]
    if (text !== undefined) ids[kind] = parseIds(kind, text, problems)
  }
  return { ids, kinds: new Set(kinds) }
}

/** The intersection of two limits. */
export function intersectLimits(one: ScopeLimits, other: ScopeLimits): ScopeLimits {
  if (!isLimited(one)) return other
  if (!isLimited(other)) return one
  const ids: Partial<Record<IdScopeKind, ReadonlySet<string>>> = {}
  for (const kind of idScopeKinds) {
    ids[kind] = new Set([...(one.ids[kind] ?? [])].filter((id) => other.ids[kind]?.has(id)))
  }
  return { ids, kinds: new Set([...one.kinds].filter((kind) => other.kinds.has(kind))) }
}

/** Whether any allow-list is set. */
export function isLimited({ ids }: ScopeLimits): boolean {
  return idScopeKinds.some((kind) => ids[kind] !== undefined)
}

/** Whether a scope may be read; `id` is absent for a kind without ids. */
export function allowsScope(limits: ScopeLimits, kind: ScopeKind, id: string | undefined): boolean {
  if (!isLimited(limits)) return true
  if (!hasIds(kind)) return limits.kinds.has(kind)
  return id !== undefined && limits.ids[kind]?.has(id) === true
}

/**
 * Whether scopes that belong to this one may be listed. If only zones have an allow-list, they may be in any account.
 */
export function allowsParent(limits: ScopeLimits, kind: IdScopeKind, id: string): boolean {
  return limits.ids[kind] === undefined || limits.ids[kind].has(id)
}

/**
 * Whether an endpoint may be requested with these ids in its path. The scope that it reads has to be allowed, and so
 * has every other scope in the path. A list of scopes may be requested; its answer is filtered later.
 */
export function allowsEndpoint(
  limits: ScopeLimits,
  { scopeKind, lists }: Pick<Endpoint, 'scopeKind' | 'lists'>,
  ids: Readonly<Record<string, string>>,
): boolean {
  if (!isLimited(limits)) return true
  const namesAllowed = idScopeKinds.every((kind) => {
    const id = ids[idScopes[kind].variable]
    return id === undefined || allowsScope(limits, kind, id)
  })
  if (!namesAllowed) return false
  // An endpoint that declares neither scope nor list is not covered by any allow-list, so it is refused.
  if (scopeKind === undefined) return lists !== undefined
  return allowsScope(limits, scopeKind, findScopeId(scopeKind, ids))
}

/** The id in the path for a scope of this kind; `undefined` for a kind without ids. */
export function findScopeId(
  kind: ScopeKind,
  ids: Readonly<Record<string, string>>,
): string | undefined {
  return hasIds(kind) ? ids[idScopes[kind].variable] : undefined
}

/** Why the allow-lists leave nothing of a dataset to read; `undefined` when they leave something. */
export function findUnreadableReason(dataset: Dataset, limits: ScopeLimits): string | undefined {
  if (!isLimited(limits)) return undefined
  const kinds = dataset.scopes.map(({ kind }) => kind)
  const isReadable = kinds.some((kind) =>
    hasIds(kind) ? (limits.ids[kind]?.size ?? 0) > 0 : limits.kinds.has(kind),
  )
  if (isReadable) return undefined
  const single = kinds.find((kind): kind is SingleScopeKind => !hasIds(kind))
  return single === undefined
    ? `The proxy is limited to ${idScopesInWords} that this log is not kept for.`
    : `The proxy is limited to some ${idScopesInWords}, and this log may cover others. ${singleScopes[single].allowSwitch}=1 allows it.`
}

function parseIds(kind: IdScopeKind, text: string, problems: string[]): ReadonlySet<string> {
  const { allowList, idPattern, idForm } = idScopes[kind]
  const ids = text.split(',').map((id) => id.trim())
  const pattern = new RegExp(`^(?:${idPattern})$`)
  if (!ids.every((id) => pattern.test(id))) {
    problems.push(`${allowList} is not a list of ids (${idForm}, commas between).`)
  }
  return new Set(ids)
}
