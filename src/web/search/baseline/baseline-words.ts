/** Words the comparison with an earlier range: no claim goes beyond the entries that were read. Pure. */
import type { Baseline, ComparedFact, NewFor, NewValue } from '../../store/baseline-values.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { baselineDays } from './baseline-state.ts'

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

/** “Compared with the 11,000 entries of the 30 days before 2026-11-18 15:20.” */
export function toComparedWords(baseline: Baseline, timeZone: string): string {
  const { verdict, reason, read, timeRange } = baseline
  const parts = findTimeParts(timeRange.before, timeZone)
  const before = parts ? `${parts.date} ${parts.time.slice(0, 5)}` : timeRange.before
  const days = `of the ${baselineDays} days before ${before}`
  if (read === 0) {
    return verdict === 'complete'
      ? `Nothing to compare with: these logs have no entry ${days}.`
      : `Nothing to compare with: no entry ${days} could be read.`
  }
  if (verdict === 'complete') return `Compared with all ${toEntries(read)} ${days}.`
  const why = reason === undefined ? '' : ` (${reason})`
  return `Compared with the ${toEntries(read)} read ${days}, ${verdict}${why}: what is marked as new may have occurred in entries that were not read.`
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
