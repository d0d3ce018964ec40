/**
 * Keeps records on Workers. Isolates share no memory, so one Durable Object for each search numbers and stores its
 * records, and deletes them an hour after their last use.
 */
import type { SignedHead, WitnessRecord } from '../../contract/witness.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import type { ObjectNamespace } from '../upstream/quota-object.ts'
import { createOpenRequests } from './open-requests.ts'
import {
  type ChainEnd,
  createSearchRecords,
  emptyChain,
  type SearchRecords,
} from './search-records.ts'
import type { KeptSearch, RecordDraft, SearchOwner, WitnessKeeper } from './witness-keeper.ts'

/** The used part of the state of a Durable Object. */
export type SearchObjectState = {
  storage: {
    get: (key: string) => Promise<unknown>
    put: (entries: Record<string, unknown>) => Promise<void>
    list: (options: { prefix: string }) => Promise<Map<string, unknown>>
    setAlarm: (atMs: number) => Promise<void>
    deleteAll: () => Promise<void>
  }
}

type Message =
  | { ask: 'begin'; requestId: string }
  | { ask: 'end'; requestId: string; draft: RecordDraft | null }
  | { ask: 'read' }
  | { ask: 'seal'; signed: SignedHead }

/** How long a search is kept after its last use, and how often the alarm for that is set anew. */
const maxAgeMs = 3_600_000
const alarmStepMs = 300_000

/** Only this program can call the object; the host has no meaning. */
const objectUrl = 'https://witness.internal/'

/** A keeper whose searches are objects of a namespace. */
export function createObjectKeeper(namespace: ObjectNamespace): WitnessKeeper {
  async function ask({ principal, searchId }: SearchOwner, message: Message): Promise<unknown> {
    // The id of a search has no space, so two owners never have the same object.
    const object = namespace.get(namespace.idFromName(`${searchId} ${principal}`))
    const response = await object.fetch(objectUrl, {
      method: 'POST',
      body: JSON.stringify(message),
    })
    return response.json()
  }
  // Both ends are the same version of this program.
  const askForRecords = async (owner: SearchOwner, message: Message) =>
    ((await ask(owner, message)) as KeptSearch | null) ?? undefined

  return {
    begin: async (owner, requestId) => {
      await ask(owner, { ask: 'begin', requestId })
    },
    end: async (owner, requestId, draft) => {
      await ask(owner, { ask: 'end', requestId, draft: draft ?? null })
    },
    read: (owner) => askForRecords(owner, { ask: 'read' }),
    seal: (owner, signed) => askForRecords(owner, { ask: 'seal', signed }),
  }
}

/** The handlers in the object of one search. */
export function createSearchObject({ storage }: SearchObjectState, now: () => number) {
  const openRequests = createOpenRequests()
  let recalled: Promise<SearchRecords> | undefined
  let alarmSetMs = Number.NEGATIVE_INFINITY

  async function recall(): Promise<SearchRecords> {
    const [chainEnd, key, records] = await Promise.all([
      storage.get('chainEnd'),
      storage.get('key'),
      storage.list({ prefix: 'record:' }),
    ])
    const heads = await storage.list({ prefix: `head:${key}:` })
    return createSearchRecords(toSha256, {
      chainEnd: (chainEnd as ChainEnd | undefined) ?? emptyChain,
      heads: listConsecutive([...heads.values()] as SignedHead[]),
      records: [...records.values()] as WitnessRecord[],
    })
  }

  async function store(entries: Record<string, unknown>): Promise<void> {
    await storage.put(entries)
    await postponeAlarm()
  }

  async function postponeAlarm(): Promise<void> {
    if (Math.abs(now() - alarmSetMs) < alarmStepMs) return
    alarmSetMs = now()
    await storage.setAlarm(alarmSetMs + maxAgeMs)
  }

  async function add(records: SearchRecords, draft: RecordDraft): Promise<void> {
    const record = records.add(draft)
    const chainEnd = records.chainEnd()
    await store(
      record ? { chainEnd, [`record:${toSortable(record.number)}`]: record } : { chainEnd },
    )
  }

  async function answerMessage(message: Message): Promise<KeptSearch | null> {
    if (message.ask === 'begin') {
      openRequests.begin(message.requestId)
      return null
    }
    recalled ??= recall()
    const records = await recalled
    if (message.ask === 'end') {
      try {
        if (message.draft) await add(records, message.draft)
      } finally {
        openRequests.end(message.requestId)
      }
      return null
    }
    const isKnown = records.chainEnd() !== emptyChain || !openRequests.isEmpty()
    if (!isKnown) return null
    if (message.ask === 'read') {
      await openRequests.settle()
      await postponeAlarm()
    } else if (records.seal(message.signed)) {
      const { key, first } = message.signed.head
      await store({ key, [`head:${key}:${toSortable(first)}`]: message.signed })
    }
    return records.keep()
  }

  return {
    answer: async (request: Request): Promise<Response> =>
      Response.json(await answerMessage((await request.json()) as Message)),
    /** Deletes the search. */
    async expire(): Promise<void> {
      recalled = undefined
      alarmSetMs = Number.NEGATIVE_INFINITY
      await storage.deleteAll()
    },
  }
}

/** Without those that a later one of the same key replaced, after another key had signed. */
function listConsecutive(heads: readonly SignedHead[]): SignedHead[] {
  let next = 1
  return heads.filter(({ head: { first, last } }) => {
    if (first !== next) return false
    next = last + 1
    return true
  })
}

/** Keys are listed in the order of their text. */
function toSortable(number: number): string {
  return String(number).padStart(6, '0')
}
