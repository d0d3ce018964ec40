/**
 * Counts steps from place to place. A place shows only after its entry was read, and steps may be asked for
 * faster than that: each one starts from the place that was asked for last.
 */

/** What is shown at present, and how another place is shown. */
export type StepView = {
  /** The place that is shown, if it is one of the list. */
  index: number | undefined
  /** How many places there are, and whether there will be no more. */
  size: number
  isWhole: boolean
  onLoadMore: () => void
  open: (to: number) => void
}

/** The steps that were asked for since the place that is shown; `to` is where they lead. */
type Way = { to: number; least: number; most: number; isOpened: boolean }

/** Creates a stepper; it leads nowhere before it was told what is shown. */
export function createStepper() {
  let view: StepView | undefined
  let way: Way | undefined

  function goOn({ size, open }: StepView): void {
    if (!way || way.isOpened || way.to >= size) return
    way.isOpened = true
    open(way.to)
  }

  return {
    /** Takes note of what is shown now. A place that waited to be loaded is opened. */
    update(next: StepView) {
      view = next
      const { index } = next
      // Whoever went elsewhere meanwhile stays there.
      const isElsewhere = way && (index === undefined || index < way.least || index > way.most)
      if (isElsewhere || (index === way?.to && way?.isOpened)) way = undefined
      goOn(next)
    },
    /** Asks for the next place, or the one before. */
    step(by: 1 | -1) {
      if (!view || view.index === undefined) return
      const { index, size, isWhole, onLoadMore } = view
      const to = (way?.to ?? index) + by
      // One beyond the end is waited for; further steps wait with it.
      if (to < 0 || to > size || (to === size && isWhole)) return
      const least = Math.min(way?.least ?? index, to)
      const most = Math.max(way?.most ?? index, to)
      way = { to, least, most, isOpened: false }
      if (to >= size - 1 && !isWhole) onLoadMore()
      goOn(view)
    },
    /** Whether a place is still the one to go to. */
    isWanted: (to: number) => way?.to === to,
  }
}
