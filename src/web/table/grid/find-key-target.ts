/** The movement keys of a list of entries: arrows, j and k, page keys, Home and End. */

/** The row that a key moves to from the current one; `undefined` for other keys. */
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
