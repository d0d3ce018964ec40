/**
 * One request, one answer: finds the endpoint, lets pass who may ask, and asks whoever answers there.
 */
import { getDataset } from '../catalog/index.ts'
import type { Scope } from '../query/log-query.ts'
import { type Pair, parseQueryString } from '../query/query-string.ts'
import { validatePairs } from '../query/validate-query.ts'
import { answerBadRequest, answerError, answerNoRoute } from './answers.ts'
import type { ApiForms } from './api-forms.ts'
import type { Doorkeeper, EmulatorToken, Identity } from './credentials.ts'
import type { World } from './data/world.ts'
import { listAccounts, listProductCategories, listZones } from './list-companions.ts'
import { type ListRequest, listEntries } from './list-entries.ts'
import { listHistory } from './list-history.ts'
import { findRoute, type Route, verifyEndpoints } from './match-route.ts'
import type { PositionSearch } from './search-positions.ts'
import { verifyToken } from './verify-token.ts'

/** What an answer is made from. */
export type AnswerContext = {
  world: World
  forms: ApiForms
  search: PositionSearch
  doorkeeper: Doorkeeper
  nowMs: number
  arrivesLate: boolean
}

type Asked = { route: Route; pathname: string; pairs: readonly Pair[]; token: EmulatorToken }

/** Answers a request of somebody whose credential could be read. */
export function answerRequest(
  request: Request,
  identity: Identity,
  context: AnswerContext,
): Response {
  const { pathname, search } = new URL(request.url)
  const route = findRoute(pathname)
  if (!route) return answerNoRoute(pathname)
  const { endpoint, ids } = route
  const [account] = context.world.estate.accounts
  if (verifyEndpoints.includes(endpoint)) {
    return verifyToken(identity, {
      accountId: ids.account_id,
      firstAccountId: account?.id ?? '',
    })
  }
  const scopeKind = endpoint.scopeKind ?? findScope(ids)?.kind
  const refusal = context.doorkeeper.findRefusal(identity, { scopeKind, accountId: ids.account_id })
  if (refusal) return refusal
  if (request.method !== 'GET') {
    return answerError(405, 7001, `Method ${request.method} not available for that URI.`)
  }
  const { pairs, broken } = parseQueryString(search)
  if (broken.length > 0) {
    const hasCodes = !endpoint.path.includes('/logs/audit')
    return answerBadRequest(['The query string has escapes that are not UTF-8.'], hasCodes)
  }
  const asked: Asked = { route, pathname, pairs, token: identity.token }
  return isLog(route) ? answerLog(asked, context) : answerAuxiliary(asked, context)
}

/** The account or zone that a path names. */
function findScope(ids: Route['ids']): Scope | undefined {
  if (ids.account_id !== undefined) return { kind: 'account', id: ids.account_id }
  return ids.zone_id === undefined ? undefined : { kind: 'zone', id: ids.zone_id }
}

function isLog({ endpoint, ids }: Route): boolean {
  return endpoint.dataset !== undefined || ids.entry_id !== undefined || ids.issue_id !== undefined
}

function answerLog({ route, pathname, pairs }: Asked, context: AnswerContext): Response {
  const { endpoint, ids } = route
  const { world, ...rest } = context
  const { entry_id: entryId, issue_id: issueId } = ids
  const dataset =
    endpoint.dataset ??
    getDataset(entryId === undefined ? 'insight-audit-logs' : 'account-audit-logs-v2')
  const source = world.findSource(dataset.id, findScope(ids) ?? { kind: 'user' })
  if (!source) return answerUnauthorized()
  const { parameters } = endpoint
  const request: ListRequest = { ...rest, dataset, parameters, source, pathname, pairs }
  if (entryId !== undefined) return listHistory(request, entryId)
  if (issueId === undefined) return listEntries(request)
  const isPart = source
    .columnOf('issue_id')
    .select({ matches: (id) => id === issueId, values: [issueId] })
  return listEntries({ ...request, isPart })
}

function answerAuxiliary(
  { route: { endpoint, ids }, pathname, pairs, token }: Asked,
  { world: { estate }, forms }: AnswerContext,
): Response {
  const problems = validatePairs(endpoint, pairs).map(({ message }) => message)
  if (problems.length > 0) return answerBadRequest(problems, true)
  const { accountsForAccountToken } = forms
  const isOfAccount = token.kind === 'account'
  const ownId = token.accountId ?? estate.accounts[0]?.id
  switch (endpoint.id) {
    case 'accounts':
      if (isOfAccount && accountsForAccountToken === 'refuses') {
        const message = 'List accounts endpoint does not support account owned tokens.'
        return answerError(400, 1001, message)
      }
      return listAccounts(
        isOfAccount ? estate.accounts.filter(({ id }) => id === ownId) : estate.accounts,
        pairs,
        isOfAccount && accountsForAccountToken === 'repeats',
      )
    case 'zones':
      return listZones(
        isOfAccount ? estate.zones.filter(({ accountId }) => accountId === ownId) : estate.zones,
        estate.accounts,
        pairs,
      )
    case 'product-categories':
      return estate.accounts.some(({ id }) => id === ids.account_id)
        ? listProductCategories()
        : answerUnauthorized()
    default:
      return answerNoRoute(pathname)
  }
}

function answerUnauthorized(): Response {
  return answerError(403, 9109, 'Unauthorized to access requested resource')
}
