/**
 * Who may read what, as a JSON file says: one object from somebody (an email address, all of a domain,
 * a group, a service) to a list of grants. Without a policy, whoever signs in may read everything that
 * the proxy may.
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

/** Grants by canonical name: `alice@example.com`, `@example.com`, `group:security`, `service:siem`. */
export type AccessPolicy = ReadonlyMap<string, readonly string[]>

/** What the identity provider says of somebody. */
export type Identity = { email: string; groups: readonly string[] } | { service: string }

const policySchema = z.record(z.string(), z.array(z.string()))

const example = 'such as {"alice@example.com": ["*"]}'

const somebody = /^(group:.{1,200}|service:.{1,200}|[^\s@:]{0,64}@[^\s@:]{1,250})$/

/** How grants are written, for a message: an account id, zone:id, user-log. */
const grantForms = [
  ...idScopeKinds.map((kind) => idScopes[kind].grant.example),
  ...singleScopeKinds.map((kind) => singleScopes[kind].grant.word),
].join(', ')

/** What one grant allows. */
type Grant =
  | { kind: 'everything' }
  | { kind: 'id'; scopeKind: IdScopeKind; id: string }
  | { kind: 'single'; scopeKind: SingleScopeKind }

/** Reads a policy, or everything that is wrong with it. Problems repeat names, which are no secrets. */
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
    if (!somebody.test(name)) {
      problems.push(
        `${shown} is nobody: write an email address, @domain, group:name or service:name.`,
      )
    }
    if (policy.has(canonical)) problems.push(`${shown} is there twice.`)
    for (const each of grants.filter((one) => !findGrant(one))) {
      problems.push(
        `${shown}: ${JSON.stringify(each.slice(0, 80))} is no grant: write ${grantForms} or *.`,
      )
    }
    policy.set(canonical, grants)
  }
  if (policy.size === 0) problems.push('names nobody.')
  return problems.length > 0 ? { problems } : { policy }
}

/** What somebody may read by a policy; `undefined` when it does not name them. */
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
    const ids = grants.flatMap((each) =>
      each.kind === 'id' && each.scopeKind === scopeKind ? each.id : [],
    )
    return [scopeKind, new Set(ids)] as const
  })
  // A kind without grants has no list of its own: zones without their accounts are listed in whatever
  // account they are. Without any grant the lists are empty, and nothing is allowed.
  const own = granted.filter(([, ids]) => ids.size > 0)
  return {
    ids: Object.fromEntries(own.length > 0 ? own : granted),
    kinds: new Set(grants.flatMap((each) => (each.kind === 'single' ? each.scopeKind : []))),
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
  const { email, groups } = identity
  const domain = email.slice(email.lastIndexOf('@'))
  return [email, domain, ...groups.map((group) => `group:${group}`)].map(toCanonical)
}

/** Email addresses are compared in lower case, names of groups and services as they are. */
function toCanonical(name: string): string {
  return /^(group|service):/.test(name) ? name : name.toLowerCase()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
