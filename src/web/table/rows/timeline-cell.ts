/** The cells of an entry of a timeline: by the fields that all logs share, and the sentence by those of its own log. */
import { type Column, summaryPath } from '../../../catalog/fields.ts'
import { logPath, scopePath } from '../../../catalog/timeline/timeline.ts'
import { maskHead } from '../../../query/secrets/find-secrets.ts'
import { type TimelineEntry, toTimelineEntry } from '../../../query/timeline/to-timeline-entry.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { EntryOrigin } from '../../store/origins/entry-origins.ts'
import { resolvedClass } from '../../ui/text/resolved-title.ts'
import { toTextRuns, toVisibleText } from '../../ui/text/visible-text.tsx'
import type { CellPart } from './cell-part.ts'
import { type CellStyle, toCellParts, toTitle } from './cell-parts.ts'
import { toLogParts, toLogTitle } from './log-cell.ts'
import { isOrderUncertain, sameSecondWords } from './same-second.ts'
import { toSummaryParts, toSummaryTitle } from './summary-cell.ts'

/** Dropped with the entries, whose number the cache of rows limits. */
const sharedEntries = new WeakMap<StoredEntry, TimelineEntry>()

/** The entry by the fields of the timeline, computed once. */
function getShared(row: StoredEntry, { dataset, origin }: EntryOrigin): TimelineEntry {
  const known = sharedEntries.get(row)
  if (known) return known
  const shared = toTimelineEntry(dataset, row.entry, origin)
  sharedEntries.set(row, shared)
  return shared
}

/** The text runs of a cell of a row, in a timeline and in a single log. */
export function toRowParts(
  row: StoredEntry,
  column: Column,
  style: CellStyle,
): readonly CellPart[] {
  const { origins } = style
  const from = origins?.find(row.source)
  if (!origins || !from) return toCellParts(row.entry, column, style)
  if (column.field === summaryPath) return toSummaryParts(row.entry, style, from.dataset)
  if (column.field === logPath) return toLogParts(row, origins, style.pairs)
  if (column.field === scopePath) {
    const name = style.names?.(from.origin.scope)
    if (name !== undefined) return getNameParts(name)
  }
  return toCellParts(getShared(row, from), column, style)
}

/** The tooltip of a cell of a row; `neighbors` are the rows before and after it. */
export function toRowTitle(
  row: StoredEntry,
  column: Column,
  style: CellStyle,
  neighbors: readonly (StoredEntry | undefined)[],
): string {
  const { origins } = style
  const from = origins?.find(row.source)
  if (!origins || !from) return toTitle(row.entry, column, style)
  if (column.field === summaryPath) return toSummaryTitle(row.entry, style, from.dataset)
  if (column.field === logPath) return toLogTitle(row, from, origins)
  if (column.field === scopePath) {
    const { scope } = from.origin
    const name = style.names?.(scope)
    return name === undefined ? scope : `${toVisibleText(maskHead([], name))} (${scope})`
  }
  const title = toTitle(getShared(row, from), column, style)
  const isTime = column.field === style.dataset.timePath
  return isTime &&
    isOrderUncertain(
      row.time,
      neighbors.map((other) => other?.time),
    )
    ? `${title}\n${sameSecondWords}`
    : title
}

const nameParts = new Map<string, readonly CellPart[]>()
const maxNames = 200

/** The name of a scope, marked as one from another entry; the same array for the same name. */
function getNameParts(name: string): readonly CellPart[] {
  const known = nameParts.get(name)
  if (known) return known
  const parts = toTextRuns(maskHead([], name)).map(({ text, className, title }): CellPart => {
    return title === undefined
      ? { text, className: resolvedClass }
      : { text, className, title, isBox: true }
  })
  if (nameParts.size >= maxNames) nameParts.clear()
  nameParts.set(name, parts)
  return parts
}
