/** The layout of the line with the logs of a timeline, shared with its skeleton. */

/** One line of 24 pixels. */
export const chipLineClass = 'h-6 shrink-0 border-kumo-line border-b bg-kumo-base'

/** The part of its width that is no chip's: its padding. */
export const chipLinePx = 24
