/** What the proxy says is left of the API's quota. The demo has none. */
import { queryOptions } from '@tanstack/react-query'
import { z } from '../../cloudflare/schema.ts'
import { fetchOwn } from './api-client.ts'

const quotaSchema = z.looseObject({
  quota: z.optional(z.nullable(z.looseObject({ remaining: z.optional(z.nullable(z.number())) }))),
})

/** The requests left, read anew every few seconds while somebody watches; null when nothing is said. */
export const quotaQuery = queryOptions({
  queryKey: ['quota'],
  refetchInterval: 5_000,
  queryFn: async ({ signal }): Promise<number | null> => {
    const { bytes } = await fetchOwn('/gumshoe/status', signal)
    const parsed = quotaSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    return (parsed.success ? parsed.data.quota?.remaining : undefined) ?? null
  },
})
