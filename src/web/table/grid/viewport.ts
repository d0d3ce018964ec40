/** The scrolled area of a grid: its size in pixels, and its position in the list. */
import type { GridElements } from './grid-view.ts'
import { createScrollSpace } from './scroll-space.ts'

/** The area. Positions are pixels of the list, from its first row on. */
export type Viewport = {
  /** The position at the top of the window. */
  top: () => number
  /** The number to add to a position to get the position in the element of the rows. */
  shift: () => number
  width: () => number
  /** Height of the part of the window that shows rows. */
  rowsHeight: () => number
  /** Reads the sizes of the elements, and returns whether they have changed. */
  measure: () => boolean
  /** Makes room for rows of this total height. Reads no layout, which the browser would have to compute first. */
  setContentHeight: (height: number) => void
  scrollTo: (top: number) => void
  /** Takes the scroll position of the browser. */
  readScroll: () => void
  /** After scrolling: moves the scroll bar to where it belongs for the position. */
  alignScrollBar: () => void
}

/** Creates the area of the elements; `notice` is the element after the last row, `headingHeight` that of the headings. */
export function createViewport(
  { scroller, body }: Pick<GridElements, 'scroller' | 'body'>,
  notice: Element | null,
  headingHeight: number,
): Viewport {
  const space = createScrollSpace()
  let width = 0
  let height = 0
  let extra = headingHeight

  function setScroll(position: number | undefined): void {
    if (position !== undefined) scroller.scrollTop = position
  }

  return {
    top: space.top,
    shift: space.shift,
    width: () => width,
    rowsHeight: () => height - headingHeight,
    measure() {
      const before = [extra, width, height]
      extra = headingHeight + (notice?.getBoundingClientRect().height ?? 0)
      width = scroller.clientWidth
      height = scroller.clientHeight
      return String(before) !== String([extra, width, height])
    },
    setContentHeight(content) {
      space.resize({ content, extra, view: height })
      body.style.height = `${space.height()}px`
    },
    scrollTo: (top) => setScroll(space.goTo(top)),
    readScroll: () => setScroll(space.scrolled(scroller.scrollTop)),
    alignScrollBar: () => setScroll(space.alignScrollBar()),
  }
}
