/** How large a list is. */

/**
 * How many entries are stored, and how many of them pass the view. With joined pairs, also how many of the shown rows
 * are a pair of two entries, of which the second is hidden. `unknownRules` has the ids and tags in filters of the view
 * that no rule has, once there are rules.
 */
export type StoreSize = {
  stored: number
  shown: number
  pairsShown?: number
  unknownRules?: readonly string[]
}
