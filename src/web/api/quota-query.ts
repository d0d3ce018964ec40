/** The proxy's share of the API's quota. Demo mode has none. */
import { queryOptions } from '@tanstack/react-query'
import { z } from '../../cloudflare/schema.ts'
import { statusPath } from '../../contract/paths.ts'
import { quotaStateSchema } from '../../contract/status.ts'
import { fetchOwn } from './api-client.ts'

const quotaStatusSchema = z.object({ quota: quotaStateSchema })

/**
 * The limit of requests in five minutes and how many are left. `isMaximum`: fewer may be left, because the proxy
 * may not have counted all.
 */
export type QuotaUse = { limit: number; remaining: number; isMaximum: boolean }

/** Reading a range makes two or three requests per second; the status uses none of the quota. */
const intervalMs = 2_000

/** Polled while it is on the screen; `null`, and then no longer polled, when the proxy reports none. */
export const quotaQuery = queryOptions<QuotaUse | null>({
  queryKey: ['quota'],
  refetchInterval: ({ state: { data } }) => data !== null && intervalMs,
  queryFn: async ({ signal }): Promise<QuotaUse | null> => {
    const { bytes } = await fetchOwn(statusPath, signal)
    return findQuotaUse(JSON.parse(new TextDecoder().decode(bytes)))
  },
})

/** The use of the quota in a status; `null` when it is not reported. */
export function findQuotaUse(status: unknown): QuotaUse | null {
  const {
    limit,
    remaining,
    mayBeMore = false,
  } = quotaStatusSchema.safeParse(status).data?.quota ?? {}
  if (limit == null || remaining == null) return null
  return { limit, remaining, isMaximum: mayBeMore }
}
