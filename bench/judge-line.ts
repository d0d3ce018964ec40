/** Judges a line: only ratios within one run, and exact counts, have a verdict. */
import type { Line, Ratio } from './part.ts'

/** `NONE` is for lines without a limit; a line that has a limit but no baseline is never `PASS`. */
export type Verdict = 'PASS' | 'FAIL' | 'NOT JUDGED' | 'NONE'

/** The verdict; `ratio` is measured / baseline if both are known, `reason` says why a line was not judged. */
export type Judgment = { verdict: Verdict; ratio?: number; reason?: string }

/** Judges a line. A figure of the product that could not be measured fails. */
export function judgeLine({ measured, ratio, expected }: Line): Judgment {
  if (ratio) return judgeRatio(measured, ratio)
  if (expected !== undefined) return { verdict: measured === expected ? 'PASS' : 'FAIL' }
  return { verdict: 'NONE' }
}

function judgeRatio(measured: number, ratio: Ratio): Judgment {
  const { to, baseline, missing, limit, direction } = ratio
  if (missing !== undefined) return { verdict: 'NOT JUDGED', reason: missing }
  if (!Number.isFinite(baseline) || baseline <= 0) {
    return { verdict: 'NOT JUDGED', reason: `${to} could not be measured` }
  }
  if (!Number.isFinite(measured)) return { verdict: 'FAIL' }
  const found = measured / baseline
  const isWithin = direction === 'at most' ? found <= limit : found >= limit
  return { verdict: isWithin ? 'PASS' : 'FAIL', ratio: found }
}
