/**
 * Tells events as entries of audit log v1, of an account or of the user who holds the credential.
 * Entries of the user level are those whose owner is the actor: sign-ins, own keys, own tokens.
 */
import { createDerivedSource, createMergedSource, type EntrySource } from './entry-source.ts'
import type { Event, EventStream } from './events.ts'
import { mix, toFraction, toUuid } from './random.ts'
import { countOfV1, toWordsV1, type WordsV1 } from './words-v1.ts'

/** One entry of v1, as far as the emulator itself reads it. */
export type EntryV1 = { id: string; actor: { id: string }; owner: { id: string }; when: string }

/** Whether an entry is of the user level, which `hide_user_logs` hides. */
export function isUserLevel({ actor, owner }: EntryV1): boolean {
  return actor.id === owner.id
}

/** The v1 log of an account. */
export function createV1Source(stream: EventStream): EntrySource {
  return createDerivedSource({
    base: stream,
    countOf: (index) => countEntries(stream, index),
    build: ({ index, part }) => tell(stream, index, part),
  })
}

/** The v1 log of one user: what they did in any account, without what systems did after it. */
export function createUserV1Source(streams: readonly EventStream[], userId: string): EntrySource {
  const own = streams.map((stream) =>
    createDerivedSource({
      base: stream,
      countOf(index) {
        const count = countEntries(stream, index)
        return count > 0 && stream.eventAt(index).actor.id === userId ? count : 0
      },
      build: ({ index, part }) => tell(stream, index, part),
    }),
  )
  return createMergedSource(own)
}

function countEntries(stream: EventStream, index: number): number {
  return countOfV1(stream.actionAt(index), stream.keyAt(index))
}

function tell(stream: EventStream, index: number, part: number): EntryV1 {
  const isAlone =
    countEntries(stream, index) === 1 &&
    stream.timeOf(index - 1) < stream.timeOf(index) &&
    stream.timeOf(index) < stream.timeOf(index + 1)
  return toEntryV1(stream.eventAt(index), part, isAlone)
}

function toEntryV1(event: Event, part: number, isAlone: boolean): EntryV1 {
  const words = toWordsV1(event, part)
  const actor = toActor(event)
  const isOfUser =
    words.type !== 'cloudflare_login' &&
    (event.action.verb === 'login' || event.action.uri.startsWith('/user/'))
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
    owner: { id: isOfUser ? actor.id : event.account.id },
    resource: { id: words.resourceId ?? event.resource.id, type: words.resourceType },
    when: formatWhen(event, isAlone),
  } as EntryV1
}

/** Most ids look like UUIDs of version 4, some like version 5. */
function toEntryId({ key, index }: Event, part: number): string {
  return toUuid(mix(key, 95 + part), index, toFraction(mix(key, 99)) < 0.15 ? '5' : '4')
}

/** A value that has no structured form is mostly left out, and now and then an empty object. */
function toStructured(name: 'newValueJson' | 'oldValueJson', words: WordsV1, key: number): object {
  const value = words[name]
  if (value) return { [name]: value }
  return toFraction(mix(key, 100)) < 0.1 ? { [name]: {} } : {}
}

function toActor({ actor, session }: Event) {
  if (actor.kind === 'system') return { id: '1', type: 'system' }
  if (actor.kind === 'staff') return { id: actor.id, type: 'admin' }
  return {
    ...(actor.email !== undefined && { email: actor.email }),
    // An account token has no user; v1 would else take the account for the owner and the actor alike.
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
