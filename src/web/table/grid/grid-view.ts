/** The input of the grid: its view, its callbacks, and its elements. */
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { ShownColumn } from '../columns/columns.ts'
import type { CellStyle } from '../rows/cell-parts.ts'
import type { RowSource } from '../rows/row-cache.ts'
import type { GridPosition } from './grid-position.ts'

/** The highlighted rows. */
export type RowMarks = {
  /** The index of the row that the drawer shows. */
  openIndex: number | undefined
  /** The `row` numbers of the selected entries. */
  selectedRows: ReadonlySet<number>
  /** The indexes of the rows with a search hit, and the current one of them. */
  hits: ReadonlySet<number>
  hitIndex: number | undefined
}

/** The list, and how it is shown. */
export type GridView = {
  source: RowSource
  /** The entries of the list while the source does not have them yet. */
  firstEntries?: readonly StoredEntry[] | undefined
  /** The number of shown entries, and the number of loaded ones, including those that local filters hide. */
  size: number
  loaded: number
  /** Changes when the same indexes have other entries. */
  revision: number
  /** The revision of the last change that was not asked for: the rows in sight stay, also at the very top. */
  quietRevision: number | undefined
  /** Changes when rows may have other rules. */
  rulesVersion: number
  columns: readonly ShownColumn[]
  style: CellStyle
  /** Whether a row is a card, whose cells have several lines. A grid keeps its form. */
  isCard: boolean
  rowHeight: number
  marks: RowMarks
  /** The scroll position of the list. The object is the same for the life of a grid. */
  position: GridPosition
}

/** The callbacks of the grid. */
export type GridEvents = {
  onOpen: (entry: StoredEntry) => void
  onSelect: (entries: readonly StoredEntry[]) => void
  onNearEnd: () => void
  /** Expands or collapses the pair of an entry. */
  onTogglePair: (entry: StoredEntry) => void
  /** Opens the menu of actions on values of an entry, at an element; `row` is that of the entry. */
  onMenu: (targets: readonly PivotTarget[], anchor: Element, row: number) => void
}

/** The elements of the grid. */
export type GridElements = {
  /** Scrolls; contains the grid and the notice after it. */
  scroller: HTMLElement
  /** Has the focus. */
  grid: HTMLElement
  /** As high as all rows together. */
  body: HTMLElement
  /** Inside the body; contains the row elements. */
  layer: HTMLElement
  /** Screen readers announce its changes. */
  announcer: HTMLElement
}
