/**
 * Puts recycled elements into the order of the list, for whoever reads the page by its elements. Nothing is
 * taken away from somebody: what is under the pointer stays where it is, and selected text stays selected.
 */

/** Makes the elements, all children of `parent`, follow each other there. */
export function sortElements(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  // The browser gives a selection up when an element in it moves.
  const selection = document.getSelection()
  if (selection && !selection.isCollapsed && selection.containsNode(parent, true)) return
  // It forgets as well what is hovered, and which element a click has begun on.
  const at = Math.max(
    0,
    elements.findIndex((element) => element.matches(':hover')),
  )
  for (let i = at; i > 0; i--) {
    const [element, next] = [elements[i - 1], elements[i]]
    if (element && next && element.nextElementSibling !== next) next.before(element)
  }
  for (let i = at; i < elements.length - 1; i++) {
    const [element, next] = [elements[i], elements[i + 1]]
    if (element && next && element.nextElementSibling !== next) element.after(next)
  }
}
