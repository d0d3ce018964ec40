/** What the proxy says of itself: its mode, its clock, and which datasets it can read. */
import { queryOptions } from '@tanstack/react-query'
import type { z } from '../../cloudflare/schema.ts'
import { statusPath } from '../../contract/paths.ts'
import { statusSchema } from '../../contract/status.ts'
import { fetchOwn } from './api-client.ts'
import { ApiFailure } from './api-failure.ts'

/** The proxy's status, and by how much its clock is ahead of this computer's, in milliseconds. */
export type ProxyStatus = z.infer<typeof statusSchema> & { clockAheadMs: number }

/** How long until the status is asked for again; see `findStatusWaitMs`. */
const waits = { whileCheckingMs: 2_000, whileLackingMs: 60_000 } as const

/** The check of a credential takes some seconds; whoever is not told of it would ask for ever. */
const maxAnswersWithoutCheck = 15

/**
 * When to ask again: soon while the credential is being checked, and now and then while a log is not known
 * to be readable, because permissions are added while people wait. Else never.
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

/** The clock goes on from the last answer by this computer's own ticking. */
export const statusQuery = queryOptions<ProxyStatus>({
  queryKey: ['status'],
  staleTime: Number.POSITIVE_INFINITY,
  // What is drawn for a failure reads the status as well; it must not ask again by being drawn.
  retryOnMount: false,
  refetchInterval: ({ state: { data, dataUpdateCount } }) =>
    data !== undefined && findStatusWaitMs(data, dataUpdateCount),
  queryFn: async ({ signal }): Promise<ProxyStatus> => {
    const { bytes } = await fetchOwn(statusPath, signal)
    const parsed = statusSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)))
    // Without the proxy's clock no relative range has a meaning.
    if (!parsed.success || Number.isNaN(Date.parse(parsed.data.now))) {
      throw new ApiFailure({ kind: 'not-a-page', problem: { kind: 'not-an-envelope' } })
    }
    return { ...parsed.data, clockAheadMs: Date.parse(parsed.data.now) - Date.now() }
  },
})
