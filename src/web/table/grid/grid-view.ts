/** What the grid is given: what to show, whom to tell, and the elements to work in. */
import type { Field } from '../../../catalog/fields.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { ShownColumn } from '../columns/columns.ts'
import type { RowSource } from '../rows/row-cache.ts'
import type { GridPosition } from './grid-position.ts'

/** The rows that stand out. */
export type RowMarks = {
  /** The place of the row that the drawer shows. */
  openIndex: number | undefined
  /** The selected entries by their place of arrival. */
  selectedRows: ReadonlySet<number>
  /** The places of the rows in which a text was found, and the one to look at. */
  hits: ReadonlySet<number>
  hitIndex: number | undefined
}

/** What the grid shows. */
export type GridView = {
  source: RowSource
  /** How many entries are shown, and how many there are with those that local filters hide. */
  size: number
  loaded: number
  /** Changes when the same places hold other entries. */
  revision: number
  columns: readonly ShownColumn[]
  fields: ReadonlyMap<string, Field>
  timeZone: string
  rowHeight: number
  marks: RowMarks
  /** Where the list was left, if it was; the same for the life of a grid. */
  place: GridPosition
}

/** What the grid tells. */
export type GridEvents = {
  onOpen: (entry: StoredEntry) => void
  onSelect: (entries: readonly StoredEntry[]) => void
  onNearEnd: () => void
  /** Opens the menu of what can be done with values, at an element. */
  onMenu: (targets: readonly PivotTarget[], anchor: Element) => void
}

/** The elements that the grid works in. */
export type GridParts = {
  /** Scrolls; holds the grid and what stands after it. */
  scroller: HTMLElement
  /** Has the focus. */
  grid: HTMLElement
  /** As high as all rows. */
  body: HTMLElement
  /** Inside of the body; holds the rows. */
  layer: HTMLElement
  /** Read out when it changes. */
  announcer: HTMLElement
}
