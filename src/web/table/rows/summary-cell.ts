/** The text runs of a summary cell: the sentence of the drawer, whose values are set apart from our words. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { readOutcome } from '../../../catalog/roles.ts'
import type { NamesById } from '../../../query/summary/find-named.ts'
import type { SummaryPart } from '../../../query/summary/summary-parts.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import { resolvedClass, toResolvedTitle } from '../../ui/text/resolved-title.ts'
import { toTextRuns, toVisibleText } from '../../ui/text/visible-text.tsx'
import type { RowForm } from '../columns/row-form.ts'
import type { CellPart } from './cell-part.ts'

/** What the sentences of a list have in common. */
export type SummaryStyle = {
  dataset: Dataset
  /** In a sentence without other columns, the sentence itself marks a failure. */
  form: RowForm
  /** The names that other loaded entries know for ids. */
  names?: NamesById | undefined
}

const wordsClass = 'text-kumo-subtle'
/** A value is isolated, so that its direction does not reorder our words. */
const valueClass = 'font-medium text-kumo-default [unicode-bidi:isolate]'
const resolvedValueClass = `${valueClass} ${resolvedClass}`

const failedMark: CellPart = {
  text: 'failed',
  className: 'mr-1.5 rounded-sm bg-kumo-danger/20 px-1 text-[11px] font-semibold text-kumo-default',
}

/**
 * The runs of an entry, with and without the mark of a failure. They are dropped with the entry, whose number the cache of
 * rows limits.
 */
type CachedSummary = {
  names: NamesById | undefined
  plain: readonly CellPart[]
  marked: readonly CellPart[]
}

const cache = new WeakMap<object, CachedSummary>()

/**
 * The runs of the sentence about an entry; the same array for the same entry. In a timeline, `dataset` is that of the entry.
 */
export function toSummaryParts(
  entry: unknown,
  style: SummaryStyle,
  dataset = style.dataset,
): readonly CellPart[] {
  const { plain, marked } = getSummary(entry, dataset, style.names)
  return style.form === 'sentence' ? marked : plain
}

/** The whole sentence, for a tooltip. */
export function toSummaryTitle(
  entry: unknown,
  style: SummaryStyle,
  dataset = style.dataset,
): string {
  return toSummary(dataset, entry, style.names)
    .map(({ text }) => toVisibleText(text))
    .join(' ')
}

function getSummary(entry: unknown, dataset: Dataset, names: NamesById | undefined): CachedSummary {
  const key = typeof entry === 'object' && entry !== null ? entry : undefined
  const cached = key && cache.get(key)
  if (cached && cached.names === names) return cached
  const plain = toSummary(dataset, entry, names).flatMap(toCellParts)
  const isFailure = readOutcome(dataset, entry) === 'failure'
  const summary = { names, plain, marked: isFailure ? [failedMark, ...plain] : plain }
  if (key) cache.set(key, summary)
  return summary
}

function toCellParts(part: SummaryPart, index: number): readonly CellPart[] {
  const { text, isValue, resolvedId, location } = part
  const className = !isValue
    ? wordsClass
    : resolvedId === undefined
      ? valueClass
      : resolvedValueClass
  const title = resolvedId === undefined ? undefined : toResolvedTitle(resolvedId, [])
  // One space between two parts, also for screen readers and copies. The line below a resolved name leaves it out.
  const space = index > 0 ? ' ' : ''
  const isApart = space !== '' && title !== undefined
  const runs = toTextRuns(text).map((run, runIndex) => ({
    text: runIndex === 0 && !isApart ? `${space}${run.text}` : run.text,
    className: run.title === undefined ? className : run.className,
    ...(run.title !== undefined && { isBox: true, title: run.title }),
    ...(run.title === undefined && title !== undefined && { title }),
    ...(location && { location }),
  }))
  return isApart ? [{ text: space, className: wordsClass }, ...runs] : runs
}
