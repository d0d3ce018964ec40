/**
 * Maps scroll positions to a list that may be longer than a browser can scroll. Browsers limit the height of an
 * element to about 33.5 million pixels, and draw text wrongly beyond 16.7 million device pixels. The scrolled
 * element is therefore shorter, and its scroll position is mapped to the list.
 */

/** Maximum height of the scrolled element in pixels; exact up to three device pixels per pixel. */
export const maxSpace = 5_000_000

/**
 * A step of more than this many pixels comes from the scroll bar: in an element of maximum height, one pixel of the
 * bar is more than that. A smaller step comes from the wheel or a finger, and moves the list by exactly as much.
 */
const maxStep = 4_000

/** The sizes that decide the mapping, in pixels. */
export type SpaceSize = {
  /** Height of all rows. */
  content: number
  /** Height of the other scrolled elements: the headings, and the notice at the end. */
  extra: number
  /** Height of the window. */
  view: number
}

/** The mapping. A position is of the scroll bar; an offset is in pixels of the list. */
export type ScrollSpace = {
  /** Height of the element of the rows. */
  height: () => number
  /** The offset at the top of the window. */
  top: () => number
  /** The whole number to add to an offset to get the position in the element. */
  shift: () => number
  /** Takes new sizes; the offset does not change. */
  resize: (size: SpaceSize) => void
  /** Takes a scroll position from the browser. Returns the position to set instead, if any. */
  scrolled: (position: number) => number | undefined
  /** Goes to an offset, and returns the scroll position to set. */
  goTo: (top: number) => number
  /** After scrolling: returns the position to set if the scroll bar does not match the offset. */
  alignScrollBar: () => number | undefined
}

/** Creates the mapping, at the top of an empty list. */
export function createScrollSpace(limit = maxSpace): ScrollSpace {
  let size: SpaceSize = { content: 0, extra: 0, view: 0 }
  let position = 0
  let shift = 0

  const height = () => Math.min(size.content, limit)
  const maxTop = () => Math.max(0, size.content + size.extra - size.view)
  const maxPosition = () => Math.max(0, height() + size.extra - size.view)
  const isWhole = () => size.content <= limit
  const clamp = (value: number, max: number) => Math.max(0, Math.min(max, value))
  const top = () => clamp(position - shift, maxTop())

  /** Near an end, the bar has as many pixels left as the list; otherwise small steps could not reach the end. */
  function toPosition(offset: number): number {
    if (isWhole()) return offset
    const [lastTop, lastPosition] = [maxTop(), maxPosition()]
    const mapped = Math.round((offset / lastTop) * lastPosition)
    const min = Math.min(offset, maxStep)
    const max = lastPosition - Math.min(lastTop - offset, maxStep)
    return Math.max(min, Math.min(max, mapped))
  }

  /** Moves the bar and the rows together, so that no movement is visible. */
  function goTo(wanted: number): number {
    const offset = Math.round(clamp(wanted, maxTop()))
    position = toPosition(offset)
    shift = position - offset
    return position
  }

  return {
    height,
    top,
    shift: () => shift,
    resize(next) {
      size = next
      if (isWhole()) shift = 0
    },
    scrolled(next) {
      if (isWhole()) {
        position = next
        shift = 0
        return undefined
      }
      const isStep = Math.abs(next - position) <= maxStep
      position = next
      if (!isStep) {
        const offset = Math.round((next / maxPosition()) * maxTop())
        shift = Math.round(next) - offset
        return undefined
      }
      const isAtEdge = next <= 0 || next >= maxPosition() - 1
      const offset = next - shift
      const isOutside = offset < 0 || offset > maxTop()
      return isAtEdge || isOutside ? alignScrollBar() : undefined
    },
    goTo,
    alignScrollBar,
  }

  function alignScrollBar(): number | undefined {
    if (isWhole()) return undefined
    const before = position
    const after = goTo(top())
    return after === before ? undefined : after
  }
}
