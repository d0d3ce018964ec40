/**
 * The emulator of the Cloudflare API, in process: takes a request and returns the response that the API would
 * give, with data generated from a seed. Demo mode, tests and benchmarks use it.
 */
import { findDataset } from '../catalog/index.ts'
import type { Scope } from '../query/log-query.ts'
import { type AnswerContext, answerRequest } from './answer-request.ts'
import { answerTooMany } from './answers.ts'
import { type ApiForms, defaultForms } from './api-forms.ts'
import { createAuthenticator, type EmulatorToken } from './credentials.ts'
import { type ArrivalDelay, hasArrived, measuredDelay } from './data/entries/arrival.ts'
import type { EntrySource } from './data/entries/entry-source.ts'
import { mix, toHex } from './data/random.ts'
import { createWorld } from './data/world.ts'
import { createFaultSwitch, type Faults } from './faults/faults.ts'
import { toServedForm } from './list-entries.ts'
import { createQuota } from './quota.ts'
import { createPositionSearch } from './search-positions.ts'

/** An emulator. */
export type Emulator = {
  /** Answers a request for `https://api.cloudflare.com/client/v4/…`; the host does not matter. */
  fetch: (request: Request) => Promise<Response>
  /** Makes requests fail on demand. */
  faults: Faults
  /** Every entry of a dataset in a scope that is visible now, oldest first; empty for an unknown one. */
  entries: (datasetId: string, scope: Scope) => readonly unknown[]
  /**
   * For each of these entries the number of the event that it records: entries of two logs of one account with the same
   * number record one event. Empty for a log that has no events in common with others.
   */
  eventNumbers: (datasetId: string, scope: Scope) => readonly number[]
}

/** The options of an emulator. */
export type EmulatorOptions = {
  /** The same seed and day give the same data. */
  seed: number
  /** About how many entries audit log v2 of the first account has at the start. */
  entries: number
  /** The clock, in milliseconds since the epoch: read at creation and with every request. */
  now: () => number
  /** Disputed forms that differ from the default. */
  forms?: Partial<ApiForms>
  /** The accepted credentials; without a list, none is needed and any well-formed one is accepted. */
  tokens?: readonly EmulatorToken[]
}

/**
 * Creates an emulator. All events are generated once to index the values that filters compare, about 3 s for a
 * million; entries are built when they are requested.
 */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { seed, tokens } = options
  const { faults, faultState, respond } = createFaultSwitch()
  const now = () => options.now() + faultState().skewMs
  const forms = { ...defaultForms, ...options.forms }
  const world = createWorld({ ...options, nowMs: now(), forms })
  world.prepare(now())
  const quota = createQuota(now, forms.enforcesQuota)
  const firstAccountId = world.estate.accounts[0]?.id ?? ''
  const authenticator = createAuthenticator({ tokens, firstAccountId, now })
  const search = createPositionSearch()
  let requests = 0

  function findArrivalDelay(datasetId: string): ArrivalDelay | undefined {
    const measured = forms.arrival === 'late' ? 'measured' : undefined
    const arrival = faultState().lateArrival ?? measured
    if (arrival !== 'measured') return arrival
    return findDataset(datasetId)?.latestArrivalS === undefined ? undefined : measuredDelay
  }

  const createContext = (): AnswerContext => ({
    world,
    forms,
    search,
    authenticator,
    nowMs: now(),
    findArrivalDelay,
  })

  async function answerTruly(request: Request): Promise<Response> {
    const identity = authenticator.identify(request)
    const isRead = !(identity instanceof Response)
    const state = quota.count(isRead ? identity.token.secret : '')
    const response = state.isOver
      ? answerTooMany(state.retryAfterSeconds, forms.quotaBody)
      : isRead
        ? answerRequest(request, identity, createContext())
        : identity
    const headers = {
      ...state.headers,
      'cf-ray': `${toHex(mix(seed, requests++), 1, 16)}-LIS`,
      'cache-control': 'no-store, no-cache, must-revalidate',
      date: new Date(now()).toUTCString(),
    }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

  return {
    faults,
    fetch: (request) =>
      untilAborted(request.signal, () => respond(request, () => answerTruly(request))),
    entries: (datasetId, scope) =>
      listVisible(datasetId, scope, createContext(), (source, index) =>
        toServedForm(source.entryAt(index), forms),
      ),
    eventNumbers: (datasetId, scope) =>
      listVisible(
        datasetId,
        scope,
        createContext(),
        (source, index) => source.eventOf?.(index) ?? [],
      ).flat(),
  }
}

function listVisible<T>(
  datasetId: string,
  scope: Scope,
  { world, nowMs, findArrivalDelay }: AnswerContext,
  read: (source: EntrySource, index: number) => T,
): readonly T[] {
  const source = findDataset(datasetId) && world.findSource(datasetId, scope)
  if (!source) return []
  const length = source.firstAt(nowMs + 1)
  const delay = findArrivalDelay(datasetId)
  const indexes = Array.from({ length }, (_, index) => index)
  const visible = delay ? indexes.filter(hasArrived(source, nowMs, delay)) : indexes
  return visible.map((index) => read(source, index))
}

/** Rejects with the signal's reason as soon as the request is aborted, like `fetch`. */
function untilAborted(signal: AbortSignal, start: () => Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason)
      return
    }
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    start()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop))
  })
}
