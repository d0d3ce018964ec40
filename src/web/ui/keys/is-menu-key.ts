/** The keys that open the menu of a value. */

/** The usual keys of context menus, and the period, because not every keyboard has the others. */
export function isMenuKey({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean {
  return key === '.' || key === 'ContextMenu' || (key === 'F10' && shiftKey)
}
