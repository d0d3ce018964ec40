/** What a log cannot hold of a time range, however completely it is read: it began, and it forgets. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { formatInstant } from '../../cloudflare/instant.ts'

const dayMs = 86_400_000

/** One limit of a log that lies within a range. */
export type RangeLimit = {
  /** The instant before which nothing can appear. */
  before: string
  /** In two or three words. */
  mark: string
  /** As it reads behind a verdict. */
  caveat: string
  /** In full sentences, with where to look instead. */
  sentence: string
}

/**
 * The limits within a range that begins at `sinceMs`, the earliest first. `latestMs` is the moment from
 * which retention is counted back: now, by the proxy's clock. Without it only the beginning is known.
 */
export function findRangeLimits(
  { retentionDays, coveredFrom }: Pick<Dataset, 'retentionDays' | 'coveredFrom'>,
  sinceMs: number | undefined,
  latestMs: number | undefined,
): readonly RangeLimit[] {
  if (sinceMs === undefined) return []
  const limits: RangeLimit[] = []
  if (retentionDays !== undefined && latestMs !== undefined) {
    const keptFromMs = latestMs - retentionDays * dayMs
    if (sinceMs < keptFromMs) {
      limits.push(toRetention(retentionDays, keptFromMs, Math.ceil((latestMs - sinceMs) / dayMs)))
    }
  }
  if (coveredFrom && sinceMs < Date.parse(coveredFrom.date)) {
    const { date, instead } = coveredFrom
    limits.push({
      before: formatInstant(Date.parse(date)),
      mark: `log begins ${date}`,
      caveat: `this log begins on ${date}, before that nothing was recorded in it`,
      sentence: `This log begins on ${date}. ${instead}`,
    })
  }
  return limits.sort((a, b) => Date.parse(a.before) - Date.parse(b.before))
}

function toRetention(days: number, keptFromMs: number, backDays: number): RangeLimit {
  const before = formatInstant(keptFromMs)
  const length = days >= 60 ? `${Math.round(days / 30.44)} months` : `${days} days`
  return {
    before,
    mark: `kept ${length}`,
    caveat: `this log keeps entries for about ${length}, what is older than ${before.slice(0, 10)} cannot appear`,
    sentence: `This log keeps entries for about ${length}; the range begins ${backDays} days back, and what is older cannot appear.`,
  }
}

/** The limit that decides: the latest moment before which nothing can appear. */
export function findLatestLimit(limits: readonly RangeLimit[]): RangeLimit | undefined {
  return limits.at(-1)
}
