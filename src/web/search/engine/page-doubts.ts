/** Why an accepted page may lack entries, or has some that cannot be placed in time. Such a page lowers the verdict. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { PageFacts } from './window-state.ts'

type DoubtFacts = Pick<PageFacts, 'hasCount' | 'notObjects'>

const withoutCount =
  'The API did not say how many entries a page has, so it is unknown whether entries of it are missing.'
const withNonObjects =
  'Some entries are no JSON objects: they have no time, and no filter can find them.'

/**
 * The reasons, in full sentences, the same for each page. Logs that are read by page number never say how many entries
 * a page has; their end is proven by a page without entries.
 */
export function listPageDoubts(
  { pagination }: Pick<Dataset, 'pagination'>,
  { hasCount, notObjects }: DoubtFacts,
): readonly string[] {
  return [
    ...(hasCount || pagination.style === 'page' ? [] : [withoutCount]),
    ...(notObjects > 0 ? [withNonObjects] : []),
  ]
}
