/** Runs work in the page's thread in steps, so that the page can draw and react between them. */

/** How long steps run without a pause. */
const maxBusyMs = 12

/** Reports how much of the work is done. */
export type OnStep = (done: number) => void

/** Runs a generator to its end. Rejects with the signal's reason when it is aborted. */
export async function runSteps<Result>(
  steps: Generator<number, Result>,
  onStep: OnStep,
  signal: AbortSignal,
): Promise<Result> {
  let sinceMs = performance.now()
  for (;;) {
    signal.throwIfAborted()
    const step = steps.next()
    if (step.done) return step.value
    onStep(step.value)
    if (performance.now() - sinceMs < maxBusyMs) continue
    await new Promise((resolve) => setTimeout(resolve))
    sinceMs = performance.now()
  }
}
