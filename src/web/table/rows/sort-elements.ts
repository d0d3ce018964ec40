/**
 * Puts recycled elements into the order of the list, for screen readers. The element under the pointer is not moved,
 * and selected text stays selected.
 */

/** Sorts elements, all children of `parent`, into the given order. */
export function sortElements(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  // The browser clears a selection when an element in it is moved.
  const selection = document.getSelection()
  if (selection && !selection.isCollapsed && selection.containsNode(parent, true)) return
  // For a moved element, it also loses the hover state and the start of a click.
  const hovered = Math.max(
    0,
    elements.findIndex((element) => element.matches(':hover')),
  )
  for (let i = hovered; i > 0; i--) {
    const [element, next] = [elements[i - 1], elements[i]]
    if (element && next && element.nextElementSibling !== next) next.before(element)
  }
  for (let i = hovered; i < elements.length - 1; i++) {
    const [element, next] = [elements[i], elements[i + 1]]
    if (element && next && element.nextElementSibling !== next) element.after(next)
  }
}
