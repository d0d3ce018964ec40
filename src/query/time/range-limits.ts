/** Finds the parts of a time range for which a log has no entries: before its first day, and after its retention. */
import { describeStart, formatDays } from '../../catalog/coverage/list-coverage.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { formatInstant } from '../../cloudflare/instant.ts'

const dayMs = 86_400_000

/** A limit of a log that is within a time range. */
export type RangeLimit = {
  /** The log has no entries before this RFC 3339 instant. */
  before: string
  /** The limit in two or three words, for a mark in the histogram. */
  mark: string
  /** The limit as a clause, to follow a verdict. */
  caveat: string
  /** The limit in full sentences, with advice where to look instead. */
  sentence: string
}

/**
 * The limits within a range that begins at `sinceMs`, the earliest first. `latestMs` is the present by the proxy's
 * clock, from which retention is counted back; without it only the first day of the log is a limit.
 */
export function listRangeLimits(
  { retentionDays, coveredFrom }: Pick<Dataset, 'retentionDays' | 'coveredFrom'>,
  sinceMs: number | undefined,
  latestMs: number | undefined,
): readonly RangeLimit[] {
  if (sinceMs === undefined) return []
  const limits: RangeLimit[] = []
  if (retentionDays !== undefined && latestMs !== undefined) {
    const retainedFromMs = latestMs - retentionDays * dayMs
    if (sinceMs < retainedFromMs) {
      limits.push(
        toRetention(retentionDays, retainedFromMs, Math.ceil((latestMs - sinceMs) / dayMs)),
      )
    }
  }
  if (coveredFrom && sinceMs < Date.parse(coveredFrom.date)) {
    const { date } = coveredFrom
    limits.push({
      before: formatInstant(Date.parse(date)),
      mark: `log begins ${date}`,
      caveat: `this log begins on ${date}, before that nothing was recorded in it`,
      sentence: describeStart(coveredFrom),
    })
  }
  return limits.sort((a, b) => Date.parse(a.before) - Date.parse(b.before))
}

function toRetention(days: number, retainedFromMs: number, backDays: number): RangeLimit {
  const before = formatInstant(retainedFromMs)
  const length = formatDays(days)
  return {
    before,
    mark: `kept ${length}`,
    caveat: `this log keeps entries for about ${length}, what is older than ${before.slice(0, 10)} cannot appear`,
    sentence: `This log keeps entries for about ${length}; the range begins ${backDays} days back, and what is older cannot appear.`,
  }
}

/** The latest of these limits, which is the effective one; `undefined` without limits. */
export function findLatestLimit(limits: readonly RangeLimit[]): RangeLimit | undefined {
  return limits.at(-1)
}
