/** Draws what is to be known about a range beyond what its log covers. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'

/** Nothing while there is nothing to say. */
export function RangeNotes({ notes }: { notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className="m-0 flex gap-1.5 text-[12px] leading-4 text-kumo-default">
      <WarningIcon size={14} aria-hidden className="mt-px shrink-0 text-kumo-warning" />
      {note}
    </p>
  ))
}
