/** The button at a cut: says how much is hidden, so that nothing seems to end where it does not. */

import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'

/** Draws “Show more, 12,345 characters are hidden”. */
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
