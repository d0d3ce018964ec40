/** Draws the notes about a range. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import type { RangeNote } from './list-range-notes.ts'

/** Draws nothing when there are no notes. */
export function RangeNotes({ notes }: { notes: readonly RangeNote[] }) {
  return notes.map(({ sentence }) => (
    <p key={sentence} className="m-0 flex gap-1.5 text-[12px] leading-4 text-kumo-default">
      <WarningIcon size={14} aria-hidden className="mt-px shrink-0 text-kumo-warning" />
      {sentence}
    </p>
  ))
}
