/** Puts off what may wait until the browser has drawn what there is to draw. */

/** Does work after the next frame: the frame that is being made, when one is. Never in a page that is hidden. */
export function afterFrame(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
