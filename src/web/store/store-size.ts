/** How large a list is. */

/**
 * How many entries are stored, and how many of them pass the view. With joined pairs, also how many of the shown rows
 * are a pair of two entries, of which the second is hidden. `unknownRules` has the ids and tags in filters of the view
 * that no rule has, once there are rules. `shownOf` has the number of entries of each source that are in a shown row: both
 * entries of a pair are. It is absent while all entries of the list are shown, and in a store of one source.
 */
export type StoreSize = {
  stored: number
  shown: number
  pairsShown?: number
  shownOf?: Readonly<Record<string, number>>
  unknownRules?: readonly string[]
}
