/**
 * The stand-in of the Cloudflare API in one process: takes a request, gives the response that the
 * API would, from data that follow from a seed. The demo mode, the tests and the benchmarks ask it.
 */
import { findDataset } from '../catalog/index.ts'
import type { Scope } from '../query/log-query.ts'
import { type Pair, parseQueryString } from '../query/query-string.ts'
import { validatePairs } from '../query/validate-query.ts'
import { answerBadRequest, answerError, answerNoRoute } from './answers.ts'
import { type ApiForms, defaultForms } from './api-forms.ts'
import { mix, toHex } from './data/random.ts'
import { createWorld, type World } from './data/world.ts'
import { createFaultSwitch, type Faults } from './faults.ts'
import { listAccounts, listProductCategories, listZones } from './list-companions.ts'
import { listEntries, toServedForm } from './list-entries.ts'
import { apiBase, findRoute, type Route } from './match-route.ts'
import { createQuota } from './quota.ts'
import { createPositionSearch, type PositionSearch } from './search-positions.ts'

/** An emulator. */
export type Emulator = {
  /** Answers a request for `https://api.cloudflare.com/client/v4/…`; the host does not matter. */
  fetch: (request: Request) => Promise<Response>
  /** What is to go wrong. */
  faults: Faults
  /** Every entry of a dataset in a scope that is visible now, oldest first; empty for an unknown one. */
  entries: (datasetId: string, scope: Scope) => readonly unknown[]
}

/** What an emulator is made from. */
export type EmulatorOptions = {
  /** The same seed and day give the same data. */
  seed: number
  /** About how many entries audit log v2 of the first account has at the start. */
  entries: number
  /** The clock, in milliseconds since the epoch: read at creation and with every request. */
  now: () => number
  /** Disputed forms that differ from the default. */
  forms?: Partial<ApiForms>
}

type Context = { world: World; forms: ApiForms; search: PositionSearch; now: () => number }

/**
 * Creates an emulator. All events are read once for what filters need to know of them, some 2 s for
 * a million; entries are made when they are asked for.
 */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { now } = options
  const forms = { ...defaultForms, ...options.forms }
  const world = createWorld({ ...options, nowMs: now(), forms })
  world.prepare(now())
  const quota = createQuota(now, forms.enforcesQuota)
  const { faults, respond } = createFaultSwitch()
  const context: Context = { world, forms, search: createPositionSearch(), now }
  let requests = 0

  async function answerTruly(request: Request): Promise<Response> {
    const { isOver, retryAfterSeconds, headers } = quota.count()
    const response = isOver ? answerError(429, 10_429, 'Rate limited') : answer(request, context)
    if (isOver) response.headers.set('retry-after', String(retryAfterSeconds))
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    response.headers.set('cf-ray', `${toHex(mix(options.seed, requests++), 1, 16)}-LIS`)
    response.headers.set('cache-control', 'no-store, no-cache, must-revalidate')
    return response
  }

  return {
    faults,
    fetch: (request) =>
      untilAborted(request.signal, () => respond(request, () => answerTruly(request))),
    entries: (datasetId, scope) => listVisible(datasetId, scope, context),
  }
}

function answer(request: Request, context: Context): Response {
  const { pathname, search } = new URL(request.url)
  const route = findRoute(pathname)
  if (!route) return answerNoRoute(pathname)
  if (request.method !== 'GET') {
    return answerError(405, 7001, `Method ${request.method} not available for that URI.`)
  }
  const { pairs, broken } = parseQueryString(search)
  const hasCodes = route.endpoint.id !== 'account-audit-logs-v2'
  if (broken.length > 0) {
    return answerBadRequest(['The query string has escapes that are not UTF-8.'], hasCodes)
  }
  return route.endpoint.dataset
    ? answerLog(route, pathname, pairs, context)
    : answerCompanion(route, pairs, context)
}

function answerLog(
  { endpoint, scopeId = '' }: Route,
  pathname: string,
  pairs: readonly Pair[],
  { world, forms, search, now }: Context,
): Response {
  const { dataset, scopeKind } = endpoint
  if (!dataset || !scopeKind) return answerNoRoute(pathname)
  const scope: Scope = scopeKind === 'user' ? { kind: 'user' } : { kind: scopeKind, id: scopeId }
  const source = world.findSource(dataset.id, scope)
  if (!source) return answerUnauthorized()
  return listEntries({ dataset, source, pathname, pairs, nowMs: now(), forms, search })
}

function answerCompanion(
  { endpoint, scopeId }: Route,
  pairs: readonly Pair[],
  { world: { estate } }: Context,
): Response {
  const problems = validatePairs(endpoint, pairs).map(({ message }) => message)
  if (problems.length > 0) return answerBadRequest(problems, true)
  switch (endpoint.id) {
    case 'accounts':
      return listAccounts(estate.accounts, pairs)
    case 'zones':
      return listZones(estate.zones, estate.accounts, pairs)
    case 'product-categories':
      return estate.accounts.some(({ id }) => id === scopeId)
        ? listProductCategories()
        : answerUnauthorized()
    default:
      return answerNoRoute(`${apiBase}${endpoint.path}`)
  }
}

function answerUnauthorized(): Response {
  return answerError(403, 9109, 'Unauthorized to access requested resource')
}

function listVisible(
  datasetId: string,
  scope: Scope,
  { world, forms, now }: Context,
): readonly unknown[] {
  const source = findDataset(datasetId) && world.findSource(datasetId, scope)
  if (!source) return []
  const length = source.firstAt(now() + 1)
  return Array.from({ length }, (_, index) => toServedForm(source.entryAt(index), forms))
}

/** Like `fetch`: rejects with the signal's reason as soon as the request is aborted. */
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
