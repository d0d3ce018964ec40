/** Moves the focus when the content of an open layer changes. The layer itself moves the focus when it opens. */

/** The element that takes the focus first: the marked one, or a radio button in a marked group. */
export function findFirst(root: HTMLElement): HTMLElement | null {
  const marked = root.querySelector<HTMLElement>('[data-first-focus]')
  // If none is checked, the first radio button of the group takes the focus.
  const radio =
    marked?.querySelector<HTMLElement>('[role=radio][tabindex="0"]') ??
    marked?.querySelector<HTMLElement>('[role=radio]')
  return radio ?? marked ?? null
}

/** A stable ref callback: focuses the marked element in a new element, or the new element itself. */
export function focusFirst(element: HTMLElement | null): void {
  if (!element) return
  const first = findFirst(element) ?? element
  first.focus({ preventScroll: true })
}
