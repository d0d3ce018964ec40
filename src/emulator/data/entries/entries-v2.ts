/**
 * Builds an entry of audit log v2 from an event. Unknown values are omitted rather than null, as in the API; a few
 * entries lack more properties, as real ones do.
 */
import { readPath } from '../../../catalog/fields.ts'
import {
  type Columns,
  createColumns,
  createIdColumn,
  createThingColumn,
  createValueColumn,
} from '../columns.ts'
import type { Action } from '../estate/actions.ts'
import type { Event, EventStream } from '../events/events.ts'
import { mix, parseHexStart, toFraction, toHex, toHexStart, toUuid } from '../random.ts'
import type { Scan } from '../scan.ts'
import { toRequestBody, toResponseBody } from './bodies.ts'
import { createDerivedSource, type EntrySource, type Part } from './entry-source.ts'

/** The forms of an entry of v2 that sources disagree about. */
export type EntryForms = {
  entryIds: 'uuid' | 'hex'
  signInType: 'update' | 'login'
  onlyInV1: 'workers-r2-email' | 'none'
}

/** The products whose changes v2 lacks with `onlyInV1`. */
const productsOfV1: readonly string[] = ['workers', 'r2', 'email_routing']

const actorTypes = {
  person: 'user',
  service: 'user',
  'account-token': 'account',
  staff: 'cloudflare_admin',
  system: 'system',
} as const

/** The properties of an entry that say whose log it is in. */
type ToOwner = (event: Event) => object

const toAccount: ToOwner = ({ account: { id, name } }) => ({ account: { id, name } })
const toOrganization: ToOwner = ({ account }) => ({ organization: { id: account.organizationId } })

/** The v2 log of an account, or of an organization. */
export function createV2Source(
  { stream, scan }: { stream: EventStream; scan: Scan<Event> },
  forms: EntryForms,
  owner: 'account' | 'organization' = 'account',
): EntrySource {
  const toOwner = owner === 'account' ? toAccount : toOrganization
  const isLeftOut = ({ action }: Event) =>
    forms.onlyInV1 === 'workers-r2-email' && productsOfV1.includes(action.product)
  const source = createDerivedSource(
    {
      scan,
      timeOf: stream.timeOf,
      countOf: (event) => (isLeftOut(event) ? 0 : 1),
      build: ({ index }) => toEntry(stream.eventAt(index), forms, toOwner),
    },
    (entryAt) => createV2Columns(entryAt, forms),
  )
  return { ...source, isV2: true }
}

/** The index of the values that filters compare, computed without building entries. */
function createV2Columns(
  entryAt: (index: number) => unknown,
  forms: EntryForms,
): Columns<Part<Event>> {
  const readText = (index: number, path: string) => readPath(entryAt(index), path)
  const isCalled = (event: Event) => event.action.method !== '' && hasRaw(event)
  const columns = createColumns<Event>([
    createIdColumn('id', ({ key, index }) => toHexStart(key, index), readText),
    createIdColumn('raw.cf_ray_id', toRayStart, readText),
    createThingColumn(({ action }) => action, {
      'action.type': (action) => toType(action, forms),
      'resource.product': ({ product }) => product || undefined,
      'resource.type': ({ type }) => type,
      'resource.scope': ({ scope }) => scope,
    }),
    createThingColumn(({ actor }) => actor, {
      'actor.id': ({ kind, id }) => (kind === 'system' ? undefined : id),
      'actor.type': ({ kind }) => actorTypes[kind],
      'actor.email': ({ kind, email }) => (hasSession(kind) ? email : undefined),
    }),
    createThingColumn((event) => toSession(event)?.token, {
      'actor.token_id': (token) => token?.id,
      'actor.token_name': (token) => token?.name,
    }),
    createThingColumn(({ zone }) => zone, {
      'zone.id': (zone) => zone?.id,
      'zone.name': (zone) => zone?.name,
    }),
    createThingColumn(({ account }) => account, { 'account.name': ({ name }) => name }),
    createValueColumn('action.result', toResult),
    createValueColumn('actor.context', (event) => toSession(event)?.context),
    createValueColumn('actor.ip_address', (event) => toSession(event)?.ip),
    createValueColumn('raw.method', (event) => (isCalled(event) ? event.action.method : undefined)),
    createValueColumn('raw.status_code', (event) =>
      isCalled(event) ? event.statusCode : undefined,
    ),
    createValueColumn('raw.uri', (event) => (isCalled(event) ? event.resource.uri : undefined)),
    createValueColumn('resource.id', (event) =>
      hasResourceId(event) ? event.resource.id : undefined,
    ),
  ])
  return { get: columns.get, add: ({ element }) => columns.add(element) }
}

function toEntry(event: Event, forms: EntryForms, toOwner: ToOwner): unknown {
  return {
    id: toEntryId(event, forms),
    ...toOwner(event),
    action: toAction(event, forms),
    actor: toActor(event),
    ...(hasRaw(event) && { raw: toRaw(event) }),
    resource: toResource(event),
    ...(event.zone && { zone: { id: event.zone.id, name: event.zone.name } }),
  }
}

function toEntryId({ key, index }: Event, { entryIds }: EntryForms): string {
  return entryIds === 'uuid' ? toUuid(key, index) : toHex(key, index, 32)
}

function toResult({ failed }: Event): string {
  return failed ? 'failure' : 'success'
}

function toType({ verb }: Action, { signInType }: EntryForms): string {
  return verb === 'login' ? signInType : verb
}

function toAction(event: Event, forms: EntryForms): unknown {
  return {
    description: event.description,
    result: toResult(event),
    time: new Date(event.timeMs).toISOString(),
    type: toType(event.action, forms),
  }
}

/** A few entries have no `raw` at all. */
function hasRaw({ key }: Event): boolean {
  return toFraction(mix(key, 80)) >= 0.004
}

/** Entries of systems and of Cloudflare's employees have neither address nor session. */
function hasSession(kind: Event['actor']['kind']): boolean {
  return kind !== 'system' && kind !== 'staff'
}

function toSession({ actor, session }: Event): Event['session'] | undefined {
  return hasSession(actor.kind) ? session : undefined
}

function toActor(event: Event): unknown {
  const { actor } = event
  const type = actorTypes[actor.kind]
  const session = toSession(event)
  if (!session) return actor.kind === 'staff' ? { id: actor.id, type } : { type }
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

function toRayId({ key, index, facts }: Event): string {
  return facts?.rayId ?? toHex(key, ~index, 16)
}

/** The first 8 digits of `toRayId` as a number. */
function toRayStart({ key, index, facts }: Event): number {
  return facts?.rayId === undefined ? toHexStart(key, ~index) : parseHexStart(facts.rayId)
}

function toRaw(event: Event): unknown {
  const { action, resource, session, statusCode } = event
  const userAgent = session.userAgent !== undefined && { user_agent: session.userAgent }
  const rayId = toRayId(event)
  if (action.method === '') return { cf_ray_id: rayId, ...userAgent }
  return {
    cf_ray_id: rayId,
    method: action.method,
    status_code: statusCode,
    uri: resource.uri,
    ...userAgent,
  }
}

/** A call that failed to create a resource has no id; a few other entries lack it too. */
function hasResourceId({ key, action, failed }: Event): boolean {
  return toFraction(mix(key, 81)) < 0.99 && !(failed && action.verb === 'create')
}

function toResource(event: Event): unknown {
  const { action, resource } = event
  const request = toRequestBody(event)
  const hasResponse = toFraction(mix(event.key, 81)) < 0.97
  const response = hasResponse ? toResponseBody(event, request) : undefined
  return {
    ...(hasResourceId(event) && { id: resource.id }),
    ...(action.product !== '' && { product: action.product }),
    type: action.type,
    scope: action.scope,
    ...(request && { request }),
    ...(response && { response }),
  }
}
