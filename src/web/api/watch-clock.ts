/** Notices when this computer's clock jumps, or the computer slept: the proxy's clock has to be read again then. */

/** Longer than any adjustment that keeps a clock in step with the network. */
const minJumpMs = 5_000
const intervalMs = 2_000

/** Calls `onJump` after each jump; returns a function that ends the watch. */
export function watchClock(onJump: () => void): () => void {
  const measure = () => Date.now() - performance.now()
  let agreed = measure()
  const check = () => {
    const measured = measure()
    if (Math.abs(measured - agreed) < minJumpMs) return
    agreed = measured
    onJump()
  }
  const timer = setInterval(check, intervalMs)
  document.addEventListener('visibilitychange', check)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', check)
  }
}
