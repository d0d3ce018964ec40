/**
 * Generates the id and the name of the resource that an event changes. Resources come from small pools per zone or
 * account, so the same record, script or rule occurs in several events and has a history.
 */

import { mix, mixText, pick, toBelow, toFraction, toHex, toUuid } from '../random.ts'
import type { Action } from './actions.ts'
import { listApplications } from './applications.ts'
import type { Actor } from './cast.ts'
import type { Account, Zone } from './estate.ts'
import { hostileRecordNames } from './hostile-strings.ts'

/** A resource; `key` is the same in all events about the same resource. */
export type IdentifiedResource = { id: string; key: number; name: string; uri: string }

type ResourceContext = { key: number; account: Account; actor: Actor; zone: Zone | undefined }

const settings = [
  'security_level',
  'min_tls_version',
  'ssl',
  'always_use_https',
  'ipv6',
  'browser_check',
  'development_mode',
  'http3',
  'rocket_loader',
  'websockets',
] as const
const labels =
  'www api mail vpn grafana sso login cdn img static shop checkout admin jobs status docs blog git ci registry db-proxy edge legacy intranet hr pay _dmarc _acme-challenge autodiscover k8s'.split(
    ' ',
  )
const nameWords: Readonly<Record<string, readonly string[]>> = {
  'workers.script': 'checkout-edge geo-redirect auth-gate ab-test image-resizer rate-guard'.split(
    ' ',
  ),
  'workers.secret': 'checkout-edge geo-redirect auth-gate rate-guard'.split(' '),
  'r2.bucket': 'media-originals invoices-archive build-artifacts audit-exports tmp-uploads'.split(
    ' ',
  ),
  'vectorize.index': 'product-search support-answers'.split(' '),
  'pages.project': 'marketing-site design-system storefront docs-next'.split(' '),
}
const genericNames =
  'baseline contractors office-egress partners quarantine emea-rollout legacy-hosts break-glass'.split(
    ' ',
  )
const phases = [
  'http_request_firewall_custom',
  'http_ratelimit',
  'http_request_dynamic_redirect',
  'http_request_transform',
]
const projects = ['marketing-site', 'design-system', 'storefront', 'docs-next']

/** The number of resources of a kind in a zone or an account; 16 for any other kind. */
const poolSizes: Readonly<Record<string, number>> = {
  'dns.record': 60,
  'workers.script': 40,
  'members.member': 80,
  'tokens.token': 300,
  'gateway.list': 40,
  'access.policy': 60,
  'lists.list_item': 1e6,
  'pages.deployment': 1e6,
  'images.image': 1e6,
  'custom_certificates.certificate': 1e4,
}

/** Returns the resource of an action; from a pool, the same object for the same resource. */
export type ResourceFinder = (action: Action, context: ResourceContext) => IdentifiedResource

/** Pools up to this size are cached; in larger ones few resources occur twice. */
const maxCachedPool = 1000

/** Creates a finder that caches the resources of the small pools. */
export function createResourceFinder(): ResourceFinder {
  const pools = new Map<Zone | Account, Map<Action, IdentifiedResource[]>>()

  function findPool(action: Action, owner: Zone | Account): IdentifiedResource[] {
    const ofOwner = pools.get(owner) ?? new Map<Action, IdentifiedResource[]>()
    const pool = ofOwner.get(action) ?? []
    pools.set(owner, ofOwner.set(action, pool))
    return pool
  }

  return (action, context) => {
    const ordinal = toOrdinal(action.kind, context.key)
    if (action.uri === '' || (poolSizes[action.kind] ?? 0) > maxCachedPool) {
      return createResource(action, ordinal, context)
    }
    const pool = findPool(action, context.zone ?? context.account)
    const resource = pool[ordinal] ?? createResource(action, ordinal, context)
    pool[ordinal] = resource
    return resource
  }
}

/** Returns a single resource without caching it. */
export function identifyResource(action: Action, context: ResourceContext): IdentifiedResource {
  return createResource(action, toOrdinal(action.kind, context.key), context)
}

function createResource(
  action: Action,
  ordinal: number,
  context: ResourceContext,
): IdentifiedResource {
  const key = mix(mix(context.zone?.key ?? context.account.key, toKindKey(action.kind)), ordinal)
  const name = nameResource(action.kind, key, context)
  const id = action.uri === '' ? context.actor.id : toId(action, key, name, context)
  return {
    id,
    key,
    name,
    uri: fillUri(action, (name) => toUriValue(name, id, key, context, action)),
  }
}

/** The setting of a zone that an id names, with a value to set and the value before. */
export function toSettingValues(setting: string, key: number): { before: string; after: string } {
  const choices = settingChoices[setting] ?? ['off', 'on']
  const at = toBelow(key, choices.length)
  return { before: choices[at] ?? '', after: choices[(at + 1) % choices.length] ?? '' }
}

const settingChoices: Readonly<Record<string, readonly string[]>> = {
  security_level: ['medium', 'high', 'under_attack', 'essentially_off', 'low'],
  min_tls_version: ['1.0', '1.1', '1.2', '1.3'],
  ssl: ['full', 'strict', 'flexible', 'off'],
}

const kindKeys = new Map<string, number>()

function toKindKey(kind: string): number {
  const cached = kindKeys.get(kind)
  if (cached !== undefined) return cached
  const kindKey = mixText(0, kind)
  kindKeys.set(kind, kindKey)
  return kindKey
}

/** The number of the resource in its pool; low numbers are more frequent. */
function toOrdinal(kind: string, key: number): number {
  const fraction = toFraction(mix(key, 1))
  return Math.floor(fraction * fraction * (poolSizes[kind] ?? 16))
}

function nameResource(kind: string, key: number, { account, zone }: ResourceContext): string {
  if (kind === 'dns.record') {
    const isHostile = toFraction(mix(key, 2)) < 0.02
    return `${pick(isHostile ? hostileRecordNames : labels, mix(key, 3))}.${zone?.name ?? ''}`
  }
  if (kind.startsWith('zones.')) return zone?.name ?? ''
  if (kind === 'registrar.domain') return pick(account.zones, mix(key, 3)).name
  if (kind === 'pages.domain') {
    return `${pick(labels, mix(key, 3))}.${pick(account.zones, mix(key, 4)).name}`
  }
  const words = nameWords[kind]
  if (words) return `${pick(words, mix(key, 3))}-${toHex(key, 3, 8).slice(0, 3)}`
  return pick(genericNames, mix(key, 3))
}

function toId(action: Action, key: number, name: string, context: ResourceContext): string {
  switch (action.idForm) {
    case 'hex':
      return toHex(key, 5, 32)
    case 'uuid':
      return toUuid(key, 5)
    case 'number':
      return String(100_000 + toBelow(mix(key, 5), 900_000))
    case 'zone':
      return context.zone?.id ?? ''
    case 'account':
      return context.account.id
    case 'organization':
      return context.account.organizationId
    case 'setting':
      return pick(settings, mix(key, 5))
    case 'sitekey':
      return `0x4AAAAAAA${toHex(key, 5, 16).slice(0, 14)}`
    default:
      return name
  }
}

/** The path of an action's call, with each `{name}` replaced by its value. */
export function fillUri({ uri, uriParts }: Action, toValue: (name: string) => string): string {
  if (uriParts.length < 2) return uri
  let text = ''
  uriParts.forEach((segment, at) => {
    text += at % 2 === 0 ? segment : toValue(segment)
  })
  return text
}

function toUriValue(
  name: string,
  id: string,
  key: number,
  { account, zone }: ResourceContext,
  { kind }: Action,
): string {
  switch (name) {
    case 'account_id':
      return account.id
    case 'zone_id':
      return zone?.id ?? ''
    case 'organization_id':
      return account.organizationId
    case 'parent':
      return kind === 'access.policy' ? toPolicyOwner(key, account) : toHex(mix(key, 6) % 7, 6, 32)
    case 'phase':
      return pick(phases, mix(key, 7))
    case 'name':
      return pick(projects, mix(key, 7))
    default:
      return id
  }
}

/** The id of the application that a policy belongs to. Only the story changes a policy of Grafana. */
function toPolicyOwner(key: number, account: Account): string {
  const others = listApplications(account).filter(({ name }) => name !== 'Grafana')
  return pick(others, mix(key, 6)).id
}
