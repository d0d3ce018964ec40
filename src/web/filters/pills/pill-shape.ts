/** Class names for the parts and outlines of pills. */
import type { Pill } from './list-pills.ts'

/** A segment of a pill with an icon. */
export const pillSegment = 'flex w-6 shrink-0 items-center justify-center text-kumo-subtle'

/** The text of a pill. */
export const pillText = 'flex min-w-0 items-center gap-1 px-1 text-[13px]'

/**
 * The outline by mode and kind. An exclude is square with a thick edge, an include is round, a local filter is
 * dashed, a filter that is off is dotted: so they differ without color, too.
 */
export function toPillShape(pill: Pill): string {
  const line = 'flex h-7 max-w-full min-w-0 items-stretch overflow-clip border bg-kumo-base'
  const style = pill.kind === 'local' ? 'border-dashed' : pill.isOff ? 'border-dotted' : ''
  if (pill.mode === 'exclude') return `${line} border-l-4 border-kumo-danger ${style}`
  return `${line} rounded-lg ${pill.kind === 'local' ? 'border-kumo-strong' : 'border-kumo-line'} ${style}`
}
