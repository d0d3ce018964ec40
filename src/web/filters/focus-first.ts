/** Moves the focus into a step of a layer that is already open; its opening is the layer's own. */

/** A stable ref: when the element appears, what it marks as first, or itself, gets the focus. */
export function focusFirst(element: HTMLElement | null): void {
  const first = element?.querySelector<HTMLElement>('[data-first-focus]') ?? element
  first?.focus({ preventScroll: true })
}
