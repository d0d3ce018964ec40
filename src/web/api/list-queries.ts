/** What the pickers offer: accounts, the zones of an account, and the product categories. */
import { queryOptions } from '@tanstack/react-query'
import { z } from '../../cloudflare/schema.ts'
import type { Pair } from '../../query/query-string.ts'
import { fetchPage } from './fetch-page.ts'

/** An account or a zone, as a picker offers it. */
export type NamedScope = { id: string; name: string }

const namedScope = z.looseObject({ id: z.string(), name: z.string() })

/** The maximum number of pages of 50 names for a picker; for others an id can be pasted. */
const maxPages = 40

/** All accounts that the credential may list. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  staleTime: 300_000,
  queryFn: ({ signal }) => fetchNamedScopes('/accounts', [], signal),
})

/** All zones of an account that the credential may list. */
export function zonesQuery(accountId: string) {
  return queryOptions({
    queryKey: ['zones', accountId],
    staleTime: 300_000,
    queryFn: ({ signal }) => fetchNamedScopes('/zones', [['account.id', accountId]], signal),
  })
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

/** The families of products that this account's API knows. */
export function productCategoriesQuery(accountId: string | undefined) {
  return queryOptions({
    queryKey: ['product-categories', accountId],
    enabled: accountId !== undefined,
    staleTime: 300_000,
    queryFn: async ({ signal }) => {
      const path = `/accounts/${accountId}/logs/audit/product_categories`
      const { entries } = await fetchPage({ path, pairs: [] }, signal)
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
  path: string,
  filters: readonly Pair[],
  signal: AbortSignal,
): Promise<NamedScope[]> {
  const found = new Map<string, NamedScope>()
  for (let pageNumber = 1; pageNumber <= maxPages; pageNumber++) {
    const pairs: Pair[] = [...filters, ['page', String(pageNumber)], ['per_page', '50']]
    const page = await fetchPage({ path, pairs }, signal)
    const before = found.size
    for (const item of page.entries) {
      const parsed = namedScope.safeParse(item)
      if (parsed.success) found.set(parsed.data.id, { id: parsed.data.id, name: parsed.data.name })
    }
    const totalPages = page.info?.total_pages ?? pageNumber
    if (pageNumber >= totalPages || found.size === before) break
  }
  return [...found.values()]
}
