/** Ranks the items of a list of completions by how their texts match the typed one. */

/**
 * The items that match, upper and lower case alike: first those with a text that begins with the typed one, then those
 * with a word that does, then those that contain it. Within a rank the order stays. An empty typed text matches all.
 */
export function rankMatches<T>(
  typed: string,
  items: readonly T[],
  textsOf: (item: T) => string[],
): readonly T[] {
  const lowerTyped = typed.toLowerCase()
  const ranked = items.map((item) => ({ item, rank: toRank(lowerTyped, textsOf(item)) }))
  return [0, 1, 2].flatMap((rank) =>
    ranked.filter((each) => each.rank === rank).map(({ item }) => item),
  )
}

function toRank(lowerTyped: string, texts: readonly string[]): 0 | 1 | 2 | 3 {
  const lowerTexts = texts.map((text) => text.toLowerCase())
  if (lowerTexts.some((text) => text.startsWith(lowerTyped))) return 0
  const words = lowerTexts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
  if (words.some((word) => word.startsWith(lowerTyped))) return 1
  return lowerTexts.some((text) => text.includes(lowerTyped)) ? 2 : 3
}
