/** Queries for the lists of pickers: scopes, such as accounts and the zones of an account, and product categories. */
import { queryOptions } from '@tanstack/react-query'
import { productCategoryList } from '../../catalog/auxiliary-endpoints.ts'
import { type IdScopeKind, idScopes } from '../../catalog/scopes.ts'
import { z } from '../../cloudflare/schema.ts'
import type { Scope } from '../../query/log-query.ts'
import type { Pair } from '../../query/query-string.ts'
import { findEndpointPath } from '../../query/request/endpoint-path.ts'
import {
  findNextListPage,
  firstListPage,
  type ListPosition,
  toListPagePairs,
} from '../../query/request/list-pages.ts'
import { fetchPage } from './fetch-page.ts'

type ScopeList = (typeof idScopes)[IdScopeKind]['list']

/** A scope with an id, as a picker offers it. */
export type NamedScope = { id: string; name: string }

const namedScope = z.looseObject({ id: z.string(), name: z.string() })

/** The maximum number of pages of names for a picker; for others an id can be pasted. */
const maxPages = 40

/** All scopes of a kind that the credential may list; `parentId` is the scope that they belong to, if any. */
export function scopesQuery(kind: IdScopeKind, parentId?: string) {
  const { list } = idScopes[kind]
  const filters: Pair[] =
    list.within && parentId !== undefined ? [[list.within.parameter, parentId]] : []
  return queryOptions({
    queryKey: ['scopes', kind, parentId],
    staleTime: 300_000,
    queryFn: ({ signal }) => fetchNamedScopes(list, filters, signal),
  })
}

/** All accounts that the credential may list. */
export const accountsQuery = scopesQuery('account')

const categorySchema = z.array(
  z.looseObject({
    label: z.optional(z.string()),
    value: z.string(),
    products: z.optional(
      z.array(z.looseObject({ label: z.optional(z.string()), value: z.string() })),
    ),
  }),
)

/** The product categories that the API lists for a scope; disabled for scopes other than accounts. */
export function productCategoriesQuery(scope: Scope | undefined) {
  const path = scope && findEndpointPath(productCategoryList, scope)
  return queryOptions({
    queryKey: ['product-categories', path],
    enabled: path !== undefined,
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const { entries } = await fetchPage({ path: path ?? '', pairs: [] }, signal)
      const parsed = categorySchema.safeParse(entries)
      return parsed.success ? parsed.data : []
    },
  })
}

/**
 * Reads a list page by page. With an account-owned token `/accounts` ignores the page number and
 * repeats its first page for ever, so a page that brings nothing new ends the loop as well.
 */
async function fetchNamedScopes(
  { path, pagination }: ScopeList,
  filters: readonly Pair[],
  signal: AbortSignal,
): Promise<NamedScope[]> {
  const scopes = new Map<string, NamedScope>()
  let position: ListPosition | undefined = firstListPage
  while (position && position.pageNumber <= maxPages) {
    const paging = toListPagePairs(pagination, position, pagination.maxSize)
    const page = await fetchPage({ path, pairs: [...filters, ...paging] }, signal)
    const countBefore = scopes.size
    for (const item of page.entries) {
      const parsed = namedScope.safeParse(item)
      if (parsed.success) scopes.set(parsed.data.id, { id: parsed.data.id, name: parsed.data.name })
    }
    if (scopes.size === countBefore) break
    position = findNextListPage(pagination, position, page.info)
  }
  return [...scopes.values()]
}
