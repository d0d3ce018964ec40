/**
 * Steps through the list by index. An entry is shown only after it was read, and steps may come faster than that:
 * each one starts from the index that was requested last.
 */

/** The list as it is shown, and how to open another entry. */
export type StepView = {
  /** The index of the shown entry, if it is in the list. */
  index: number | undefined
  /** How many entries there are, and whether there will be no more. */
  size: number
  isWhole: boolean
  onLoadMore: () => void
  open: (index: number) => void
}

/** The requested index; `min` and `max` bound all indexes that were requested since the shown one. */
type Request = { index: number; min: number; max: number; isOpened: boolean }

/** Creates a stepper; it does nothing before the first `update`. */
export function createStepper() {
  let view: StepView | undefined
  let request: Request | undefined

  function openRequested({ size, open }: StepView): void {
    if (!request || request.isOpened || request.index >= size) return
    request.isOpened = true
    open(request.index)
  }

  return {
    /** Records the list as it is shown now. A requested entry that has been loaded meanwhile is opened. */
    update(next: StepView) {
      view = next
      const { index } = next
      // A user who opened another entry meanwhile stays there.
      const isElsewhere =
        request && (index === undefined || index < request.min || index > request.max)
      if (isElsewhere || (index === request?.index && request?.isOpened)) request = undefined
      openRequested(next)
    },
    /** Requests the next entry, or the previous one. */
    step(by: 1 | -1) {
      if (!view || view.index === undefined) return
      const { index: shown, size, isWhole, onLoadMore } = view
      const index = (request?.index ?? shown) + by
      // Only the entry right after the loaded ones can be waited for; a step beyond it is ignored.
      if (index < 0 || index > size || (index === size && isWhole)) return
      const min = Math.min(request?.min ?? shown, index)
      const max = Math.max(request?.max ?? shown, index)
      request = { index, min, max, isOpened: false }
      if (index >= size - 1 && !isWhole) onLoadMore()
      openRequested(view)
    },
    /** Whether this index is still the requested one. */
    isWanted: (index: number) => request?.index === index,
  }
}
