/**
 * Where a scroll position lies in a list that may be longer than a browser can scroll. Browsers cap the
 * height of an element at about 33.5 million pixels, and draw text torn beyond 16.7 million device
 * pixels; so the space that is scrolled stays below, and its position is mapped to the list.
 */

/** Longest space that is really scrolled, in pixels; stays exact up to three device pixels per pixel. */
export const maxSpace = 5_000_000

/**
 * A step of more than this many pixels comes from the scroll bar, where one pixel of the bar is more
 * than that in a space of full length; smaller ones are the wheel's or a finger's, and are kept exactly.
 */
const maxStep = 4_000

/** The sizes that decide the mapping, in pixels. */
export type SpaceSize = {
  /** All rows. */
  content: number
  /** What scrolls along with the rows: the heading and the notice at the end. */
  extra: number
  /** The window on all that. */
  view: number
}

/** The mapping between what is scrolled and the list. */
export type ScrollSpace = {
  /** Height of the element that stands for all rows. */
  height: () => number
  /** The place in the list that is at the top of the window. */
  top: () => number
  /** What to add to a place in the list to get its place in the element; a whole number. */
  shift: () => number
  /** Takes new sizes; the place in the list stays. */
  resize: (size: SpaceSize) => void
  /** Takes a scroll position that came from the browser. Returns the position to set instead, if any. */
  scrolled: (position: number) => number | undefined
  /** Goes to a place in the list, and returns the scroll position to set. */
  goTo: (top: number) => number
  /** Once scrolling rests: the position to set so that the bar shows the place, if it does not. */
  settle: () => number | undefined
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
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))
  const top = () => clamp(position - shift, maxTop())

  /** Near an end the bar keeps as much room as the list has left, or the end could not be reached. */
  function toPosition(place: number): number {
    if (isWhole()) return place
    const [lastTop, lastPosition] = [maxTop(), maxPosition()]
    const mapped = Math.round((place / lastTop) * lastPosition)
    const least = Math.min(place, maxStep)
    const most = lastPosition - Math.min(lastTop - place, maxStep)
    return Math.max(least, Math.min(most, mapped))
  }

  /** Puts the bar where the place is; the rows move along with it, so nothing is seen to move. */
  function goTo(wanted: number): number {
    const place = Math.round(clamp(wanted, maxTop()))
    position = toPosition(place)
    shift = position - place
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
        const place = Math.round((next / maxPosition()) * maxTop())
        shift = Math.round(next) - place
        return undefined
      }
      const isAtEdge = next <= 0 || next >= maxPosition() - 1
      const place = next - shift
      const isOver = place < 0 || place > maxTop()
      return isAtEdge || isOver ? settle() : undefined
    },
    goTo,
    settle,
  }

  function settle(): number | undefined {
    if (isWhole()) return undefined
    const before = position
    const after = goTo(top())
    return after === before ? undefined : after
  }
}
