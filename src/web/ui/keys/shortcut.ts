/** Decides whether a key event is a shortcut of one letter. */

/** Elements that use letters themselves: text fields, layers, and lists with type-ahead. */
const typingSelector =
  'input, textarea, select, [contenteditable=""], [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=combobox]'

/** The button of an open menu. Letters that are typed before the menu has the focus are meant for it. */
const openerSelector = '[aria-haspopup][aria-expanded=true]'

/** True for the key without modifiers, outside of text and layers. A repeated event of a held key does not count. */
export function isShortcut(event: KeyboardEvent, key: string): boolean {
  if (event.key !== key || event.repeat || event.isComposing || event.defaultPrevented) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const target = event.target as Partial<Element> | null
  return !target?.closest?.(typingSelector) && !target?.ownerDocument?.querySelector(openerSelector)
}
