/** How many values of a facet are listed, and the words of the button that lists more. */
import type { Facet } from '../store/facet-counts.ts'
import { toCountText } from '../ui/text/count-text.ts'

/** Numbers of listed values: at first, and after each “and … more”. Beyond the last one, the filter box finds values. */
const steps = [5, 50, 250, 1_000] as const

/** Number of values that are listed at first. */
export const minListed = steps[0]

/** From this number of different values on, a facet has a filter box. */
export const minFiltered = 10

/** The next larger number of listed values; `undefined` after the largest. */
export function findNextStep(limit: number): number | undefined {
  return steps.find((step) => step > limit)
}

/** How many values can be listed, and how many of them are not. A search that was cut has found at least that many. */
export function toRest({ values, distinct, matching }: Facet): { total: number; hidden: number } {
  const total = matching?.values ?? distinct
  return { total, hidden: total - values.length }
}

/** The words after the listed values when no more are listed; empty when all of them are. */
export function toEndWords(facet: Facet, filter: string): string {
  const { total, hidden } = toRest(facet)
  if (filter !== '' && total === 0) return `No value contains “${filter}”`
  if (hidden === 0) return ''
  const least = facet.matching?.isCut ? 'at least ' : ''
  return `${toCountText(total - hidden)} of ${least}${toCountText(total)} values. Filter to find the others.`
}
