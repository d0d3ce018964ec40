/**
 * Builds entries of audit log v1 from events, for an account or for the user who holds the credential.
 * Entries of the user level are those whose owner is the actor: sign-ins, own keys, own tokens.
 */
import { readPath } from '../../../catalog/fields.ts'
import { type Columns, createColumns, createIdColumn, createValueColumn } from '../columns.ts'
import type { Event, EventStream } from '../events/events.ts'
import { mix, toFraction, toHexStart, toUuid } from '../random.ts'
import type { Scan } from '../scan.ts'
import {
  createDerivedSource,
  createMergedSource,
  type Derivation,
  type EntrySource,
  type Part,
} from './entry-source.ts'
import { countOfV1, toWordsV1, type WordsV1 } from './words-v1.ts'

/** The events of an account, and the single pass over them. */
export type ScannedEvents = { stream: EventStream; scan: Scan<Event> }

/** The column that marks the entries that `hide_user_logs` hides; it is not a field. */
export const userLevelColumn = 'is_user_level'

/** The forms of the account log v1 that sources disagree about. */
export type V1Forms = { accountV1SignIns: 'absent' | 'present' }

/** The v1 log of an account. */
export function createV1Source(events: ScannedEvents, { accountV1SignIns }: V1Forms): EntrySource {
  const derivation = toDerivation(events, countEntries)
  if (accountV1SignIns === 'present') return createDerivedSource(derivation, toColumns)
  // Of a sign-in, what followed it is left, such as a viewed key.
  const firstPartOf = ({ action }: Event) => (action.verb === 'login' ? 1 : 0)
  return createDerivedSource({ ...derivation, firstPartOf }, toColumns)
}

/** The v1 log of one user: their actions in all accounts, without the actions of systems that followed. */
export function createUserV1Source(
  accounts: readonly ScannedEvents[],
  userId: string,
): EntrySource {
  const countOwn = (event: Event) => (event.actor.id === userId ? countEntries(event) : 0)
  const sources = accounts.map((events) => ({
    ...toDerivation(events, countOwn),
    elementAt: events.stream.eventAt,
  }))
  return createMergedSource(sources, toColumns)
}

function toDerivation(
  { stream, scan }: ScannedEvents,
  countOf: (event: Event) => number,
): Derivation<Event> {
  const { timeOf } = stream
  return { scan, timeOf, countOf, build: ({ index, part }) => buildEntry(stream, index, part) }
}

function toColumns(entryAt: (index: number) => unknown): Columns<Part<Event>> {
  type Row = { event: Event; part: number; words: WordsV1; actor: ActorV1 }
  const columns = createColumns<Row>([
    createIdColumn(
      'id',
      ({ event, part }) => toHexStart(toIdKey(event, part), event.index),
      (index, path) => readPath(entryAt(index), path),
    ),
    createValueColumn('action.type', ({ words }) => words.type),
    createValueColumn('actor.email', ({ actor }) => actor.email),
    createValueColumn('actor.ip', ({ actor }) => actor.ip),
    createValueColumn('metadata.zone_name', ({ words }) => toText(words.metadata?.zone_name)),
    createValueColumn(userLevelColumn, ({ event, words }) => isOfUser(event, words)),
  ])
  return {
    get: columns.get,
    add({ element: event, part }) {
      const words = toWordsV1(event, part)
      columns.add({ event, part, words, actor: toActor(event) })
    },
  }
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function countEntries({ action, key }: Event): number {
  return countOfV1(action, key)
}

function buildEntry(stream: EventStream, index: number, part: number): unknown {
  const event = stream.eventAt(index)
  const isAlone =
    countEntries(event) === 1 &&
    stream.timeOf(index - 1) < stream.timeOf(index) &&
    stream.timeOf(index) < stream.timeOf(index + 1)
  return toEntryV1(event, part, isAlone)
}

function toEntryV1(event: Event, part: number, isAlone: boolean): unknown {
  const words = toWordsV1(event, part)
  const actor = toActor(event)
  return {
    id: toEntryId(event, part),
    action: {
      ...(words.info !== undefined && { info: words.info }),
      ...(!words.hasNoResult && { result: !event.failed }),
      type: words.type,
    },
    actor,
    interface: toInterface(event, words),
    metadata: words.metadata ?? {},
    newValue: words.newValue ?? '',
    ...toStructured('newValueJson', words, event.key),
    oldValue: words.oldValue ?? '',
    ...toStructured('oldValueJson', words, event.key),
    owner: { id: isOfUser(event, words) ? actor.id : event.account.id },
    resource: { id: words.resourceId ?? event.resource.id, type: words.resourceType },
    when: formatWhen(event, isAlone),
  }
}

/** The key from which the id is generated, together with the number of the event. */
function toIdKey({ key }: Event, part: number): number {
  return mix(key, 95 + part)
}

/** Most ids look like UUIDs of version 4, some like version 5. */
function toEntryId(event: Event, part: number): string {
  const version = toFraction(mix(event.key, 99)) < 0.15 ? '5' : '4'
  return toUuid(toIdKey(event, part), event.index, version)
}

/** A value that has no structured form is mostly left out, and now and then an empty object. */
function toStructured(name: 'newValueJson' | 'oldValueJson', words: WordsV1, key: number): object {
  const value = words[name]
  if (value) return { [name]: value }
  return toFraction(mix(key, 100)) < 0.1 ? { [name]: {} } : {}
}

function isOfUser({ action }: Event, { type }: WordsV1): boolean {
  return type !== 'cloudflare_login' && (action.verb === 'login' || action.uri.startsWith('/user/'))
}

type ActorV1 = { id: string; type: string; email?: string; ip?: string }

function toActor({ actor, session }: Event): ActorV1 {
  if (actor.kind === 'system') return { id: '1', type: 'system' }
  if (actor.kind === 'staff') return { id: actor.id, type: 'admin' }
  return {
    ...(actor.email !== undefined && { email: actor.email }),
    // An account token has no user; with its id, v1 would show the account as owner and as actor.
    id: actor.kind === 'account-token' ? (session.token?.id ?? '') : actor.id,
    ...(session.ip !== undefined && { ip: session.ip }),
    type: 'user',
  }
}

function toInterface({ session }: Event, { hasInterface }: WordsV1): string {
  if (!hasInterface || session.context === undefined) return ''
  return session.context === 'dash' ? 'UI' : 'API'
}

/**
 * The log prints as many digits as the time has, without trailing zeros. Digits below milliseconds
 * are given only where no other entry shares the millisecond, so that order and text agree.
 */
function formatWhen({ timeMs, key }: Event, isAlone: boolean): string {
  const seconds = new Date(timeMs).toISOString().slice(0, 19)
  const milliseconds = String(timeMs % 1000).padStart(3, '0')
  const isFine = isAlone && toFraction(mix(key, 97)) < 0.4
  const below = isFine ? String(mix(key, 98) % 1000).padStart(3, '0') : ''
  const digits = (milliseconds + below).replace(/0+$/, '')
  return `${seconds}${digits && `.${digits}`}Z`
}
