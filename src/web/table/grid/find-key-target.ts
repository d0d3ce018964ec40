/** Where a key leads in a list of entries: arrows, j and k, pages, first and last. */

/** The row that a key leads to from the current one; `undefined` for keys that do not move. */
export function findKeyTarget(
  key: string,
  current: number,
  size: number,
  pageRows: number,
): number | undefined {
  const last = size - 1
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    j: current + 1,
    ArrowUp: current - 1,
    k: current - 1,
    PageDown: current + pageRows,
    PageUp: current - pageRows,
    Home: 0,
    End: last,
  }
  if (size === 0 || !Object.hasOwn(moves, key)) return undefined
  return Math.max(0, Math.min(last, moves[key] ?? current))
}

/** The keys that open a context menu everywhere, and one that every keyboard has. */
export function isMenuKey({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean {
  return key === '.' || key === 'ContextMenu' || (key === 'F10' && shiftKey)
}
