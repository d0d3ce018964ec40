/** Counts of the values of a field. */

/** In place of the path of a field: counts the effects of the rules that match. */
export const effectPath = 'effect'

/** The order of the values of a facet: the most frequent first, the rarest, or those that the baseline does not have. */
export type FacetOrder = 'frequent' | 'rare' | 'new'

/** The question that a facet answers. */
export type FacetQuestion = {
  /** The catalog's path of the field. */
  path: string
  /** Maximum number of listed values. */
  limit: number
  /** Lists only values with this text, upper and lower case alike; empty, the default, for all of them. */
  contains?: string | undefined
  /** The most frequent first by default. */
  order?: FacetOrder | undefined
}

/** The values of a field over the entries of the view. */
export type Facet = {
  values: readonly {
    value: string
    count: number
    /** Whether the baseline does not have it for the account. */
    isNew?: boolean
  }[]
  /** Only with `contains`: how many different values contain the text; at least as many if `isCut`. */
  matching?: { values: number; isCut: boolean }
  /** Entries without a text, number or boolean in the field. */
  missing: number
  /** The missing ones by what they have in the field, where that is known. */
  instead?: { nothing: number; null: number; structure: number }
  /** How many different values there are; `values` may be shorter. */
  distinct: number
}
