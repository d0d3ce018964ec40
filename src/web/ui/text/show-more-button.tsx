/** The button at the end of a cut text or list. It says how much is hidden. */
import { Button } from '../button.tsx'
import { toCountText } from './count-text.ts'

/** Renders the button with “12,345 characters not shown yet”. */
export function ShowMoreButton({
  hidden,
  noun,
  onClick,
}: {
  hidden: number
  noun: string
  onClick: () => void
}) {
  return (
    <span className="my-1 flex items-center gap-2 font-sans text-kumo-subtle text-xs">
      <span aria-hidden>…</span>
      <Button size="sm" variant="secondary" onClick={onClick}>
        Show more
      </Button>
      {toCountText(hidden)} {noun} not shown yet
    </span>
  )
}
