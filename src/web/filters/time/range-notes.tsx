/** Draws what is to be known about a range beyond what its log covers. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import type { RangeNote } from './find-range-notes.ts'

/** Nothing while there is nothing to say. */
export function RangeNotes({ notes }: { notes: readonly RangeNote[] }) {
  return notes.map(({ sentence }) => (
    <p key={sentence} className="m-0 flex gap-1.5 text-[12px] leading-4 text-kumo-default">
      <WarningIcon size={14} aria-hidden className="mt-px shrink-0 text-kumo-warning" />
      {sentence}
    </p>
  ))
}
