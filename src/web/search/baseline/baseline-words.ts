/** Words the comparison with an earlier range: no claim goes beyond the entries that were read. Pure. */
import { getDataset } from '../../../catalog/index.ts'
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { Scope } from '../../../query/log-query.ts'
import { groupBy } from '../../../query/timeline/group-by.ts'
import type {
  Baseline,
  BaselineLog,
  ComparedFact,
  NewFor,
  NewValue,
} from '../../store/baseline-values.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { baselineDays } from './baseline-state.ts'

/** Maximum number of parts that are named which were not read of a log. */
const maxParts = 3

const factWords: Readonly<Record<ComparedFact, string>> = {
  actor: 'Actor',
  address: 'Address',
  network: 'Network',
  userAgent: 'User agent',
  product: 'Product',
}

/** What is compared, in words. */
export function toFactWord(fact: ComparedFact): string {
  return factWords[fact]
}

/** “not seen in the 11,000 entries read of the 30 days before”. */
export function toSeenWords(
  { verdict, read }: Pick<Baseline, 'verdict' | 'read'>,
  newFor: NewFor = 'account',
): string {
  const seen = newFor === 'account' ? 'not seen' : 'not seen with this actor'
  const before = `of the ${baselineDays} days before`
  return verdict === 'complete'
    ? `${seen} in the ${toEntries(read)} ${before}`
    : `${seen} in the ${toEntries(read)} read ${before}, which ${read === 1 ? 'is' : 'are'} not all of them`
}

/** What a value is new for, and in what it was not seen. */
export function toNewWords(
  { newFor }: Pick<NewValue, 'newFor'>,
  baseline: Pick<Baseline, 'verdict' | 'read'>,
): string {
  const subject = newFor === 'account' ? 'the account' : 'this actor'
  return `New for ${subject}: ${toSeenWords(baseline, newFor)}.`
}

/** “Compared with all 11,000 entries of the 30 days before 2026-11-18 15:20 UTC.” */
export function toComparedWords(baseline: Baseline, timeZone: string): string {
  const { verdict, reason, read, timeRange } = baseline
  const days = `of the ${baselineDays} days before ${toMinute(timeRange.before, timeZone)}`
  if (read === 0) {
    return verdict === 'complete'
      ? `Nothing to compare with: these logs have no entry ${days}.`
      : `Nothing to compare with: no entry ${days} could be read.`
  }
  if (verdict === 'complete') return `Compared with all ${toEntries(read)} ${days}.`
  const why = reason === undefined ? '' : ` (${reason})`
  return `Compared with the ${toEntries(read)} read ${days}, ${verdict}${why}: what is marked as new may have occurred in entries that were not read.`
}

/**
 * “Of the 30 days before: v2: 27 days read (since 2026-10-22 15:20 UTC); v1: not read (HTTP 403).” Nothing where all logs
 * were read completely. Logs of several accounts are named with them.
 */
export function toReadDaysWords(
  { verdict, logs, timeRange }: Pick<Baseline, 'verdict' | 'logs' | 'timeRange'>,
  timeZone: string,
  toName: (scope: Scope) => string,
): string {
  if (verdict === 'complete' || logs.length === 0) return ''
  const hasScopes = new Set(logs.map(({ source }) => JSON.stringify(source.scope))).size > 1
  const toLogName = ({ source: { dataset, scope } }: BaselineLog) => {
    const { word } = getDataset(dataset)
    return hasScopes && 'id' in scope ? `${word} of ${toName(scope)}` : word
  }
  const byWords = groupBy(logs, (log) => toLogWords(log, timeRange, timeZone))
  const parts = [...byWords].map(([words, group]) => `${group.map(toLogName).join(', ')}: ${words}`)
  return `Of the ${baselineDays} days before: ${parts.join('; ')}.`
}

/** What was read of a log: “27 days read (since 2026-10-22 15:20 UTC)”. */
function toLogWords(
  { verdict, coverage, failure }: BaselineLog,
  timeRange: Baseline['timeRange'],
  timeZone: string,
): string {
  if (coverage.length === 0) return failure === undefined ? 'not read' : `not read (${failure})`
  const missing = listMissing(coverage, timeRange)
  const doubt = verdict === 'unknown' ? ', perhaps not every entry' : ''
  if (missing.length === 0) return `all ${baselineDays} days read${doubt}`
  const missingMs = missing.reduce((sum, [fromMs, untilMs]) => sum + untilMs - fromMs, 0)
  const days = Math.floor(baselineDays - missingMs / 86_400_000)
  const read = days === 0 ? 'less than 1 day' : toCounted(days, 'day')
  const which = toMissingWords(missing, timeRange, timeZone)
  return `${read} read (${which}${failure === undefined ? '' : `; ${failure}`})`
}

/** Two instants in milliseconds. */
type Part = readonly [fromMs: number, untilMs: number]

/** The parts of a range that were not read, earliest first. */
function listMissing(
  coverage: BaselineLog['coverage'],
  { since, before }: Baseline['timeRange'],
): readonly Part[] {
  const missing: Part[] = []
  let fromMs = toMs(since)
  const read = coverage.map((part): Part => [toMs(part.since), toMs(part.before)])
  for (const [readFromMs, readUntilMs] of read.toSorted(([one], [other]) => one - other)) {
    if (readFromMs > fromMs) missing.push([fromMs, readFromMs])
    fromMs = Math.max(fromMs, readUntilMs)
  }
  if (fromMs < toMs(before)) missing.push([fromMs, toMs(before)])
  return missing
}

/** “since 2026-10-22 15:20 UTC”, or “not read: 2026-10-22 15:20 UTC to 2026-10-23 08:00 UTC” where the first days were read. */
function toMissingWords(
  missing: readonly Part[],
  { since }: Baseline['timeRange'],
  timeZone: string,
): string {
  const toText = (ms: number) => toMinute(formatInstant(ms), timeZone)
  const [first] = missing
  if (first && missing.length === 1 && first[0] === toMs(since)) return `since ${toText(first[1])}`
  const parts = missing
    .slice(0, maxParts)
    .map(([fromMs, untilMs]) => `${toText(fromMs)} to ${toText(untilMs)}`)
  const more = missing.length - parts.length
  return `not read: ${parts.join(', ')}${more > 0 ? ` and ${toCounted(more, 'other part')}` : ''}`
}

function toMs(instant: string): number {
  return findEpochMs(instant) ?? 0
}

function toMinute(instant: string, timeZone: string): string {
  const parts = findTimeParts(instant, timeZone)
  return parts ? `${parts.date} ${parts.time.slice(0, 5)} ${parts.zone}` : instant
}

/** “Reading the 30 days before: 4,000 entries, 12 %”. */
export function toReadingWords({ read, share }: { read: number; share: number }): string {
  return `Reading the ${baselineDays} days before: ${toEntries(read)}, ${Math.floor(share * 100)} %`
}

function toEntries(count: number): string {
  return toCounted(count, 'entry', 'entries')
}

/** “12 of 3,000 loaded”. */
export function toNewCountWords(count: number, of: number): string {
  return `${toCountText(count)} of ${toCountText(of)} loaded`
}
