/**
 * A row of the grid as elements that are made once and filled again and again. Filling writes only
 * what differs and measures nothing, so that a fling costs little more than its text.
 */
import type { ColumnSlot } from '../columns/columns.ts'
import type { CellPart } from './cell-parts.ts'

/**
 * A cell and what it draws: one stretch as its own text, several as elements. Most cells have one, and
 * each element less is less to lay out in a fling.
 */
export type CellElement = {
  element: HTMLElement
  isPinned: boolean
  own: Part
  parts: Part[]
  /** What it draws: values that come again are drawn from the same data. */
  drawn: readonly CellPart[] | undefined
}

type Part = { element: HTMLElement; text: Text; className: string; shown: string; title: string }

/** A row and what it shows at present; `index` is -1 while it shows none. */
export type RowElement = {
  element: HTMLElement
  cells: readonly CellElement[]
  index: number
  /** Where it is placed, in pixels below the layer's origin. */
  top: number
  /** Whether the entry was there when the row was filled. */
  isFilled: boolean
  /** Whether all of its cells were filled, and not only those in sight. */
  isWhole: boolean
}

/** Whether the keyboard is on a row, the drawer shows it, it is selected, or it has a hit. */
export type RowState = 'current' | 'open' | 'selected' | 'hit'

/** All that a row may be marked as. */
export const rowStates: readonly RowState[] = ['current', 'open', 'selected', 'hit']

const rowClass = [
  'group/row absolute left-0 flex h-(--row-height) w-(--row) min-w-full cursor-default items-center border-kumo-hairline border-b bg-kumo-base',
  'hover:bg-kumo-tint',
  'data-day:inset-shadow-[0_1px_var(--text-color-kumo-subtle)]',
  'data-hit:bg-[color-mix(in_oklab,var(--color-kumo-warning)_14%,var(--color-kumo-base))]',
  'data-selected:bg-[color-mix(in_oklab,var(--color-kumo-brand)_6%,var(--color-kumo-base))]',
  'data-open:bg-[color-mix(in_oklab,var(--color-kumo-brand)_12%,var(--color-kumo-base))]',
  'data-hit:data-current:outline-2 data-hit:data-current:outline-kumo-warning data-hit:data-current:-outline-offset-2',
  'group-focus-visible/grid:data-current:outline-2 group-focus-visible/grid:data-current:outline-kumo-brand group-focus-visible/grid:data-current:-outline-offset-2',
].join(' ')

/**
 * Every value is a paragraph of its own in the direction of its text, aligned with the others. In a fling a
 * value is cut by the background of the cell after it: a clip for each cell is much to paint.
 */
const cellClass = [
  'shrink-0 overflow-clip text-ellipsis whitespace-nowrap px-2.5 text-left [unicode-bidi:plaintext]',
  'in-data-fling:overflow-visible in-data-fling:bg-inherit',
].join(' ')
const pinnedClass = `${cellClass} sticky z-1 bg-inherit`

/** Makes the elements of an empty row. */
export function createRowElement(slots: readonly ColumnSlot[]): RowElement {
  const element = document.createElement('div')
  element.setAttribute('role', 'row')
  element.className = rowClass
  element.hidden = true
  const bar = document.createElement('span')
  bar.ariaHidden = 'true'
  bar.className =
    'absolute inset-y-0 left-0 z-2 hidden w-[3px] group-data-hit/row:block group-data-hit/row:bg-kumo-warning group-data-selected/row:block group-data-selected/row:w-[7px] group-data-selected/row:bg-kumo-info group-data-open/row:block group-data-open/row:bg-kumo-brand'
  const cells = slots.map(({ variable, left }, i) => {
    const cell = document.createElement('div')
    cell.setAttribute('role', 'gridcell')
    cell.setAttribute('aria-colindex', String(i + 1))
    cell.style.width = `var(${variable})`
    if (left !== undefined) cell.style.left = left
    const own = createPart(cell)
    setClass(own, '', left === undefined ? cellClass : pinnedClass)
    return { element: cell, isPinned: left !== undefined, own, parts: [], drawn: undefined }
  })
  element.append(bar, ...cells.map((cell) => cell.element))
  return { element, cells, index: -1, top: Number.NaN, isFilled: false, isWhole: false }
}

/** Draws stretches into a cell, using again what is there. */
export function fillCell(cell: CellElement, parts: readonly CellPart[]): void {
  if (cell.drawn === parts) return
  cell.drawn = parts
  const only = parts.length === 1 ? parts[0] : undefined
  const base = cell.isPinned ? pinnedClass : cellClass
  if (only && !only.isBox) {
    dropParts(cell, 0)
    setClass(cell.own, only.className, base)
    setText(cell.own, only.text)
    return
  }
  setClass(cell.own, '', base)
  setText(cell.own, '')
  parts.forEach((part, i) => {
    const drawn = cell.parts[i] ?? addPart(cell)
    setClass(drawn, part.className)
    setText(drawn, part.text)
    setTitle(drawn, part.title ?? '')
  })
  dropParts(cell, parts.length)
}

function createPart(element: HTMLElement): Part {
  const text = document.createTextNode('')
  element.append(text)
  return { element, text, className: '-', shown: '', title: '' }
}

function addPart(cell: CellElement): Part {
  const part = createPart(document.createElement('span'))
  cell.element.append(part.element)
  cell.parts.push(part)
  return part
}

function setClass(part: Part, className: string, base?: string): void {
  if (part.className === className) return
  part.className = className
  part.element.className = base === undefined ? className : `${base} ${className}`
}

function setText(part: Part, text: string): void {
  if (part.shown === text) return
  part.shown = text
  part.text.data = text
}

function setTitle(part: Part, title: string): void {
  if (part.title === title) return
  part.title = title
  part.element.title = title
}

function dropParts(cell: CellElement, from: number): void {
  while (cell.parts.length > from) cell.parts.pop()?.element.remove()
}

/** Marks a row, or takes the mark away. */
export function markRow({ element }: RowElement, state: RowState, isOn: boolean): void {
  if (element.hasAttribute(`data-${state}`) === isOn) return
  element.toggleAttribute(`data-${state}`, isOn)
}

/** Marks the first row of a day: a line above it, and a date that stands out. Neither takes room from a text. */
export function markDay({ element }: RowElement, isFirst: boolean): void {
  if (element.hasAttribute('data-day') !== isFirst) element.toggleAttribute('data-day', isFirst)
}
