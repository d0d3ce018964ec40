/** Finds which numbers are out of their order. */

/**
 * The indexes of the fewest numbers whose removal leaves the others in ascending order: all that are not in the longest
 * ascending sequence (patience sorting, O(n log n)).
 */
export function findMoved(numbers: readonly number[]): number[] {
  /** For each length, the index of the smallest number at which an ascending sequence of that length ends. */
  const ends: number[] = []
  const before: number[] = []
  for (const [index, number] of numbers.entries()) {
    const length = countSmaller(ends, numbers, number)
    before.push(ends[length - 1] ?? -1)
    ends[length] = index
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at)
  return numbers.flatMap((_, index) => (kept.has(index) ? [] : [index]))
}

/** How many of the ends have a number that is not greater, by binary search. Equal numbers are in order. */
function countSmaller(ends: readonly number[], numbers: readonly number[], limit: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    const number = numbers[ends[middle] ?? 0] ?? 0
    if (number <= limit) low = middle + 1
    else high = middle
  }
  return low
}
