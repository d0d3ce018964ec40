/** Tells a fling from other scrolling: in a fling, each step moves by more than the height of the window. */

/** The end of scrolling is assumed after this long without a step. */
const restMs = 140

/** Reactions to scrolling. */
type ScrollHandlers = {
  /** Reads the new position, and returns whether it is further than a window away from the one before. */
  onStep: () => boolean
  draw: (isFling: boolean) => void
  /** Scrolling has ended. */
  onRest: () => void
}

/** Handles scrolling of an element until the returned function is called. */
export function watchScrolling(
  scroller: HTMLElement,
  { onStep, draw, onRest }: ScrollHandlers,
): () => void {
  let leaps = 0
  let restTimer: ReturnType<typeof setTimeout> | undefined

  function rest(): void {
    leaps = 0
    onRest()
  }

  function onScroll(): void {
    leaps = onStep() ? leaps + 1 : 0
    // A single leap is a jump to rows that are going to be read.
    draw(leaps > 1)
    clearTimeout(restTimer)
    restTimer = setTimeout(rest, restMs)
  }

  scroller.addEventListener('scroll', onScroll, { passive: true })
  return () => {
    clearTimeout(restTimer)
    scroller.removeEventListener('scroll', onScroll)
  }
}
