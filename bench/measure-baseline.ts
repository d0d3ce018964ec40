/** Measures baselines so that a missing peer leaves a line without a verdict, not a part without figures. */
import type { Ratio } from './part.ts'

/** What was measured, or why nothing was. */
export type Baseline<T> = { value: T; missing?: undefined } | { value?: undefined; missing: string }

/** Measures; an error becomes the reason. */
export async function measureBaseline<T>(measure: () => Promise<T>): Promise<Baseline<T>> {
  try {
    return { value: await measure() }
  } catch (error) {
    return { missing: toReason(error) }
  }
}

/** The ratio to one figure of a baseline. */
export function toRatio<T>(
  to: string,
  baseline: Baseline<T>,
  read: (value: T) => number,
  direction: Ratio['direction'],
  limit: number,
): Ratio {
  if (baseline.missing !== undefined) {
    return { to, baseline: Number.NaN, missing: baseline.missing, limit, direction }
  }
  return { to, baseline: read(baseline.value), limit, direction }
}

/** The first line of an error. */
export function toReason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
