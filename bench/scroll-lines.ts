/** Makes lines of the cost of scrolling, the same for the product and its peers. */
import type { FlingCost, Jump } from './measure-scroll.ts'
import type { Line } from './part.ts'

/** Lines of a fling, and of jumps if there were any; `name` is empty for the product. */
export function toScrollLines(name: string, fling: FlingCost, jumps: readonly Jump[]): Line[] {
  const prefix = name && `${name}: `
  const { workMs, frameMs, processorMs, blankShare } = fling
  const notes = [
    formatSpread(frameMs),
    `on a processor median ${toQuantile(processorMs, 0.5).toFixed(1)}, p95 ${toQuantile(processorMs, 0.95).toFixed(1)}`,
    `${frameMs.length} frames`,
    blankShare !== undefined && `${Math.round(blankShare * 100)} % with a blank row`,
  ]
  const lines: Line[] = [
    {
      claim: `${prefix}frame of a fling of 1,200 px a frame, to the task after its paint, p95`,
      measured: toFrameMs(fling),
      unit: 'ms',
      note: formatSpread(workMs),
    },
    {
      claim: `${prefix}all tasks of the page’s thread between two frames, p95`,
      measured: toQuantile(frameMs, 0.95),
      unit: 'ms',
      note: notes.filter(Boolean).join(', '),
    },
  ]
  if (jumps.length > 0) {
    lines.push({
      claim: `${prefix}longest time that a row is blank after a jump`,
      measured: toBlankMs(jumps),
      unit: 'ms',
      note: `${jumps.length} jumps, median ${Math.round(toQuantile(toBlankTimes(jumps), 0.5))} ms`,
    })
  }
  return lines
}

/** The 95th percentile of a frame's time, from its start to the task after its paint. */
export function toFrameMs({ workMs }: FlingCost): number {
  return toQuantile(workMs, 0.95)
}

/** The longest time that a row was blank after a jump. */
export function toBlankMs(jumps: readonly Jump[]): number {
  return Math.max(...toBlankTimes(jumps))
}

function toBlankTimes(jumps: readonly Jump[]): number[] {
  return jumps.map(({ blankMs }) => blankMs)
}

function formatSpread(times: readonly number[]): string {
  return `median ${toQuantile(times, 0.5).toFixed(1)}, longest ${toQuantile(times, 0.999).toFixed(1)}`
}

function toQuantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}
