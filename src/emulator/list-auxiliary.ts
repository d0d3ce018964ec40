/**
 * Answers the lists of accounts, zones, product categories and identity providers. These lists are paged by number and, unlike v1,
 * contain the number of pages.
 */
import type { Pair } from '../query/query-string.ts'
import { answerList } from './answers.ts'
import type { Account, Zone } from './data/estate/estate.ts'
import type { IdentityProvider } from './data/estate/identity-providers.ts'
import { productCategories } from './product-categories.ts'

/** Answers `/accounts`; `repeatsFirstPage` is the behavior for an account-owned token. */
export function listAccounts(
  accounts: readonly Account[],
  pairs: readonly Pair[],
  repeatsFirstPage = false,
): Response {
  const getValue = toLookup(repeatsFirstPage ? pairs.filter(([key]) => key !== 'page') : pairs)
  const name = getValue('name')
  const found = accounts.filter((account) => name === undefined || account.name === name)
  const sorted = getValue('direction') === 'desc' ? found.toReversed() : found
  return answerNumberedPage(sorted.map(toAccount), getValue)
}

/** Answers `/zones`. */
export function listZones(
  zones: readonly Zone[],
  accounts: readonly Account[],
  pairs: readonly Pair[],
): Response {
  const getValue = toLookup(pairs)
  const accountOf = (zone: Zone) => accounts.find(({ id }) => id === zone.accountId)
  const keys: Record<string, (zone: Zone) => string> = {
    name: ({ name }) => name,
    status: ({ status }) => status,
    'account.id': ({ accountId }) => accountId,
    'account.name': (zone) => accountOf(zone)?.name ?? '',
    'plan.id': ({ plan }) => plan,
  }
  const conditions: ((zone: Zone) => boolean)[] = []
  for (const [key, value] of pairs) {
    const read = keys[key]
    if (key === 'name') conditions.push((zone) => matchesName(zone.name, value))
    else if (key === 'type') conditions.push(({ type }) => value.split(',').includes(type))
    else if (read) conditions.push((zone) => read(zone) === value)
  }
  const isMatch = (zone: Zone) =>
    getValue('match') === 'any' && conditions.length > 0
      ? conditions.some((holds) => holds(zone))
      : conditions.every((holds) => holds(zone))
  const sortKey = keys[getValue('order') ?? 'name']
  const sign = getValue('direction') === 'desc' ? -1 : 1
  const sorted = zones
    .filter(isMatch)
    .sort((a, b) => sign * compareTexts(sortKey?.(a) ?? '', sortKey?.(b) ?? ''))
  return answerNumberedPage(
    sorted.map((zone) => toZone(zone, accountOf(zone))),
    getValue,
  )
}

/** Answers `…/logs/audit/product_categories`. */
export function listProductCategories(): Response {
  return answerList(productCategories)
}

/** Answers `…/access/identity_providers`, with configurations that no client of the proxy needs. */
export function listProviders(
  providers: readonly IdentityProvider[],
  pairs: readonly Pair[],
): Response {
  const getValue = toLookup(pairs)
  const found = providers.filter(({ hasScim }) => getValue('scim_enabled') !== 'true' || hasScim)
  return answerNumberedPage(found.map(toProvider), getValue)
}

function toProvider({ id, name, type, hasScim }: IdentityProvider): object {
  return {
    id,
    name,
    type,
    config:
      type === 'onetimepin' ? {} : { client_id: `client-of-${type}`, client_secret: '********' },
    scim_config: { enabled: hasScim, user_deprovision: hasScim, seat_deprovision: false },
  }
}

type Lookup = (key: string) => string | undefined

function toLookup(pairs: readonly Pair[]): Lookup {
  const values = new Map(pairs)
  return (key) => values.get(key)
}

/** The pattern may begin with an operator; without one the whole name has to be equal. */
function matchesName(name: string, pattern: string): boolean {
  const [, operator = 'equal', text = pattern] =
    /^(equal|not_equal|starts_with|ends_with|contains)(?:_case_sensitive)?:(.*)$/.exec(pattern) ??
    []
  const wanted = pattern.includes('_case_sensitive:') ? text : text.toLowerCase()
  switch (operator) {
    case 'not_equal':
      return name !== wanted
    case 'starts_with':
      return name.startsWith(wanted)
    case 'ends_with':
      return name.endsWith(wanted)
    case 'contains':
      return name.includes(wanted)
    default:
      return name === wanted
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function answerNumberedPage(items: readonly unknown[], getValue: Lookup): Response {
  const page = Number(getValue('page') ?? 1)
  const perPage = Number(getValue('per_page') ?? 20)
  const result = items.slice((page - 1) * perPage, page * perPage)
  return answerList(result, {
    page,
    per_page: perPage,
    total_pages: Math.ceil(items.length / perPage),
    count: result.length,
    total_count: items.length,
  })
}

function toAccount({ id, name, type, createdOn }: Account): object {
  return {
    id,
    name,
    type,
    settings: { enforce_twofactor: type === 'enterprise', abuse_contact_email: null },
    created_on: createdOn,
  }
}

function toZone(zone: Zone, account: Account | undefined): object {
  return {
    id: zone.id,
    name: zone.name,
    status: zone.status,
    paused: false,
    type: zone.type,
    development_mode: 0,
    name_servers: ['ada.ns.cloudflare.com', 'rob.ns.cloudflare.com'],
    account: { id: zone.accountId, name: account?.name ?? '' },
    plan: { id: zone.plan, name: zone.plan },
  }
}
