/** The outline of a pill, around its mode, text, menu and remove button. */
import type { ComponentProps } from 'react'
import type { Pill } from './list-pills.ts'
import { toPillShape } from './pill-shape.ts'

/** Draws the outline as an item of the list of filters. */
export function PillOutline({ pill, ...props }: ComponentProps<'li'> & { pill: Pill }) {
  return <li {...props} className={`${toPillShape(pill)} has-focus-visible:overflow-visible`} />
}
