/** Buttons that move the range of the search by its own length, or double it. */
import { CaretLeftIcon } from '@phosphor-icons/react/dist/csr/CaretLeft'
import { CaretRightIcon } from '@phosphor-icons/react/dist/csr/CaretRight'
import { MagnifyingGlassMinusIcon } from '@phosphor-icons/react/dist/csr/MagnifyingGlassMinus'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { TimeRange } from '../../../query/log-query.ts'
import { shiftRange, zoomOutRange } from '../../../query/time/move-range.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { Button } from '../../ui/button.tsx'

/** The button that was pressed last: the panel is drawn anew with the new range, and the focus returns to it. */
let lastMove: string | undefined

export function RangeMoves({
  resolved,
  nowMs,
  onMove,
}: {
  /** The range of the running search. */
  resolved: ResolvedTimeRange
  /** The present by the proxy's clock. */
  nowMs: number
  onMove: (timeRange: TimeRange) => void
}) {
  const group = useRef<HTMLFieldSetElement>(null)
  const moves = [
    { words: 'Earlier', Icon: CaretLeftIcon, next: shiftRange(resolved, -1, nowMs) },
    { words: 'Later', Icon: CaretRightIcon, next: shiftRange(resolved, 1, nowMs) },
    { words: 'Zoom out', Icon: MagnifyingGlassMinusIcon, next: zoomOutRange(resolved, nowMs) },
  ]
  useEffect(() => {
    if (lastMove === undefined) return
    group.current?.querySelector<HTMLElement>(`[data-move="${lastMove}"]`)?.focus()
    lastMove = undefined
  }, [])

  function move(words: string, next: TimeRange | undefined) {
    if (!next) return
    lastMove = words
    onMove(next)
  }

  /** The left and right arrow keys shift the range. */
  function pressKey(event: KeyboardEvent) {
    const at = ['ArrowLeft', 'ArrowRight'].indexOf(event.key)
    const pressed = moves[at]
    if (!pressed) return
    event.preventDefault()
    move(pressed.words, pressed.next)
  }

  return (
    <fieldset
      ref={group}
      aria-label="Move the range"
      className="m-0 flex min-w-0 gap-1 border-0 p-0"
      onKeyDown={pressKey}
    >
      {moves.map(({ words, Icon, next }) => (
        <Button
          key={words}
          data-move={words}
          size="xs"
          variant="secondary"
          icon={<Icon size={12} aria-hidden />}
          aria-disabled={!next}
          title={toTitle(words)}
          onClick={() => move(words, next)}
        >
          {words}
        </Button>
      ))}
    </fieldset>
  )
}

function toTitle(words: string): string {
  if (words === 'Zoom out') return 'Twice the length, around the same middle'
  return `The range of the same length ${words === 'Earlier' ? 'before (←)' : 'after (→)'}`
}
