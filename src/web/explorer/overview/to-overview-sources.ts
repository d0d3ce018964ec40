/** The sources of a list as reading its entries needs them. */

import type { OverviewSource } from '../../findings/overview/read-overview.ts'
import type { SearchSession } from '../../search/session/search-session.ts'

/** The sources of a search; entries of hidden ones are passed over. */
export function toOverviewSources(
  { sources }: Pick<SearchSession, 'sources'>,
  hidden: readonly string[] = [],
): readonly OverviewSource[] {
  return sources.map(({ id, dataset, source: { scope } }) => ({
    id,
    dataset,
    owner: 'id' in scope ? `${scope.kind} ${scope.id}` : scope.kind,
    isHidden: hidden.includes(id),
  }))
}
