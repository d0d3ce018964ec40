/** Tells exports of different views apart by their file names, which must contain no text of a filter. */
import type { PairsChoice } from '../../../query/address/pairs-choices.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { toDigest } from '../../../query/identity/digest-id.ts'
import type { LogQuery } from '../../../query/log-query.ts'

const digits = 8

/**
 * Hexadecimal digits that are equal for equal filters, logs and choice of pairs; `undefined` for one log without filters.
 * The time range has a part of the name of its own.
 */
export function toViewDigits(
  { filters, localFilters, sources, hiddenSources = [] }: LogQuery,
  pairs: PairsChoice | undefined,
): string | undefined {
  if (!sources && filters.length === 0 && localFilters.length === 0) return undefined
  const view = [filters, localFilters, (sources ?? []).map(formatSource), hiddenSources, pairs]
  return toDigest(JSON.stringify(view)).slice(0, digits)
}
