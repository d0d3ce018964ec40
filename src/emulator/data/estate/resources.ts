/**
 * What is changed: identifies the resource of an event and names it. Resources come from small pools
 * per zone or account, so the same record, script or rule is met again and has a history.
 */

import { mix, mixText, pick, toBelow, toFraction, toHex, toUuid } from '../random.ts'
import type { Action } from './actions.ts'
import type { Actor } from './cast.ts'
import type { Account, Zone } from './estate.ts'
import { hostileRecordNames } from './hostile-strings.ts'

/** A resource: `key` stays the same for the same resource, whatever happens to it. */
export type IdentifiedResource = { id: string; key: number; name: string; uri: string }

type Place = { key: number; account: Account; actor: Actor; zone: Zone | undefined }

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

/** How many resources of a kind a zone or an account has in the long run; 16 of any other. */
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

/** Finds which resource an action concerns; of a pool, the same object for the same resource. */
export type ResourceFinder = (action: Action, place: Place) => IdentifiedResource

/** Pools of up to this size are kept; of larger ones, hardly a resource is met twice. */
const largestKeptPool = 1000

/** Creates a finder that remembers the resources of the small pools. */
export function createResourceFinder(): ResourceFinder {
  const pools = new Map<Zone | Account, Map<Action, IdentifiedResource[]>>()

  function findPool(action: Action, owner: Zone | Account): IdentifiedResource[] {
    const ofOwner = pools.get(owner) ?? new Map<Action, IdentifiedResource[]>()
    const pool = ofOwner.get(action) ?? []
    pools.set(owner, ofOwner.set(action, pool))
    return pool
  }

  return (action, place) => {
    const ordinal = toOrdinal(action.kind, place.key)
    if (action.uri === '' || (poolSizes[action.kind] ?? 0) > largestKeptPool) {
      return createResource(action, ordinal, place)
    }
    const pool = findPool(action, place.zone ?? place.account)
    const resource = pool[ordinal] ?? createResource(action, ordinal, place)
    pool[ordinal] = resource
    return resource
  }
}

/** Finds a single resource, remembering none. */
export function identifyResource(action: Action, place: Place): IdentifiedResource {
  return createResource(action, toOrdinal(action.kind, place.key), place)
}

function createResource(action: Action, ordinal: number, place: Place): IdentifiedResource {
  const key = mix(mix(place.zone?.key ?? place.account.key, toKindKey(action.kind)), ordinal)
  const name = nameResource(action.kind, key, place)
  const id = action.uri === '' ? place.actor.id : toId(action, key, name, place)
  return { id, key, name, uri: fillUri(action, (part) => toUriValue(part, id, key, place)) }
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
  const known = kindKeys.get(kind)
  if (known !== undefined) return known
  const kindKey = mixText(0, kind)
  kindKeys.set(kind, kindKey)
  return kindKey
}

/** Which resource of its pool; the first ones are met more often. */
function toOrdinal(kind: string, key: number): number {
  const fraction = toFraction(mix(key, 1))
  return Math.floor(fraction * fraction * (poolSizes[kind] ?? 16))
}

function nameResource(kind: string, key: number, { account, zone }: Place): string {
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

function toId(action: Action, key: number, name: string, place: Place): string {
  switch (action.idForm) {
    case 'hex':
      return toHex(key, 5, 32)
    case 'uuid':
      return toUuid(key, 5)
    case 'number':
      return String(100_000 + toBelow(mix(key, 5), 900_000))
    case 'zone':
      return place.zone?.id ?? ''
    case 'account':
      return place.account.id
    case 'organization':
      return place.account.organizationId
    case 'setting':
      return pick(settings, mix(key, 5))
    case 'sitekey':
      return `0x4AAAAAAA${toHex(key, 5, 16).slice(0, 14)}`
    default:
      return name
  }
}

/** The path of an action's call, with each id put where the path names it. */
export function fillUri({ uri, uriParts }: Action, toValue: (name: string) => string): string {
  if (uriParts.length < 2) return uri
  let text = ''
  uriParts.forEach((part, at) => {
    text += at % 2 === 0 ? part : toValue(part)
  })
  return text
}

function toUriValue(name: string, id: string, key: number, { account, zone }: Place): string {
  switch (name) {
    case 'account_id':
      return account.id
    case 'zone_id':
      return zone?.id ?? ''
    case 'parent':
      return toHex(mix(key, 6) % 7, 6, 32)
    case 'phase':
      return pick(phases, mix(key, 7))
    case 'name':
      return pick(projects, mix(key, 7))
    default:
      return id
  }
}
