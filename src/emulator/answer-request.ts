/**
 * Answers one request: finds the endpoint, checks the credential, and calls the function that answers there.
 */
import { productCategoryList } from '../catalog/auxiliary-endpoints.ts'
import type { Dataset } from '../catalog/define-dataset.ts'
import type { Endpoint } from '../catalog/index.ts'
import { listRoleFields } from '../catalog/roles.ts'
import { hasIds, type IdScopeKind, idScopes } from '../catalog/scopes.ts'
import { findScope, type Scope } from '../query/log-query.ts'
import { type Pair, parseQueryString } from '../query/query-string.ts'
import { validatePairs } from '../query/validate-query.ts'
import { answerBadRequest, answerError, answerForbidden, answerNoRoute } from './answers.ts'
import type { ApiForms } from './api-forms.ts'
import type { Authenticator, EmulatorToken, Identity } from './credentials.ts'
import type { ArrivalDelay } from './data/entries/arrival.ts'
import type { Estate } from './data/estate/estate.ts'
import { listIdentityProviders } from './data/estate/identity-providers.ts'
import type { World } from './data/world.ts'
import { listAccounts, listProductCategories, listProviders, listZones } from './list-auxiliary.ts'
import { type ListRequest, listEntries } from './list-entries.ts'
import { listHistory } from './list-history.ts'
import { listOrganizations } from './list-organizations.ts'
import { findRoute, type Route, verifyEndpoints } from './match-route.ts'
import type { PositionSearch } from './search-positions.ts'
import { verifyToken } from './verify-token.ts'

/** The state of the emulator that answers depend on. */
export type AnswerContext = {
  world: World
  forms: ApiForms
  search: PositionSearch
  authenticator: Authenticator
  nowMs: number
  /** How late entries of a dataset appear; `undefined` when they appear at once. */
  findArrivalDelay: (datasetId: string) => ArrivalDelay | undefined
}

type ParsedRequest = {
  route: Route
  pathname: string
  pairs: readonly Pair[]
  token: EmulatorToken
}

type Answer = (request: ParsedRequest, context: AnswerContext) => Response

/** Answers a request whose credential could be read. */
export function answerRequest(
  request: Request,
  identity: Identity,
  context: AnswerContext,
): Response {
  const { pathname, search } = new URL(request.url)
  const route = findRoute(pathname)
  if (!route) return answerNoRoute(pathname)
  const { endpoint } = route
  const scope = findRouteScope(route)
  const scopeId = scope && 'id' in scope ? scope.id : undefined
  if (verifyEndpoints.includes(endpoint)) {
    const [account] = context.world.estate.accounts
    return verifyToken(identity, { accountId: scopeId, firstAccountId: account?.id ?? '' })
  }
  const refusal = context.authenticator.findRefusal(identity, { scopeKind: scope?.kind, scopeId })
  if (refusal) {
    const { status, code, message } = refusal
    return status === 403
      ? answerForbidden(refusal, endpoint.documentationUrl)
      : answerError(status, code, message)
  }
  if (request.method !== 'GET') {
    return answerError(405, 7001, `Method ${request.method} not available for that URI.`)
  }
  const { pairs, broken } = parseQueryString(search)
  if (broken.length > 0) {
    const hasCodes = !endpoint.path.includes('/logs/audit')
    return answerBadRequest(['The query string has escapes that are not UTF-8.'], hasCodes)
  }
  return getAnswer(endpoint)({ route, pathname, pairs, token: identity.token }, context)
}

/** The scope that a path names; `undefined` for a list of scopes. */
function findRouteScope({ endpoint: { scopeKind }, ids }: Route): Scope | undefined {
  if (scopeKind === undefined) return undefined
  return findScope(scopeKind, hasIds(scopeKind) ? ids[idScopes[scopeKind].variable] : undefined)
}

function getAnswer(endpoint: Endpoint): Answer {
  const { dataset, historyOf } = endpoint
  if (dataset) return answerLog(dataset, listEntries)
  if (historyOf?.history) return answerLog(historyOf, historyAnswers[historyOf.history])
  const answer =
    endpoint.lists === undefined ? auxiliaryAnswers[endpoint.id] : scopeListAnswers[endpoint.lists]
  if (!answer) {
    throw new Error(
      `The emulator has no answer of ${endpoint.id}; add it to auxiliaryAnswers in emulator/answer-request.ts.`,
    )
  }
  return answer
}

type LogAnswer = (request: ListRequest, ids: Route['ids']) => Response

/** Answers from the log of a dataset in the scope that the path names. */
function answerLog(dataset: Dataset, answer: LogAnswer): Answer {
  return function answerFromLog({ route, pathname, pairs }, { world, ...rest }) {
    const scope = findRouteScope(route)
    const source = scope && world.findSource(dataset.id, scope)
    if (!source) return answerUnauthorized(route.endpoint)
    const { parameters } = route.endpoint
    return answer({ ...rest, dataset, parameters, source, pathname, pairs }, route.ids)
  }
}

function answerIssueLog(request: ListRequest, { issue_id: issueId = '' }: Route['ids']): Response {
  const [field] = listRoleFields(request.dataset, 'resourceId')
  if (!field) throw new Error(`${request.dataset.id} declares no field of the role resourceId.`)
  const isIncluded = request.source
    .columnOf(field.path)
    .select({ matches: (id) => id === issueId, values: [issueId] })
  return listEntries({ ...request, isIncluded })
}

const historyAnswers = {
  resource: (request, { entry_id: entryId = '' }) => listHistory(request, entryId),
  insight: answerIssueLog,
} satisfies Record<NonNullable<Dataset['history']>, LogAnswer>

/** Wraps the answer of an auxiliary endpoint: a request with invalid parameters is refused. */
function answerChecked(answer: Answer): Answer {
  return function answerIfValid(request, context) {
    const problems = validatePairs(request.route.endpoint, request.pairs)
    if (problems.length === 0) return answer(request, context)
    return answerBadRequest(
      problems.map(({ message }) => message),
      true,
    )
  }
}

/** The account of an account-owned token; `undefined` for other credentials. */
function findOwnAccount({ kind, accountId }: EmulatorToken, { accounts }: Estate) {
  return kind === 'account' ? { id: accountId ?? accounts[0]?.id } : undefined
}

/** The answers of the endpoints that list scopes, by kind. */
const scopeListAnswers = {
  account: answerChecked(({ pairs, token }, { world: { estate }, forms }) => {
    const own = findOwnAccount(token, estate)
    const { accountsForAccountToken } = forms
    if (own && accountsForAccountToken === 'refuses') {
      const message = 'List accounts endpoint does not support account owned tokens.'
      return answerError(400, 1001, message)
    }
    return listAccounts(
      own ? estate.accounts.filter(({ id }) => id === own.id) : estate.accounts,
      pairs,
      own !== undefined && accountsForAccountToken === 'repeats',
    )
  }),
  zone: answerChecked(({ pairs, token }, { world: { estate } }) => {
    const own = findOwnAccount(token, estate)
    const zones = own ? estate.zones.filter(({ accountId }) => accountId === own.id) : estate.zones
    return listZones(zones, estate.accounts, pairs)
  }),
  // An account's own token is in no organization.
  organization: answerChecked(({ pairs, token }, { world: { estate } }) =>
    listOrganizations(token.kind === 'account' ? [] : estate.organizations, pairs),
  ),
} satisfies Record<IdScopeKind, Answer>

const answerProductCategories = answerChecked(({ route }, { world: { estate } }) => {
  const scope = findRouteScope(route)
  const isKnown = estate.accounts.some(({ id }) => scope && 'id' in scope && id === scope.id)
  return isKnown ? listProductCategories() : answerUnauthorized(route.endpoint)
})

const answerProviders = answerChecked(({ route, pairs }, { world: { estate } }) => {
  const scope = findRouteScope(route)
  const account = estate.accounts.find(({ id }) => scope && 'id' in scope && id === scope.id)
  return account
    ? listProviders(listIdentityProviders(account), pairs)
    : answerUnauthorized(route.endpoint)
})

/** The answers of the other auxiliary endpoints, by id. */
const auxiliaryAnswers: Readonly<Record<string, Answer>> = {
  [productCategoryList.id]: answerProductCategories,
  'identity-providers': answerProviders,
}

function answerUnauthorized({ documentationUrl }: Endpoint): Response {
  const refusal = { code: 9109, message: 'Unauthorized to access requested resource' }
  return answerForbidden(refusal, documentationUrl)
}
