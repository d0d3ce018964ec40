/**
 * Tells an event as an entry of audit log v2. What is not known is left out rather than null, as the
 * API does; a few entries lack more than that, since real ones do.
 */
import { toRequestBody, toResponseBody } from './bodies.ts'
import type { EntryParts, EntrySource } from './entry-source.ts'
import type { Event, EventStream } from './events.ts'
import { mix, toFraction, toHex, toUuid } from './random.ts'

/** What sources disagree about in an entry of v2. */
export type EntryForms = { entryIds: 'uuid' | 'hex' }

const actorTypes = {
  person: 'user',
  service: 'user',
  'account-token': 'account',
  staff: 'cloudflare_admin',
  system: 'system',
} as const

/** The v2 log of an account. */
export function createV2Source(stream: EventStream, forms: EntryForms): EntrySource {
  return {
    firstAt: stream.firstAt,
    timeOf: stream.timeOf,
    entryAt: (index) => toEntry(stream.eventAt(index), forms),
    headAt: (index, parts) => toHead(stream.eventAt(index), parts, forms),
  }
}

function toEntry(event: Event, forms: EntryForms): unknown {
  return {
    id: toEntryId(event, forms),
    account: { id: event.account.id, name: event.account.name },
    action: toAction(event),
    actor: toActor(event),
    ...(hasRaw(event) && { raw: toRaw(event) }),
    resource: toResource(event, true),
    ...(event.zone && { zone: { id: event.zone.id, name: event.zone.name } }),
  }
}

/** The parts of an entry that a filter reads, without the bodies. */
function toHead(event: Event, parts: EntryParts, forms: EntryForms): unknown {
  return {
    id: parts.has('id') ? toEntryId(event, forms) : undefined,
    account: event.account,
    action: parts.has('action') ? toAction(event) : undefined,
    actor: parts.has('actor') ? toActor(event) : undefined,
    raw: parts.has('raw') && hasRaw(event) ? toRaw(event) : undefined,
    resource: parts.has('resource') ? toResource(event, false) : undefined,
    zone: event.zone,
  }
}

function toEntryId({ key, index }: Event, { entryIds }: EntryForms): string {
  return entryIds === 'uuid' ? toUuid(key, index) : toHex(key, index, 32)
}

function toAction({ action, description, failed, timeMs }: Event): unknown {
  return {
    description,
    result: failed ? 'failure' : 'success',
    time: new Date(timeMs).toISOString(),
    type: action.verb,
  }
}

/** Now and then the raw part was not recorded at all. */
function hasRaw({ key }: Event): boolean {
  return toFraction(mix(key, 80)) >= 0.004
}

function toActor({ actor, session }: Event): unknown {
  const type = actorTypes[actor.kind]
  if (actor.kind === 'system') return { type }
  if (actor.kind === 'staff') return { id: actor.id, type }
  const { context, ip, token } = session
  return {
    id: actor.id,
    ...(context && { context }),
    ...(actor.email !== undefined && { email: actor.email }),
    ...(ip !== undefined && { ip_address: ip }),
    ...(token && { token_id: token.id, token_name: token.name }),
    type,
  }
}

function toRaw({ key, index, action, resource, session, statusCode, facts }: Event): unknown {
  const userAgent = session.userAgent !== undefined && { user_agent: session.userAgent }
  const rayId = facts?.rayId ?? toHex(key, ~index, 16)
  if (action.method === '') return { cf_ray_id: rayId, ...userAgent }
  return {
    cf_ray_id: rayId,
    method: action.method,
    status_code: statusCode,
    uri: resource.uri,
    ...userAgent,
  }
}

function toResource(event: Event, hasBodies: boolean): unknown {
  const { action, resource, failed } = event
  const oddity = toFraction(mix(event.key, 81))
  const hasId = oddity < 0.99 && !(failed && action.verb === 'create')
  const request = hasBodies ? toRequestBody(event) : undefined
  const response = hasBodies && oddity < 0.97 ? toResponseBody(event, request) : undefined
  return {
    ...(hasId && { id: resource.id }),
    ...(action.product !== '' && { product: action.product }),
    type: action.type,
    scope: action.scope,
    ...(request && { request }),
    ...(response && { response }),
  }
}
