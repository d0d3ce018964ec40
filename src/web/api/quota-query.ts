/** What the proxy says of its share of the API's quota. The demo has none. */
import { queryOptions } from '@tanstack/react-query'
import { z } from '../../cloudflare/schema.ts'
import { statusPath } from '../../contract/paths.ts'
import { quotaStateSchema } from '../../contract/status.ts'
import { fetchOwn } from './api-client.ts'

const quotaStatusSchema = z.object({ quota: quotaStateSchema })

/**
 * How many requests there may be in five minutes, and how many of them are left; at most so many, where
 * the proxy may have forgotten some.
 */
export type QuotaUse = { limit: number; remaining: number; isMost: boolean }

/** While a range is read, two or three requests go in a second; the status costs none of them. */
const intervalMs = 2_000

/** Read again and again while somebody watches; null, and then no more, where nothing is said. */
export const quotaQuery = queryOptions<QuotaUse | null>({
  queryKey: ['quota'],
  refetchInterval: ({ state: { data } }) => data !== null && intervalMs,
  queryFn: async ({ signal }): Promise<QuotaUse | null> => {
    const { bytes } = await fetchOwn(statusPath, signal)
    return findQuotaUse(JSON.parse(new TextDecoder().decode(bytes)))
  },
})

/** The use of the quota in a status; null where it is not told. */
export function findQuotaUse(status: unknown): QuotaUse | null {
  const {
    limit,
    remaining,
    mayBeMore = false,
  } = quotaStatusSchema.safeParse(status).data?.quota ?? {}
  if (limit == null || remaining == null) return null
  return { limit, remaining, isMost: mayBeMore }
}
