/** The longer time ranges to offer where a search found nothing. */
import { findRangeMs, type ResolvedTimeRange } from './time-range.ts'

const offeredRanges = ['7d', '30d', '90d']

/** Maximum number of ranges that are offered. */
const maxOffered = 2

/** The next longer ranges as relative ranges of addresses (`7d`), the shortest first; empty without any. */
export function listWiderRanges({ since, before }: ResolvedTimeRange): readonly string[] {
  const lengthMs = Date.parse(before) - Date.parse(since)
  return offeredRanges.filter((range) => (findRangeMs(range) ?? 0) > lengthMs).slice(0, maxOffered)
}
