/** The proxy's status: its mode, its clock, and which datasets it can read. */
import { queryOptions } from '@tanstack/react-query'
import type { z } from '../../cloudflare/schema.ts'
import { statusPath } from '../../contract/paths.ts'
import { statusSchema } from '../../contract/status.ts'
import { fetchOwn } from './api-client.ts'
import { ApiFailure } from './api-failure.ts'

/** The proxy's status, and by how much its clock is ahead of this computer's, in milliseconds. */
export type ProxyStatus = z.infer<typeof statusSchema> & { clockAheadMs: number }

/** The intervals of `findStatusWaitMs`. */
const waits = { whileCheckingMs: 2_000, whileLackingMs: 60_000 } as const

/** The check of a credential takes seconds; callers who may not see its result stop polling after this. */
const maxAnswersWithoutCheck = 15

/**
 * When to request the status again: soon while the credential is being checked, and every minute while a log
 * may not be readable, because permissions may be added. Otherwise never.
 */
export function findStatusWaitMs(
  { mode, token, datasets }: Pick<ProxyStatus, 'mode' | 'token' | 'datasets'>,
  answers: number,
): number | false {
  if (mode === 'demo') return false
  if (!token && answers < maxAnswersWithoutCheck) return waits.whileCheckingMs
  const lacks = datasets.some(({ readable, reason }) => !readable || reason !== undefined)
  return lacks && waits.whileLackingMs
}

/** Between responses, the proxy's clock is extrapolated by this computer's. */
export const statusQuery = queryOptions<ProxyStatus>({
  queryKey: ['status'],
  staleTime: Number.POSITIVE_INFINITY,
  // The failure screen reads the status too, and must not request it again by mounting.
  retryOnMount: false,
  refetchInterval: ({ state: { data, dataUpdateCount } }) =>
    data !== undefined && findStatusWaitMs(data, dataUpdateCount),
  queryFn: async ({ signal }): Promise<ProxyStatus> => {
    const { bytes } = await fetchOwn(statusPath, signal)
    const parsed = statusSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    // Without the proxy's clock, relative ranges cannot be resolved.
    if (!parsed.success || Number.isNaN(Date.parse(parsed.data.now))) {
      throw new ApiFailure({ kind: 'not-a-page', problem: { kind: 'not-an-envelope' } })
    }
    return { ...parsed.data, clockAheadMs: Date.parse(parsed.data.now) - Date.now() }
  },
})
