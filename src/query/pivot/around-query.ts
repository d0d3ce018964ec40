/** The question for all entries of several logs in the minutes around an entry. */
import { timelineId } from '../../catalog/timeline/timeline.ts'
import { findEpochMs, formatInstant } from '../../cloudflare/instant.ts'
import { createQuery, type LogQuery, type Scope, type Source } from '../log-query.ts'

/** The minutes before and after the entry. */
export const allLogsMinutes = 5

/** The timeline over these sources, newest first; `undefined` for a time that is not valid. */
export function toAroundQuery(
  time: string,
  scope: Scope,
  sources: readonly Source[],
): LogQuery | undefined {
  const timeMs = findEpochMs(time)
  if (timeMs === undefined) return undefined
  const marginMs = allLogsMinutes * 60_000
  return {
    ...createQuery(timelineId, sources[0]?.scope ?? scope),
    sources,
    timeRange: {
      kind: 'absolute',
      since: formatInstant(timeMs - marginMs),
      before: formatInstant(timeMs + marginMs),
    },
  }
}
