/** Defers work until the browser has drawn a frame. */

/** Runs `work` after the current or next frame. In a hidden page it does not run. */
export function afterFrame(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
