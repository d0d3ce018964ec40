/** Folding: which lines of a body are drawn, and which stand for others. */
import { type BodyLines, isOpener } from './body-lines.ts'

/** Every so many levels a fold begins closed, so that depth cannot push the text off the screen. */
const levelsAtOnce = 20

/** What is folded at first: what stands at the 20th, 40th … level. */
export function listFirstFolds(lines: BodyLines): Set<number> {
  const folds = new Set<number>()
  for (let line = 0; line < lines.count; line++) {
    const depth = lines.depths[line] ?? 0
    if (depth > 0 && depth % levelsAtOnce === 0 && isOpener(lines, line)) folds.add(line)
  }
  return folds
}

/** All folds but the outermost ones. */
export function listAllFolds(lines: BodyLines): Set<number> {
  const folds = new Set<number>()
  for (let line = 0; line < lines.count; line++) {
    if ((lines.depths[line] ?? 0) > 0 && isOpener(lines, line)) folds.add(line)
  }
  return folds
}

/** The lines to draw, in order: a folded one stands for all up to the line that closes it. */
export function listVisibleLines(lines: BodyLines, folds: ReadonlySet<number>): Int32Array {
  const visible = new Int32Array(lines.count)
  let size = 0
  for (let line = 0; line < lines.count; line++) {
    visible[size++] = line
    if (folds.has(line)) line = lines.closers[line] ?? line
  }
  return visible.subarray(0, size)
}

/** The folds without those that hide a line. */
export function unfoldAround(
  lines: BodyLines,
  folds: ReadonlySet<number>,
  line: number,
): ReadonlySet<number> {
  const next = new Set(folds)
  for (let at = lines.parents[line] ?? -1; at >= 0; at = lines.parents[at] ?? -1) next.delete(at)
  return next.size === folds.size ? folds : next
}

/** Where a line stands among the visible ones; a hidden line counts as the one that hides it. */
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
