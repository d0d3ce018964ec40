/** Tells a fling from other scrolling: in a fling, each step moves by more than the height of the window. */

/** The end of scrolling is assumed after this long without a step. */
const endAfterMs = 140

/** Reactions to scrolling. */
type ScrollHandlers = {
  /** Reads the new position, and returns whether it is further than a window away from the one before. */
  onStep: () => boolean
  draw: (isFling: boolean) => void
  /** Scrolling has ended. */
  onEnd: () => void
}

/** Handles scrolling of an element until the returned function is called. */
export function watchScrolling(
  scroller: HTMLElement,
  { onStep, draw, onEnd }: ScrollHandlers,
): () => void {
  let leaps = 0
  let lastStepMs = 0
  let endTimer: ReturnType<typeof setTimeout> | undefined

  /** One timer waits for the end. To set another one at each step would cost a part of every frame. */
  function waitForEnd(ms: number): void {
    endTimer = setTimeout(() => {
      const restMs = lastStepMs + endAfterMs - performance.now()
      if (restMs > 0) waitForEnd(restMs)
      else end()
    }, ms)
  }

  function end(): void {
    endTimer = undefined
    leaps = 0
    onEnd()
  }

  function onScroll(): void {
    leaps = onStep() ? leaps + 1 : 0
    // A single leap is a jump to rows that are going to be read.
    draw(leaps > 1)
    lastStepMs = performance.now()
    if (endTimer === undefined) waitForEnd(endAfterMs)
  }

  scroller.addEventListener('scroll', onScroll, { passive: true })
  return () => {
    clearTimeout(endTimer)
    scroller.removeEventListener('scroll', onScroll)
  }
}
