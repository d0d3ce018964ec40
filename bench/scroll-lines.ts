/** What was measured of scrolling as lines, the same for the product and its peers. */
import type { FlingCost, Jump } from './measure-scroll.ts'
import type { Line } from './part.ts'

/** Lines of a fling, and of jumps where there were any; `name` is empty for the product. */
export function toScrollLines(
  name: string,
  { workMs, frameMs, processorMs, blankShare }: FlingCost,
  jumps: readonly Jump[],
  limits?: { frameMs: number; blankMs: number },
): Line[] {
  const at = (share: number, of: readonly number[]) =>
    of.toSorted((a, b) => a - b)[Math.floor(of.length * share)] ?? Number.NaN
  const of = name && `${name}: `
  const lines: Line[] = [
    {
      claim: `${of}from a frame’s start to the task after its paint, flinging 1,200 px a frame, 95th percentile`,
      ...{ measured: at(0.95, workMs), unit: 'ms', ...(limits && { most: limits.frameMs }) },
      note: `median ${at(0.5, workMs).toFixed(1)}, longest ${at(0.999, workMs).toFixed(1)}`,
    },
    {
      claim: `${of}all tasks of the page’s thread between two frames, 95th percentile`,
      ...{ measured: at(0.95, frameMs), unit: 'ms' },
      note: [
        `median ${at(0.5, frameMs).toFixed(1)}, longest ${at(0.999, frameMs).toFixed(1)}`,
        `on a processor median ${at(0.5, processorMs).toFixed(1)}, 95th ${at(0.95, processorMs).toFixed(1)}`,
        `${frameMs.length} frames`,
        blankShare !== undefined && `${Math.round(blankShare * 100)} % with a blank row`,
      ]
        .filter(Boolean)
        .join(', '),
    },
  ]
  if (jumps.length > 0) {
    const blankMs = jumps.map((jump) => jump.blankMs).sort((a, b) => a - b)
    lines.push({
      claim: `${of}longest time that a row is blank after a jump to any place`,
      ...{ measured: blankMs.at(-1) ?? Number.NaN, unit: 'ms' },
      ...(limits && { most: limits.blankMs }),
      note: `${jumps.length} jumps, median ${Math.round(blankMs[Math.floor(blankMs.length / 2)] ?? 0)} ms`,
    })
  }
  return lines
}
