/** Focuses an element that was just mounted, because the focused element was removed. */

/** For use as the `ref` of an element. */
export function focusNow(element: HTMLElement | null): void {
  element?.focus()
}
