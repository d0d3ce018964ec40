/** Finds the visible lines of a body: a collapsed line hides the lines inside of it. */
import { type BodyLines, isOpener } from './body-lines.ts'

/** Lines at every 20th level are collapsed at first, so that indentation cannot push the text off the screen. */
const initialLevels = 20

/** The lines that are collapsed at first: those at the 20th, 40th … level. */
export function listInitiallyCollapsed(lines: BodyLines): Set<number> {
  const collapsed = new Set<number>()
  for (let line = 0; line < lines.count; line++) {
    const depth = lines.depths[line] ?? 0
    if (depth > 0 && depth % initialLevels === 0 && isOpener(lines, line)) collapsed.add(line)
  }
  return collapsed
}

/** All lines that can be collapsed, except those of the outermost level. */
export function listCollapsible(lines: BodyLines): Set<number> {
  const collapsed = new Set<number>()
  for (let line = 0; line < lines.count; line++) {
    if ((lines.depths[line] ?? 0) > 0 && isOpener(lines, line)) collapsed.add(line)
  }
  return collapsed
}

/** The visible lines, in order. A collapsed line hides the lines up to and including its closing one. */
export function listVisibleLines(lines: BodyLines, collapsed: ReadonlySet<number>): Int32Array {
  const visible = new Int32Array(lines.count)
  let size = 0
  for (let line = 0; line < lines.count; line++) {
    visible[size++] = line
    if (collapsed.has(line)) line = lines.closers[line] ?? line
  }
  return visible.subarray(0, size)
}

/** The collapsed lines without those that hide a line. */
export function expandAround(
  lines: BodyLines,
  collapsed: ReadonlySet<number>,
  line: number,
): ReadonlySet<number> {
  const next = new Set(collapsed)
  let parent = lines.parents[line] ?? -1
  while (parent >= 0) {
    next.delete(parent)
    parent = lines.parents[parent] ?? -1
  }
  return next.size === collapsed.size ? collapsed : next
}

/** The index of a line among the visible ones; for a hidden line, that of the line that hides it. */
export function findVisibleIndex(visible: Int32Array, line: number): number {
  let low = 0
  let high = visible.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((visible[middle] ?? 0) <= line) low = middle
    else high = middle - 1
  }
  return low
}
