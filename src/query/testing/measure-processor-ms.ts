/** Measures work so that a limit of time means the same on a slow machine, and beside other programs. */

/** Processor time of `doKnownWork` on the machine for which the limits of the tests were chosen. */
const usualMs = 7

/**
 * Runs work and returns its processor time in milliseconds, divided by how much slower than usual this machine runs
 * `doKnownWork` at the moment.
 */
export function measureProcessorMs(run: () => void): number {
  const ownMs = readProcessorMs(run)
  const knownMs = Math.min(...[1, 2, 3].map(() => readProcessorMs(doKnownWork)))
  return ownMs / Math.max(1, knownMs / usualMs)
}

function readProcessorMs(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

/** Texts and a map, as most work has. */
function doKnownWork(): void {
  const counts = new Map<string, number>()
  let state = 1
  for (let count = 0; count < 100_000; count++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const key = `key ${state % 1_000}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
}
