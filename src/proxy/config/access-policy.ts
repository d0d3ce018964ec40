/**
 * Parses the access policy, a JSON object: each key is an email address, a domain, a user, a group or a service,
 * its value is a list of grants. Without a policy, every caller who signed in may read everything that the proxy may.
 */
import {
  type IdScopeKind,
  idScopeKinds,
  idScopes,
  type SingleScopeKind,
  singleScopeKinds,
  singleScopes,
} from '../../catalog/scopes.ts'
import { z } from '../../cloudflare/schema.ts'
import { isScopeId } from '../../query/log-query.ts'
import { noLimits, type ScopeLimits } from '../routes/scope-limits.ts'

/** Grants by canonical name: `alice@example.com`, `@example.com`, `user:…`, `group:security`, `service:siem`. */
export type AccessPolicy = ReadonlyMap<string, readonly string[]>

/**
 * The identity of a caller according to the identity provider. `user` is the value of another claim than the email
 * address, and is never compared with email addresses or domains.
 */
export type Identity =
  | { email: string; groups: readonly string[] }
  | { user: string; groups: readonly string[] }
  | { service: string }

const policySchema = z.record(z.string(), z.array(z.string()))

const example = 'such as {"alice@example.com": ["*"]}'

const subjectPattern =
  /^(user:.{1,255}|group:.{1,200}|service:.{1,200}|[^\s@:]{0,64}@[^\s@:]{1,250})$/

/** The forms of grants, for messages: an account id, zone:id, user-log. */
const grantForms = [
  ...idScopeKinds.map((kind) => idScopes[kind].grant.example),
  ...singleScopeKinds.map((kind) => singleScopes[kind].grant.word),
].join(', ')

/** The meaning of one grant. */
type Grant =
  | { kind: 'everything' }
  | { kind: 'id'; scopeKind: IdScopeKind; id: string }
  | { kind: 'single'; scopeKind: SingleScopeKind }

/** Parses a policy, or returns all its problems. Problems quote names, which are not secret. */
export function parseAccessPolicy(
  text: string,
): { policy: AccessPolicy } | { problems: readonly string[] } {
  const json = parseJson(text)
  if (json === undefined) return { problems: ['is not JSON. Check commas and quotation marks.'] }
  const parsed = policySchema.safeParse(json)
  if (!parsed.success) {
    const [name] = parsed.error.issues[0]?.path ?? []
    const whose = name === undefined ? '' : `${JSON.stringify(String(name).slice(0, 80))}: `
    return { problems: [`${whose}is not a list of grants in a JSON object, ${example}.`] }
  }
  const policy = new Map<string, readonly string[]>()
  const problems: string[] = []
  for (const [name, grants] of Object.entries(parsed.data)) {
    const canonical = toCanonical(name)
    const shown = JSON.stringify(name.slice(0, 80))
    if (!subjectPattern.test(name)) {
      problems.push(
        `${shown} is nobody: write an email address, @domain, user:name, group:name or service:name.`,
      )
    }
    if (policy.has(canonical)) problems.push(`${shown} is there twice.`)
    for (const grant of grants.filter((text) => !findGrant(text))) {
      problems.push(
        `${shown}: ${JSON.stringify(grant.slice(0, 80))} is no grant: write ${grantForms} or *.`,
      )
    }
    policy.set(canonical, grants)
  }
  if (policy.size === 0) problems.push('names nobody.')
  return problems.length > 0 ? { problems } : { policy }
}

/** The limits that a policy grants to a caller; `undefined` when it does not name the caller. */
export function findGrantedLimits(
  policy: AccessPolicy,
  identity: Identity,
): ScopeLimits | undefined {
  const isNamed = toNames(identity).some((name) => policy.has(name))
  if (!isNamed) return undefined
  const grants = toNames(identity)
    .flatMap((name) => policy.get(name) ?? [])
    .flatMap((text) => findGrant(text) ?? [])
  if (grants.some(({ kind }) => kind === 'everything')) return noLimits
  const granted = idScopeKinds.map((scopeKind) => {
    const ids = grants.flatMap((grant) =>
      grant.kind === 'id' && grant.scopeKind === scopeKind ? grant.id : [],
    )
    return [scopeKind, new Set(ids)] as const
  })
  // A kind without grants gets no list: a policy that grants zones only does not limit the accounts in which they
  // are listed. Without any grant all lists are empty, and nothing is allowed.
  const lists = granted.filter(([, ids]) => ids.size > 0)
  return {
    ids: Object.fromEntries(lists.length > 0 ? lists : granted),
    kinds: new Set(grants.flatMap((grant) => (grant.kind === 'single' ? grant.scopeKind : []))),
  }
}

function findGrant(text: string): Grant | undefined {
  if (text === '*') return { kind: 'everything' }
  for (const scopeKind of singleScopeKinds) {
    if (text === singleScopes[scopeKind].grant.word) return { kind: 'single', scopeKind }
  }
  for (const scopeKind of idScopeKinds) {
    const { prefix } = idScopes[scopeKind].grant
    const id = text.startsWith(prefix) ? text.slice(prefix.length) : ''
    if (isScopeId(scopeKind, id)) return { kind: 'id', scopeKind, id }
  }
  return undefined
}

function toNames(identity: Identity): string[] {
  if ('service' in identity) return [`service:${identity.service}`]
  const groups = identity.groups.map((group) => `group:${group}`)
  if ('user' in identity) return [`user:${identity.user}`, ...groups]
  const { email } = identity
  const domain = email.slice(email.lastIndexOf('@'))
  return [email, domain, ...groups].map(toCanonical)
}

/** Email addresses and domains in lower case; names of users, groups and services unchanged. */
function toCanonical(name: string): string {
  return /^(user|group|service):/.test(name) ? name : name.toLowerCase()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
