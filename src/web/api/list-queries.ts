/**
 * Queries for the lists of pickers: scopes, such as accounts and the zones of an account, product categories, and the
 * values of required filters.
 */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { productCategoryList } from '../../catalog/auxiliary-endpoints.ts'
import { readPath, readText } from '../../catalog/fields.ts'
import type { ValueList } from '../../catalog/parameters.ts'
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

const scopesKey = 'scopes'

/** All scopes of a kind that the credential may list; `parentId` is the scope that they belong to, if any. */
export function scopesQuery(kind: IdScopeKind, parentId?: string) {
  const { list } = idScopes[kind]
  const filters: Pair[] =
    list.within && parentId !== undefined ? [[list.within.parameter, parentId]] : []
  return queryOptions({
    queryKey: [scopesKey, kind, parentId],
    staleTime: 300_000,
    queryFn: ({ signal }) => fetchNamedScopes(list, filters, signal),
  })
}

/** All accounts that the credential may list. */
export const accountsQuery = scopesQuery('account')

/** The names by id of all accounts, zones and organizations that were listed; nothing is asked for. */
export function listKnownScopes(queryClient: QueryClient): ReadonlyMap<string, string> {
  const lists = queryClient.getQueriesData<readonly NamedScope[]>({ queryKey: [scopesKey] })
  return new Map(lists.flatMap(([, scopes]) => scopes?.map(({ id, name }) => [id, name]) ?? []))
}

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

/** One value of a required filter, as a picker offers it. */
export type ListedValue = {
  value: string
  name: string
  type: string
  /** Whether the log usually has entries of it; `undefined` when the list does not say. */
  isUsual: boolean | undefined
}

/** All values of a required filter that the credential may list. */
export function valuesQuery(list: ValueList | undefined, scope: Scope) {
  const path = list && findEndpointPath(list, scope)
  return queryOptions({
    queryKey: ['values', path],
    enabled: path !== undefined,
    staleTime: 300_000,
    retry: false,
    queryFn: async ({ signal }): Promise<readonly ListedValue[]> => {
      if (!list || path === undefined) return []
      const { pagination, valueField } = list
      const items = await fetchItems({ path, pagination }, [], valueField, signal)
      return items.map((item) => toListedValue(item, list))
    },
  })
}

function toListedValue(item: unknown, list: ValueList): ListedValue {
  const value = readText(item, list.valueField)
  const usual = readPath(item, list.usual.field)
  return {
    value,
    name: readText(item, list.nameField) || value,
    type: readText(item, list.typeField),
    isUsual: typeof usual === 'boolean' ? usual : undefined,
  }
}

async function fetchNamedScopes(
  list: ScopeList,
  filters: readonly Pair[],
  signal: AbortSignal,
): Promise<NamedScope[]> {
  const items = await fetchItems(list, filters, 'id', signal)
  return items.flatMap((item) => {
    const { data } = namedScope.safeParse(item)
    return data ? [{ id: data.id, name: data.name }] : []
  })
}

/**
 * Reads a list page by page; items without an id are left out. With an account-owned token `/accounts` ignores the page
 * number and repeats its first page for ever, so a page that brings nothing new ends the loop as well.
 */
async function fetchItems(
  { path, pagination }: Pick<ScopeList, 'path' | 'pagination'>,
  filters: readonly Pair[],
  idField: string,
  signal: AbortSignal,
): Promise<unknown[]> {
  const items = new Map<string, unknown>()
  let position: ListPosition | undefined = firstListPage
  while (position && position.pageNumber <= maxPages) {
    const paging = toListPagePairs(pagination, position, pagination.maxSize)
    const page = await fetchPage({ path, pairs: [...filters, ...paging] }, signal)
    const countBefore = items.size
    for (const item of page.entries) {
      const id = readText(item, idField)
      if (id !== '') items.set(id, item)
    }
    if (items.size === countBefore) break
    position = findNextListPage(pagination, position, page.info)
  }
  return [...items.values()]
}
