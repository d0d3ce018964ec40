/** Which of the known names was meant by one that is unknown. */

/** Largest share of a name's letters that may differ. */
const toleratedShare = 0.4

/**
 * The name with the fewest edits (letters added, left out or replaced), upper and lower case alike;
 * `undefined` when none is near enough to be worth suggesting.
 */
export function findNearestName(name: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined
  let fewest = Number.POSITIVE_INFINITY
  // Longer texts than any name are not worth the quadratic comparison.
  const wanted = name.toLowerCase().slice(0, 64)
  for (const each of known) {
    const edits = countEdits(wanted, each.toLowerCase())
    if (edits < fewest && edits <= Math.max(2, each.length * toleratedShare)) {
      nearest = each
      fewest = edits
    }
  }
  return nearest
}

function countEdits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1])
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
