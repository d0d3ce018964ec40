/** Brings the current line of a body into view, in the body itself and in the pane around it. */
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'

/** The list draws a far line some frames after it was asked for, and moves it once more when it knows its height. */
const maxFrames = 120
const settlingFrames = 5

/**
 * Scrolls the list to the line at an index whenever that changes, and the pane after a gesture. `gestureCount` counts the
 * gestures that go to a line; without one, such as when the entry opens, the pane stays where it is.
 */
export function useLineInView(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  index: number,
  lineId: string,
  gestureCount: number,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a gesture may go to the current line, which was scrolled away.
  useEffect(() => {
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }, [virtualizer, index, gestureCount])
  const seenCount = useRef(gestureCount)
  useEffect(() => {
    if (seenCount.current === gestureCount) return
    seenCount.current = gestureCount
    let framesLeft = maxFrames
    let frame = requestAnimationFrame(show)
    function show(): void {
      const line = document.getElementById(lineId)
      if (line) framesLeft = Math.min(framesLeft, settlingFrames)
      line?.scrollIntoView({ block: 'nearest' })
      // A line may be taller than the pane.
      const mark =
        line?.querySelector('mark[data-current]') ?? line?.querySelector('mark[data-matched]')
      mark?.scrollIntoView({ block: 'nearest' })
      framesLeft -= 1
      if (framesLeft > 0) frame = requestAnimationFrame(show)
    }
    return () => cancelAnimationFrame(frame)
  }, [gestureCount, lineId])
}
