/** The scale of counts beside the bars: a few round ticks up to the maximum. */

/** Zero and one or two round counts, the last of them at most the maximum, which is above 0. */
export function listCountTicks(max: number): readonly number[] {
  const step = getStep(max)
  const ticks = [0]
  for (let tick = step; tick <= max; tick += step) ticks.push(tick)
  return ticks
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that fits into the maximum at most twice. */
function getStep(max: number): number {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) if (max / (factor * power) < 3) return factor * power
  }
}

/** A count in at most four characters: `500`, `20k`, `1M`. */
export function toTickLabel(count: number): string {
  if (count >= 1_000_000) return `${count / 1_000_000}M`
  return count >= 1_000 ? `${count / 1_000}k` : String(count)
}
