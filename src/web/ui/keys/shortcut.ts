/** Whether a key pressed in the page may be taken as a shortcut of one letter. */

/** Places that use letters themselves: text, and lists that find by typing. */
const typingPlaces =
  'input, textarea, select, [contenteditable=""], [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** True for the bare key outside of text and layers; a held key counts once. */
export function isShortcut(event: KeyboardEvent, key: string): boolean {
  if (event.key !== key || event.repeat || event.isComposing || event.defaultPrevented) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const place = event.target as Partial<Element> | null
  return !place?.closest?.(typingPlaces)
}
