/** Gives the focus to what has just been drawn, because what had it is gone. */

/** As the `ref` of an element. */
export function focusNow(element: HTMLElement | null): void {
  element?.focus()
}
