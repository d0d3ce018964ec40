/**
 * Sends requests to an emulator in tests: takes a path below `/client/v4`, returns status and parsed body.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { ScopeKind } from '../../catalog/scopes.ts'
import { findScopedPath } from '../../query/address/path-meaning.ts'
import type { Scope } from '../../query/log-query.ts'
import { formatQueryString, type Pair } from '../../query/query-string.ts'
import { findEndpointPath } from '../../query/request/endpoint-path.ts'
import { toRequestPairs } from '../../query/request-pairs.ts'
import { listRequiredFilters } from '../../query/required/required-filter.ts'
import type { Emulator } from '../app.ts'

/** The envelope of an answer, loosely typed for tests. */
export type AnsweredBody = {
  success: boolean
  errors: { code?: number; message: string }[]
  result: Record<string, unknown>[]
  result_info?: Record<string, unknown>
}

/** An answer with its parsed body. */
export type Answered = { status: number; headers: Headers; text: string; body: AnsweredBody }

/** Requests a path with pairs of parameters. A body that is not JSON counts as an empty success. */
export async function askEmulator(
  { fetch }: Pick<Emulator, 'fetch'>,
  path: string,
  pairs: readonly Pair[] = [],
): Promise<Answered> {
  const query = pairs.length > 0 ? `?${formatQueryString(pairs)}` : ''
  const response = await fetch(new Request(`https://api.cloudflare.com/client/v4${path}${query}`))
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  const body = isJson ? JSON.parse(text) : { success: true, errors: [], result: [] }
  return { status: response.status, headers: response.headers, text, body }
}

/** A scope of each kind: the first account, its first zone, the first organization, the user. */
export async function findScopes(emulator: Emulator): Promise<Record<ScopeKind, Scope>> {
  const accounts = await askEmulator(emulator, '/accounts')
  const accountId = String(accounts.body.result[0]?.id)
  const zones = await askEmulator(emulator, '/zones', [
    ['account.id', accountId],
    ['name', 'acme.example'],
  ])
  const organizations = await askEmulator(emulator, '/organizations')
  return {
    account: { kind: 'account', id: accountId },
    zone: { kind: 'zone', id: String(zones.body.result[0]?.id) },
    organization: { kind: 'organization', id: String(organizations.body.result[0]?.id) },
    user: { kind: 'user' },
  }
}

/** All accounts, in the order of the list. */
export async function listAccounts(emulator: Emulator): Promise<readonly Scope[]> {
  const { body } = await askEmulator(emulator, '/accounts')
  return body.result.map(({ id }) => ({ kind: 'account', id: String(id) }))
}

/** The pairs with every value of each required filter that they lack. */
export async function fillRequired(
  emulator: Pick<Emulator, 'fetch'>,
  dataset: Dataset,
  scope: Scope,
  pairs: readonly Pair[],
): Promise<readonly Pair[]> {
  const filled: Pair[] = [...pairs]
  for (const { wireName, valueList } of listRequiredFilters(dataset)) {
    if (pairs.some(([key]) => key === wireName)) continue
    const { body } = await askEmulator(emulator, findEndpointPath(valueList, scope) ?? '')
    filled.push(...body.result.map(({ id }): Pair => [wireName, String(id)]))
  }
  return filled
}

/**
 * Reads a whole list page by page, by cursor or by number, and returns the pages. A log without pages is read in shorter
 * and shorter times. The pairs are in the form of an address; required filters that they lack are added.
 */
export async function askAllPages(
  emulator: Emulator,
  dataset: Dataset,
  scope: Scope,
  addressPairs: readonly Pair[],
): Promise<Record<string, unknown>[][]> {
  const path = findScopedPath(dataset, scope) ?? ''
  const { pagination } = dataset
  if (pagination.style === 'window') return askByTime(emulator, dataset, path, addressPairs)
  const filled = await fillRequired(emulator, dataset, scope, addressPairs)
  const pairs = toRequestPairs(dataset, withSize(dataset, filled))
  const pages: Record<string, unknown>[][] = []
  let pagePairs: Pair[] = []
  for (;;) {
    const { status, body } = await askEmulator(emulator, path, [...pairs, ...pagePairs])
    // v1 answers 400 to the page after a full last page.
    if (status === 400 && pagination.style === 'page' && pages.length > 0) return pages
    if (status !== 200) throw new Error(`${status}: ${body.errors[0]?.message}`)
    pages.push(body.result)
    if (pagination.style === 'page') {
      if (body.result.length === 0) return pages
      pagePairs = [[pagination.pageParameter, String(pages.length + 1)]]
    } else {
      const cursor = body.result_info?.cursor
      if (typeof cursor !== 'string') return pages
      pagePairs = [[pagination.cursorParameter, cursor]]
    }
  }
}

/** A log with two limits of a page assumes 20 for either of both, so one has to be given. */
function withSize({ parameters, pagination }: Dataset, pairs: readonly Pair[]): readonly Pair[] {
  const { sizeParameter, maxSize } = pagination
  const hasTwoLimits = parameters.some(({ repeatedAs }) => repeatedAs !== undefined)
  const isGiven = pairs.some(([key]) => key === sizeParameter)
  return hasTwoLimits && !isGiven ? [...pairs, [sizeParameter, String(maxSize)]] : pairs
}

/** Halves the time until no answer is full; the answers are in the direction of the request. */
async function askByTime(
  emulator: Emulator,
  dataset: Dataset,
  path: string,
  pairs: readonly Pair[],
): Promise<Record<string, unknown>[][]> {
  const { sizeParameter, maxSize } = dataset.pagination
  const others = pairs.filter(([key]) => !['since', 'before', sizeParameter].includes(key))
  const findMs = (name: string) => Date.parse(pairs.find(([key]) => key === name)?.[1] ?? '')
  const isAscending = others.some(([, value]) => value === 'asc')
  async function ask(sinceMs: number, beforeMs: number): Promise<Record<string, unknown>[][]> {
    const asked = toRequestPairs(dataset, [
      ['since', new Date(sinceMs).toISOString()],
      ['before', new Date(beforeMs).toISOString()],
      ...others,
      [sizeParameter, String(maxSize)],
    ])
    const { status, body } = await askEmulator(emulator, path, asked)
    if (status !== 200) throw new Error(`${status}: ${body.errors[0]?.message}`)
    if (body.result.length < maxSize) return [body.result]
    const middleMs = Math.floor((sinceMs + beforeMs) / 2)
    const [older, newer] = [await ask(sinceMs, middleMs), await ask(middleMs, beforeMs)]
    return isAscending ? [...older, ...newer] : [...newer, ...older]
  }
  return ask(findMs('since'), findMs('before'))
}
