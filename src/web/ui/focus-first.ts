/** Moves the focus into a step of a layer that is already open; its opening is the layer's own. */

/** What is marked as first: an element that takes the focus, or a group of radio buttons. */
export function findFirst(root: HTMLElement): HTMLElement | null {
  const marked = root.querySelector<HTMLElement>('[data-first-focus]')
  // While none is checked, the first of a group takes the focus.
  const radio =
    marked?.querySelector<HTMLElement>('[role=radio][tabindex="0"]') ??
    marked?.querySelector<HTMLElement>('[role=radio]')
  return radio ?? marked ?? null
}

/** A stable ref: when the element appears, what it marks as first, or itself, gets the focus. */
export function focusFirst(element: HTMLElement | null): void {
  if (!element) return
  const first = findFirst(element) ?? element
  first.focus({ preventScroll: true })
}
