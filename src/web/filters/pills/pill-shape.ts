/** Class names for the parts and outlines of pills. */
import type { Pill } from './list-pills.ts'

/** A segment of a pill with an icon. */
export const pillSegment = 'flex w-5 shrink-0 items-center justify-center text-kumo-subtle'

/** The text of a pill. */
export const pillText = 'flex min-w-0 items-center gap-1 rounded-md px-1.5 text-[13px]'

/**
 * The outline by kind: a local filter is dashed, a filter that is off is dotted. An exclude differs by its words. The
 * width must not depend on what is loaded, because pills that wrap anew would move the table.
 */
export function toPillShape(pill: Pill): string {
  const line =
    'flex h-6 max-w-full min-w-0 items-stretch overflow-clip rounded-md border bg-kumo-base'
  const style = pill.kind === 'local' ? 'border-dashed' : pill.isOff ? 'border-dotted' : ''
  const color = pill.kind === 'local' || pill.isOff ? 'border-kumo-strong' : 'border-kumo-line'
  return `${line} ${color} ${style}`
}
