/** Focuses the field that finds text in loaded entries, for parts that do not render it. */

/** Focuses the field. */
export function goToFind(): void {
  document.querySelector<HTMLElement>('[data-find]')?.focus()
}
