/** Suggests a known name for a misspelled one. */

/** Maximum number of edits, as a share of the length of the known name. */
const maxEditShare = 0.4

/**
 * The known name with the fewest edits (letters added, left out or replaced), upper and lower case alike; `undefined`
 * when each of them needs too many.
 */
export function findNearestName(name: string, knownNames: readonly string[]): string | undefined {
  let nearest: string | undefined
  let minEdits = Number.POSITIVE_INFINITY
  // The comparison takes quadratic time, and no name is longer.
  const lowerName = name.toLowerCase().slice(0, 64)
  for (const known of knownNames) {
    const edits = countEdits(lowerName, known.toLowerCase())
    if (edits < minEdits && edits <= Math.max(2, known.length * maxEditShare)) {
      nearest = known
      minEdits = edits
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
