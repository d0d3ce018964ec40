/**
 * The wording of audit log v1: its own short names of actions, with values before and after. Only names that samples
 * or documents attest are used; an event without an attested name makes no entry.
 */
import type { Action } from '../estate/actions.ts'
import { toSettingValues } from '../estate/resources.ts'
import type { Event } from '../events/events.ts'
import { mix, pick, toBelow, toFraction, toHex } from '../random.ts'
import { type Body, tlsSettings, toDnsRecord, toRequestBody } from './bodies.ts'

/** The properties of an entry that depend on the action; an absent one is absent in the entry too. */
export type WordsV1 = {
  type: string
  resourceType: string
  info?: string
  resourceId?: string
  metadata?: Body
  newValue?: string
  oldValue?: string
  newValueJson?: Body
  oldValueJson?: Body
  /** Entries of Gateway lack `action.result`. */
  hasNoResult?: boolean
  /** v1 names the interface for some products only. */
  hasInterface?: boolean
}

type ToWords = (event: Event) => WordsV1

/** The number of v1 entries of an event: none when v1 has no name for the action. */
export function countOfV1(action: Action, key: number): number {
  if (!wordsByName[nameOf(action)]) return 0
  return hasSequel(action, key) ? 2 : 1
}

/** The wording of an event; part 1 is the second entry that some events have. */
export function toWordsV1(event: Event, part: number): WordsV1 {
  const toWords = part === 0 ? wordsByName[nameOf(event.action)] : sequels[nameOf(event.action)]
  if (!toWords) throw new Error(`v1 has no words for ${event.action.description}.`)
  return toWords(event)
}

const names = new Map<Action, string>()

/** Cached, because it is called for every event of a million. */
function nameOf(action: Action): string {
  const cached = names.get(action)
  if (cached !== undefined) return cached
  const name = toName(action)
  names.set(action, name)
  return name
}

function toName({ kind, verb, uri }: Action): string {
  const isRoll = uri.endsWith('/value')
  const isImport = uri.endsWith('/import')
  if (isImport) return 'import'
  return `${kind} ${isRoll ? 'roll' : verb}`
}

function hasSequel(action: Action, key: number): boolean {
  const chance = sequelChances[nameOf(action)] ?? 0
  return toFraction(mix(key, 90)) < chance
}

const login = 'user login'
const sequelChances: Readonly<Record<string, number>> = {
  [login]: 0.06,
  'zones.zone create': 1,
}

const zoneMetadata = ({ zone }: Event): Body => ({
  zone_id: zone?.id ?? '',
  zone_name: zone?.name ?? '',
})
const tokenMetadata = ({ resource }: Event): Body => ({
  token_name: `${resource.name} token`,
  token_tag: resource.id,
})
const bucketMetadata: Body = { zone_name: 'r2.cloudflarestorage.com' }
const recordNumber = (event: Event) => String(10_000_000_000 + toBelow(event.resource.key, 9e9))

function toRecord(event: Event): Body {
  return { id: recordNumber(event), ...toDnsRecord(event) }
}

function createGatewayWords(resourceType: string, type: string): ToWords {
  return (event) => ({
    type,
    resourceType,
    hasNoResult: true,
    hasInterface: true,
    newValue: JSON.stringify(toRequestBody(event) ?? {}),
    oldValue: '',
  })
}

function createStoreWords(info: string, resourceType: string): ToWords {
  return (event) => ({
    type: event.action.verb,
    info,
    resourceType,
    hasInterface: true,
    ...(resourceType === 'r2.bucket' && { metadata: bucketMetadata }),
    ...(event.action.verb === 'create' && {
      newValueJson:
        resourceType === 'd1.database'
          ? { database_name: event.resource.name }
          : { name: event.resource.name },
    }),
  })
}

function createChangeWords(type: string, resourceType: string): ToWords {
  return (event) => ({
    type,
    resourceType,
    hasInterface: true,
    ...(event.zone && { metadata: zoneMetadata(event) }),
    newValueJson: toRequestBody(event) ?? {},
  })
}

function createLogpushWords(type: string): ToWords {
  return (event) => ({
    type,
    resourceType: 'logpush job',
    hasInterface: true,
    ...(event.zone && { metadata: { zone_name: event.zone.name, zone_tag: event.zone.id } }),
    newValueJson: toRequestBody(event) ?? {},
    newValue: JSON.stringify(toRequestBody(event) ?? {}),
    ...(event.action.verb === 'update' && toJobBefore(event)),
  })
}

function toJobBefore(event: Event): Pick<WordsV1, 'oldValue' | 'oldValueJson'> {
  const after = toRequestBody(event)
  const before = event.facts?.before ?? { ...after, enabled: !after?.enabled }
  return { oldValue: JSON.stringify(before), oldValueJson: before }
}

const wordsByName: Readonly<Record<string, ToWords>> = {
  [login]: (event) => ({
    type: event.actor.kind === 'staff' ? 'cloudflare_login' : 'login',
    resourceType: 'account',
    resourceId: event.account.id,
    ...(event.actor.kind === 'staff' && { metadata: { actual_user: 'support@cloudflare.test' } }),
  }),
  'tokens.token create': (event) => ({
    type: 'token_create',
    resourceType: 'account',
    resourceId: event.account.id,
    metadata: tokenMetadata(event),
  }),
  'tokens.token delete': (event) => ({
    type: 'token_revoke',
    resourceType: 'account',
    resourceId: event.account.id,
    metadata: {
      ...tokenMetadata(event),
      old_token_status: 'active',
      new_token_status: 'deleted',
    },
  }),
  'tokens.token roll': (event) => ({
    type: 'token_roll',
    resourceType: 'account',
    resourceId: event.account.id,
    metadata: {
      ...tokenMetadata(event),
      old_token_hash: toHex(event.key, 91, 64),
      new_token_hash: toHex(event.key, 92, 64),
    },
  }),
  'members.member create': (event) => ({
    type: 'add_member',
    resourceType: 'account',
    metadata: { targetEmail: toRequestBody(event)?.email },
    newValueJson: toRequestBody(event) ?? {},
  }),
  'members.member delete': () => ({ type: 'account_member_delete', resourceType: 'account' }),
  'memberships.membership update': () => ({ type: 'accept_member', resourceType: 'account' }),
  'accounts.account update': () => ({
    type: 'add_enforce_twofactor',
    resourceType: 'account',
    newValue: 'true',
    oldValue: 'false',
  }),
  'dns.record create': (event) => ({
    type: 'rec_add',
    resourceType: 'DNS_record',
    resourceId: recordNumber(event),
    hasInterface: true,
    metadata: zoneMetadata(event),
    newValue: '',
    oldValue: '',
    newValueJson: toRecord(event),
  }),
  'dns.record delete': (event) => ({
    type: 'rec_del',
    resourceType: 'DNS_record',
    resourceId: recordNumber(event),
    hasInterface: true,
    metadata: zoneMetadata(event),
    newValue: 'null',
    oldValue: 'null',
    oldValueJson: toRecord(event),
  }),
  'zones.zone create': (event) => ({
    type: 'add',
    resourceType: 'account',
    resourceId: event.account.id,
    hasInterface: true,
    metadata: zoneMetadata(event),
  }),
  'zones.zone delete': (event) => ({
    type: 'delete',
    resourceType: 'zone',
    metadata: zoneMetadata(event),
  }),
  'zone_settings.setting update': (event) => {
    const { before, after } = toSettingValues(event.resource.id, mix(event.key, 45))
    const type = event.resource.id === 'security_level' ? 'firewall' : 'network'
    return {
      type: 'change_setting',
      resourceType: 'zone',
      resourceId: event.zone?.id ?? '',
      hasInterface: true,
      metadata: { ...zoneMetadata(event), name: event.resource.id, type, value: after },
      newValue: after,
      oldValue: before,
    }
  },
  'ssl.universal_settings update': (event) =>
    event.actor.kind === 'system'
      ? {
          type: 'tls_settings_deployed',
          resourceType: 'zone',
          metadata: zoneMetadata(event),
          newValueJson: tlsSettings,
        }
      : {
          type: 'change_setting',
          resourceType: 'zone',
          hasInterface: true,
          metadata: { ...zoneMetadata(event), name: 'universal_ssl', type: 'ssl', value: true },
          newValue: 'true',
          oldValue: 'false',
        },
  'cache.purge create': (event) => ({
    type: 'purge',
    resourceType: 'zone',
    metadata: zoneMetadata(event),
  }),
  'gateway.rule create': createGatewayWords('gateway.rule', 'gateway_create'),
  'gateway.list update': createGatewayWords('gateway.config', 'gateway_update'),
  'gateway.configuration update': createGatewayWords('gateway.config', 'gateway_update'),
  'logpush.job create': createLogpushWords('job_create'),
  'logpush.job update': createLogpushWords('job_update'),
  'r2.bucket create': createStoreWords('CreateBucket', 'r2.bucket'),
  'r2.bucket delete': createStoreWords('DeleteBucket', 'r2.bucket'),
  // Action words after GoCortexIO's account of v1, kinds of resources after eidam/cf-workers-audit-logs; the
  // documentation of Email Routing names its actions in sentences only.
  'workers.script update': createChangeWords('deploy', 'script'),
  'workers.script delete': createChangeWords('delete', 'script'),
  'workers.secret update': createChangeWords('update', 'script'),
  'workers.route create': createChangeWords('create', 'route'),
  'email_routing.rule create': createChangeWords('create', 'email_routing.rule'),
  'd1.database create': createStoreWords('CreateDatabase', 'd1.database'),
  'queues.queue create': createStoreWords('CreateQueue', 'queues.queue'),
}

/** The second entries of some events, at the same time as the first. */
const sequels: Readonly<Record<string, ToWords>> = {
  [login]: (event) => {
    const digest = toHex(event.key, 93, 64)
    return pick<WordsV1>(
      [
        { type: 'API_key_view', resourceType: 'user', resourceId: event.actor.id },
        { type: 'rotate_API_key', resourceType: 'account', info: `key digest: ${digest}` },
        { type: 'API_key_created', resourceType: 'api_key', resourceId: digest },
      ],
      mix(event.key, 94),
    )
  },
  'zones.zone create': (event) => ({
    type: 'pending',
    resourceType: 'account',
    resourceId: event.account.id,
    hasInterface: true,
    metadata: zoneMetadata(event),
  }),
}
