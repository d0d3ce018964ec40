/**
 * The elements of one row of the grid, which are created once and reused. Filling writes only differences and reads
 * no layout, so that a fling costs little more than drawing its text.
 */
import type { ColumnSlot } from '../columns/columns.ts'
import type { CellPart } from './cell-part.ts'

/**
 * A cell and its content: a single run of text is drawn in the cell itself, several as child elements. Most cells
 * have one run, and every avoided element makes a fling cheaper to lay out.
 */
export type CellElement = {
  element: HTMLElement
  baseClass: string
  own: TextRunElement
  runs: TextRunElement[]
  /** The content. Equal values share one array, so comparing references is enough. */
  drawn: readonly CellPart[] | undefined
}

/** An element with one run of text, and the values that were written to it last. */
type TextRunElement = {
  element: HTMLElement
  text: Text
  className: string
  shown: string
  title: string
  label: string
}

/** A row and its state; `index` is -1 while it is hidden. */
export type RowElement = {
  element: HTMLElement
  cells: readonly CellElement[]
  index: number
  /** Position in pixels below the layer's origin. */
  top: number
  /** Whether the entry was loaded when the row was filled. */
  isFilled: boolean
  /** Whether all of its cells were filled, not only those in sight. */
  isWhole: boolean
}

/** The row is the current one of the keyboard, is open in the drawer, is selected, or has a search hit. */
export type RowState = 'current' | 'open' | 'selected' | 'hit'

/** All states. */
export const rowStates: readonly RowState[] = ['current', 'open', 'selected', 'hit']

const rowClass = [
  'group/row absolute left-0 h-(--row-height) w-(--row) min-w-full cursor-default border-kumo-hairline border-b bg-kumo-base',
  'hover:bg-kumo-tint',
  'data-day:inset-shadow-[0_1px_var(--text-color-kumo-subtle)]',
  'data-hit:bg-[color-mix(in_oklab,var(--color-kumo-warning)_14%,var(--color-kumo-base))]',
  'data-selected:bg-[color-mix(in_oklab,var(--color-kumo-brand)_6%,var(--color-kumo-base))]',
  'data-open:bg-[color-mix(in_oklab,var(--color-kumo-brand)_12%,var(--color-kumo-base))]',
  'data-hit:data-current:outline-2 data-hit:data-current:outline-kumo-warning data-hit:data-current:-outline-offset-2',
  'group-focus-visible/grid:data-current:outline-2 group-focus-visible/grid:data-current:outline-kumo-brand group-focus-visible/grid:data-current:-outline-offset-2',
].join(' ')

/**
 * Every value is a paragraph of its own in the direction of its text, aligned with the others. In a fling, the
 * background of the next cell hides the overflow of a value, because clipping each cell is slow to paint.
 */
const cellClass = [
  'shrink-0 overflow-clip text-ellipsis whitespace-nowrap px-2.5 text-left [unicode-bidi:plaintext]',
  'in-data-fling:overflow-visible in-data-fling:bg-inherit',
].join(' ')
const pinnedClass = `${cellClass} sticky z-1 bg-inherit`
const lineClass = 'flex items-center'

/**
 * A card: two lines for the sentence, one for the other cells. The first of these is as wide as a time, which may be drawn
 * after them; the second takes the free room.
 */
const cardClass =
  'grid grid-rows-[36px_18px] content-center items-baseline gap-x-2 gap-y-0.5 px-3 leading-[18px]'
const cardColumns = 'grid-cols-[minmax(131px,auto)_minmax(0,1fr)_auto]'
/** In a timeline, the word of the log is after the time. */
const cardColumnsWithLog = 'grid-cols-[minmax(131px,auto)_auto_minmax(0,1fr)_auto]'
/** And then the name of its account. */
const cardColumnsWithScope = 'grid-cols-[minmax(131px,auto)_auto_minmax(0,1fr)_minmax(0,auto)_auto]'
const cardCellClass = 'truncate text-left [unicode-bidi:plaintext]'
const sentenceClass =
  'col-span-full line-clamp-2 text-left [overflow-wrap:anywhere] [unicode-bidi:plaintext]'

/** The classes of a cell, to which those of a single run are added. */
function toCellClass(slot: ColumnSlot): string {
  if (slot.kind === 'card') return slot.isSentence ? sentenceClass : cardCellClass
  return slot.left === undefined ? cellClass : pinnedClass
}

function toFormClass(slots: readonly ColumnSlot[]): string {
  if (slots[0]?.kind !== 'card') return lineClass
  const columns = { 5: cardColumnsWithLog, 6: cardColumnsWithScope }[slots.length] ?? cardColumns
  return `${cardClass} ${columns}`
}

/** Creates the elements of an empty row. */
export function createRowElement(slots: readonly ColumnSlot[]): RowElement {
  const element = document.createElement('div')
  element.setAttribute('role', 'row')
  element.className = `${rowClass} ${toFormClass(slots)}`
  element.hidden = true
  const bar = document.createElement('span')
  bar.ariaHidden = 'true'
  bar.className =
    'absolute inset-y-0 left-0 z-2 hidden w-[3px] group-data-hit/row:block group-data-hit/row:bg-kumo-warning group-data-selected/row:block group-data-selected/row:w-[7px] group-data-selected/row:bg-kumo-info group-data-open/row:block group-data-open/row:bg-kumo-brand'
  const cells = slots.map((slot, i) => {
    const cell = document.createElement('div')
    cell.setAttribute('role', 'gridcell')
    cell.setAttribute('aria-colindex', String(i + 1))
    if (slot.kind === 'line') {
      cell.style.width = `var(${slot.variable})`
      if (slot.left !== undefined) cell.style.left = slot.left
    }
    const own = createRun(cell)
    const baseClass = toCellClass(slot)
    setClass(own, '', baseClass)
    return { element: cell, baseClass, own, runs: [], drawn: undefined }
  })
  element.append(bar, ...cells.map((cell) => cell.element))
  return { element, cells, index: -1, top: Number.NaN, isFilled: false, isWhole: false }
}

/** Draws the content of a cell, reusing its elements. */
export function fillCell(cell: CellElement, parts: readonly CellPart[]): void {
  if (cell.drawn === parts) return
  cell.drawn = parts
  const only = parts.length === 1 ? parts[0] : undefined
  const { baseClass } = cell
  if (only && !only.isBox) {
    removeRuns(cell, 0)
    setClass(cell.own, only.className, baseClass)
    setText(cell.own, only.text)
    return
  }
  setClass(cell.own, '', baseClass)
  setText(cell.own, '')
  parts.forEach((part, i) => {
    const run = cell.runs[i] ?? addRun(cell)
    setClass(run, part.className)
    setText(run, part.text)
    setTitle(run, part.title ?? '')
    setLabel(run, part.label ?? '')
  })
  removeRuns(cell, parts.length)
}

function createRun(element: HTMLElement): TextRunElement {
  const text = document.createTextNode('')
  element.append(text)
  return { element, text, className: '-', shown: '', title: '', label: '' }
}

function addRun(cell: CellElement): TextRunElement {
  const run = createRun(document.createElement('span'))
  cell.element.append(run.element)
  cell.runs.push(run)
  return run
}

function setClass(run: TextRunElement, className: string, base?: string): void {
  if (run.className === className) return
  run.className = className
  run.element.className = base === undefined ? className : `${base} ${className}`
}

function setText(run: TextRunElement, text: string): void {
  if (run.shown === text) return
  run.shown = text
  run.text.data = text
}

function setTitle(run: TextRunElement, title: string): void {
  if (run.title === title) return
  run.title = title
  run.element.title = title
}

/** A sign is an image for screen readers. */
function setLabel(run: TextRunElement, label: string): void {
  if (run.label === label) return
  run.label = label
  run.element.role = label === '' ? null : 'img'
  run.element.ariaLabel = label === '' ? null : label
}

function removeRuns(cell: CellElement, from: number): void {
  while (cell.runs.length > from) cell.runs.pop()?.element.remove()
}

/** Adds or removes a mark of a row. */
export function markRow({ element }: RowElement, state: RowState, isOn: boolean): void {
  if (element.hasAttribute(`data-${state}`) === isOn) return
  element.toggleAttribute(`data-${state}`, isOn)
}

/** Marks the first row of a day, which is drawn with a line above it and a bold date. */
export function markDay({ element }: RowElement, isFirst: boolean): void {
  if (element.hasAttribute('data-day') !== isFirst) element.toggleAttribute('data-day', isFirst)
}
