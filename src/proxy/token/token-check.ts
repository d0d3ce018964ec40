/**
 * Checks whether the credential is valid and which logs it can read. The paths that verify a token are requested here
 * only; clients have no route to them.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readText } from '../../catalog/fields.ts'
import { datasets } from '../../catalog/index.ts'
import { hasIds, type IdScopeKind, idScopes } from '../../catalog/scopes.ts'
import { envelopeErrors } from '../../cloudflare/envelope.ts'
import { z } from '../../cloudflare/schema.ts'
import { isScopeId } from '../../query/log-query.ts'
import type { Pair } from '../../query/query-string.ts'
import { toRequestPairs } from '../../query/request-pairs.ts'
import { listRequiredFilters } from '../../query/required/required-filter.ts'
import type { Config } from '../config/config.ts'
import { type RouteMatch, routes, toRoute } from '../routes/route-table.ts'
import { findUnreadableReason, isLimited } from '../routes/scope-limits.ts'
import {
  type ApiReply,
  type AskFailure,
  type AskTools,
  askApi,
  type NoReply,
} from '../upstream/ask-api.ts'
import {
  isUnreached,
  type LogState,
  type TokenReport,
  type TokenState,
  toLogReason,
  toTokenWords,
  toUnlistedReason,
} from './token-report.ts'

/** The dependencies of the check. */
export type CheckTools = AskTools & {
  config: AskTools['config'] & Pick<Config, 'limits'>
}

/** The maximum number of scopes of a kind that are tried before a log counts as unreadable. */
const maxTries = 3

/** These two are not in the route table, so no client can request them. */
const verifyUserToken = toRoute({
  id: 'verify-user-token',
  path: '/user/tokens/verify',
  parameters: [],
  scopeKind: 'user',
})
const verifyAccountToken = toRoute({
  id: 'verify-account-token',
  path: '/accounts/{account_id}/tokens/verify',
  parameters: [],
  scopeKind: 'account',
})

/** Checks once, with about a dozen small requests at most. Never rejects. */
export async function checkToken(given: CheckTools): Promise<TokenReport> {
  let isInterrupted = false
  const take: AskTools['quota']['take'] = async (lane) => {
    const answer = await given.quota.take(lane)
    isInterrupted ||= !answer.granted
    return answer
  }
  const tools = { ...given, quota: { ...given.quota, take } }
  const scopes = createScopeFinder(tools)
  const { state, tokenId } = await verifyToken(tools, scopes)
  const logs: LogState[] = []
  for (const dataset of datasets) {
    logs.push(
      isUsable(state)
        ? await checkLog(tools, dataset, scopes)
        : { id: dataset.id, state: isSettled(state) ? 'unreadable' : 'unknown' },
    )
  }
  const checkedAt = new Date(tools.now()).toISOString()
  const words = toTokenWords(state)
  return {
    checkedAt,
    state,
    ...(tokenId !== undefined && { tokenId }),
    words,
    logs: logs.map((log) => (isUsable(state) ? log : { ...log, reason: words })),
    isInterrupted,
  }
}

function isUsable(state: TokenState): boolean {
  return !isSettled(state) && !isUnreached(state)
}

function isSettled(state: TokenState): boolean {
  return state === 'inactive' || state === 'refused'
}

/** Finds the ids of a kind to try; requests the list at most once. */
type ScopeFinder = (kind: IdScopeKind) => Promise<Candidates>

/** Ids to try; `isAll` is true when there are no others, `failure` is the reason why they could not be listed. */
type Candidates = { ids: readonly string[]; isAll: boolean; failure?: AskFailure | undefined }

/** The state of the credential, and the id of a token that is active. */
type Verified = { state: TokenState; tokenId?: string | undefined }

async function verifyToken(tools: CheckTools, scopes: ScopeFinder): Promise<Verified> {
  if (tools.config.credential?.kind === 'key') {
    const route = routes.find(({ template }) => template === idScopes.account.list.path)
    const reply = route && (await askApi(tools, { route, ids: {} }, []))
    return { state: reply && 'failure' in reply ? reply.failure : 'key' }
  }
  const user = toVerdict(await askApi(tools, { route: verifyUserToken, ids: {} }, []))
  if (user.verdict === 'active') return { state: 'active-user-token', tokenId: user.tokenId }
  // The path for users' tokens refuses account-owned tokens, which have another path.
  if (user.verdict !== 'refused') return { state: user.verdict }
  const { ids, isAll, failure } = await scopes('account')
  if (failure) return { state: failure }
  for (const id of ids) {
    const match = { route: verifyAccountToken, ids: { account_id: id } }
    const { verdict, tokenId } = toVerdict(await askApi(tools, match, []))
    if (verdict === 'active') return { state: 'active-account-token', tokenId }
    if (verdict !== 'refused') return { state: verdict }
  }
  return { state: isAll ? 'refused' : 'unknown' }
}

const verifiedSchema = z.looseObject({
  status: z.string(),
  id: z.catch(z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))), undefined),
})

type Verdict = {
  verdict: 'active' | 'inactive' | 'refused' | 'unknown' | AskFailure
  tokenId?: string | undefined
}

function toVerdict(reply: ApiReply | NoReply): Verdict {
  if ('failure' in reply) return { verdict: reply.failure }
  if ([400, 401, 403].includes(reply.status)) return { verdict: 'refused' }
  const verified = verifiedSchema.safeParse(reply.envelope?.result).data
  if (reply.status !== 200 || reply.envelope?.success !== true || !verified) {
    return { verdict: 'unknown' }
  }
  if (verified.status !== 'active') return { verdict: 'inactive' }
  return { verdict: 'active', tokenId: verified.id }
}

async function checkLog(
  tools: CheckTools,
  dataset: Dataset,
  scopes: ScopeFinder,
): Promise<LogState> {
  const { id } = dataset
  const limitReason = findUnreadableReason(dataset, tools.config.limits)
  if (limitReason !== undefined) return { id, state: 'unreadable', reason: limitReason }
  const refused: ApiReply[] = []
  let isOpen = false
  for (const { match, isAll, failure } of await listTries(dataset, scopes)) {
    isOpen ||= !isAll
    if (failure)
      return { id, state: 'unknown', reason: toLogReason(dataset, { reply: { failure } }) }
    if (!match) continue
    const required = await findRequiredPairs(tools, dataset, match)
    if ('unlisted' in required) {
      return { id, state: 'unknown', reason: required.unlisted, hasNoScope: true }
    }
    const reply = await askApi(tools, match, [
      ...required.pairs,
      ...toSmallRequest(dataset, tools.now()),
    ])
    if (isSuccess(reply)) return { id, state: 'readable' }
    if ('status' in reply && [401, 403].includes(reply.status)) refused.push(reply)
    else return { id, state: 'unknown', reason: toLogReason(dataset, { reply }) }
  }
  const codes = refused.flatMap(({ envelope }) => (envelope ? envelopeErrors(envelope) : []))
  const code = codes.find((error) => error.code !== undefined)?.code
  const isRefused = refused.length > 0
  const reason = toLogReason(dataset, { isRefused, isOpen, code })
  if (!isRefused) return { id, state: 'unknown', reason, hasNoScope: true }
  return { id, state: isOpen ? 'unknown' : 'unreadable', reason }
}

function isSuccess(reply: ApiReply | NoReply): boolean {
  return 'status' in reply && reply.status === 200 && reply.envelope?.success === true
}

/** One request that tries a log; without `match` the scopes of a kind are unknown. */
type Try = Pick<Candidates, 'isAll' | 'failure'> & { match?: RouteMatch }

async function listTries(dataset: Dataset, scopes: ScopeFinder): Promise<Try[]> {
  const tries: Try[] = []
  for (const { kind, path } of dataset.scopes) {
    const route = routes.find(({ template }) => template === path)
    if (!route) continue
    if (!hasIds(kind)) {
      tries.push({ match: { route, ids: {} }, isAll: true })
      continue
    }
    const { ids, isAll, failure } = await scopes(kind)
    const { variable } = idScopes[kind]
    tries.push(...ids.map((id) => ({ match: { route, ids: { [variable]: id } }, isAll })))
    if (ids.length === 0) tries.push({ isAll, failure })
  }
  return tries
}

/**
 * A value for each required filter, the first of its list; `unlisted` says why there is none. Another value could be
 * readable all the same, so the log then counts as unknown.
 */
async function findRequiredPairs(
  tools: CheckTools,
  dataset: Dataset,
  { ids }: RouteMatch,
): Promise<{ pairs: readonly Pair[] } | { unlisted: string }> {
  const pairs: Pair[] = []
  for (const { wireName, valueList } of listRequiredFilters(dataset)) {
    const route = routes.find(({ template }) => template === valueList.path)
    if (!route) continue
    const reply = await askApi(tools, { route, ids }, [])
    const isListed = isSuccess(reply) && 'envelope' in reply
    const items = isListed && Array.isArray(reply.envelope?.result) ? reply.envelope.result : []
    const value = items.map((item) => readText(item, valueList.valueField)).find(Boolean)
    if (value === undefined) return { unlisted: toUnlistedReason(valueList, isListed) }
    pairs.push([wireName, value])
  }
  return { pairs }
}

/** The parameters of a request for one entry of the last hour. */
function toSmallRequest(dataset: Dataset, nowMs: number): readonly Pair[] {
  return toRequestPairs(dataset, [
    ['since', new Date(nowMs - 3_600_000).toISOString()],
    ['before', new Date(nowMs).toISOString()],
    [dataset.pagination.sizeParameter, '1'],
  ])
}

const listSchema = z.array(z.looseObject({ id: z.string() }))

function createScopeFinder(tools: CheckTools): ScopeFinder {
  const { limits } = tools.config
  const limited = isLimited(limits)
  const find = async (kind: IdScopeKind) => {
    const listed = limited ? { ids: [...(limits.ids[kind] ?? [])] } : await listIds(tools, kind)
    const { ids } = listed
    // An empty allow-list is complete; an empty list from upstream may mean that listing was refused.
    const isAll = ids.length <= maxTries && (limited || ids.length > 0)
    return { ...listed, ids: ids.slice(0, maxTries), isAll }
  }
  const found = new Map<IdScopeKind, Promise<Candidates>>()
  return (kind) => {
    const candidates = found.get(kind) ?? find(kind)
    found.set(kind, candidates)
    return candidates
  }
}

async function listIds(
  tools: CheckTools,
  kind: IdScopeKind,
): Promise<Pick<Candidates, 'ids' | 'failure'>> {
  const { path, pagination } = idScopes[kind].list
  const route = routes.find(({ template }) => template === path)
  if (!route) return { ids: [] }
  const reply = await askApi(tools, { route, ids: {} }, [[pagination.sizeParameter, '5']])
  if ('failure' in reply) return { ids: [], failure: reply.failure }
  const list = listSchema.safeParse(reply.envelope?.result).data ?? []
  return { ids: list.map(({ id }) => id).filter((id) => isScopeId(kind, id)) }
}
