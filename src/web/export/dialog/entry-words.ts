/** Says how many entries an export gets, where a row of the list may be an event with two entries. */
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import type { SearchFacts } from '../export-source.ts'

/** For example `34 events, 41 entries of 14,766 loaded, by the local filters`. */
export function toShownWords({
  shown,
  loaded,
  pairsShown = 0,
  onlyIn,
  hidesLogs,
  hasOnlyQueryFilters,
}: Pick<
  SearchFacts,
  'shown' | 'loaded' | 'pairsShown' | 'onlyIn' | 'hidesLogs' | 'hasOnlyQueryFilters'
>): string {
  const entries =
    pairsShown > 0
      ? `${toCounted(shown - pairsShown, 'event')}, ${toCounted(shown, 'entry', 'entries')}`
      : toCountText(shown)
  if (shown === loaded) return entries
  const of = `${entries} of ${toCountText(loaded)} loaded`
  if (onlyIn !== undefined) return `${of}, only events that ${onlyIn} alone has`
  // The claim says that logs are hidden.
  if (hidesLogs) return of
  return `${of}, by the ${hasOnlyQueryFilters ? '' : 'local '}filters`
}

/** For example `3, and 2 entries of the other log that record the same events`. */
export function toSelectedWords({ rows, entries }: { rows: number; entries: number }): string {
  if (entries === rows) return toCountText(rows)
  const partners = entries - rows
  return partners === 1
    ? `${toCountText(rows)}, and 1 entry of the other log that records the same event`
    : `${toCountText(rows)}, and ${toCountText(partners)} entries of the other log that record the same events`
}
