/** A run of text in a cell. */
import type { RoleLocation } from '../../../catalog/roles.ts'

/**
 * A run of text in one style. A box is drawn as an element of its own even if it is the only run of its cell. A `label` is read in place of a sign. `location`
 * is where the entry records what a run of a summary says. A click on a toggle expands or collapses the pair of the row.
 */
export type CellPart = {
  text: string
  className: string
  isBox?: boolean
  title?: string
  label?: string
  location?: RoleLocation
  isToggle?: boolean
}
