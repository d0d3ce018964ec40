/** What the proxy says of itself: its mode, its clock, and which datasets it can read. */
import { queryOptions } from '@tanstack/react-query'
import { z } from '../../cloudflare/schema.ts'
import { fetchOwn } from './api-client.ts'
import { ApiFailure } from './api-failure.ts'

const statusSchema = z.looseObject({
  mode: z.enum(['demo', 'live']),
  now: z.string(),
  version: z.string(),
  datasets: z.array(
    z.looseObject({ id: z.string(), readable: z.boolean(), reason: z.optional(z.string()) }),
  ),
  principal: z.optional(z.nullable(z.looseObject({ kind: z.string(), name: z.string() }))),
  token: z.optional(
    z.nullable(z.looseObject({ state: z.string(), words: z.string(), checkedAt: z.string() })),
  ),
})

/** The proxy's status, and by how much its clock is ahead of this computer's, in milliseconds. */
export type ProxyStatus = z.infer<typeof statusSchema> & { clockAheadMs: number }

/** Asks once a session; the clock goes on from there by this computer's own ticking. */
export const statusQuery = queryOptions({
  queryKey: ['status'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<ProxyStatus> => {
    const { bytes } = await fetchOwn('/gumshoe/status', signal)
    const parsed = statusSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    // Without the proxy's clock no relative range has a meaning.
    if (!parsed.success || Number.isNaN(Date.parse(parsed.data.now))) {
      throw new ApiFailure({ kind: 'not-a-page', problem: { kind: 'not-an-envelope' } })
    }
    return { ...parsed.data, clockAheadMs: Date.parse(parsed.data.now) - Date.now() }
  },
})

/** The proxy's time now, in milliseconds since the epoch. */
export function toProxyNow({ clockAheadMs }: { clockAheadMs: number }): number {
  return Date.now() + clockAheadMs
}
