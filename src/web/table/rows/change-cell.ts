/** The text runs of a cell that says what an entry changed. */
import { toChangeParts } from '../../../query/change/format-change.ts'
import type { EntryChange } from '../../../query/change/to-change.ts'
import { toTextRuns } from '../../ui/text/visible-text.tsx'
import type { CellPart } from './cell-part.ts'

const wordsClass = 'text-kumo-subtle'
/** A value is isolated, so that its direction does not reorder our words. */
const valueClass = '[unicode-bidi:isolate]'

/** For an entry that records no change. */
const none: readonly CellPart[] = [{ text: '–', className: '' }]

/** The runs of a change; paths and arrows are set apart from the values. */
export function toChangeCell(change: EntryChange): readonly CellPart[] {
  const parts = toChangeParts(change)
  if (parts.length === 0) return none
  return parts.flatMap(({ text, isValue }, index) =>
    toTextRuns(text).map((run, runIndex) => ({
      // One space between two parts, also for screen readers and copies.
      text: index > 0 && runIndex === 0 ? ` ${run.text}` : run.text,
      className: run.title === undefined ? (isValue ? valueClass : wordsClass) : run.className,
      ...(run.title !== undefined && { isBox: true, title: run.title }),
    })),
  )
}
