/** The way to the field that finds text in loaded entries, from wherever it is asked for. */

/** Takes the focus to the field. */
export function goToFind(): void {
  document.querySelector<HTMLElement>('[data-find]')?.focus()
}
