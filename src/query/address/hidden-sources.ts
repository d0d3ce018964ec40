/** Hides sources of a timeline: they stay in the query, but their entries are not shown. */

import type { LogQuery, Source } from '../log-query.ts'
import { formatSource } from './source-text.ts'

/** Whether the entries of this source are hidden. Throws for a source that has no text. */
export function isHiddenSource({ hiddenSources = [] }: LogQuery, source: Source): boolean {
  return hiddenSources.includes(formatSource(source))
}

/** The query with exactly these of its sources hidden. */
export function setHiddenSources(
  { hiddenSources: _, ...query }: LogQuery,
  isHidden: (source: Source) => boolean,
): LogQuery {
  const hiddenSources = (query.sources ?? []).filter(isHidden).map(formatSource)
  return hiddenSources.length > 0 ? { ...query, hiddenSources } : query
}

/** The query without those hidden sources that are among `unasked`, the texts of sources that are not asked. */
export function toAskedQuery(query: LogQuery, unasked: readonly string[] = []): LogQuery {
  const { sources, hiddenSources = [] } = query
  if (!sources) return query
  const isAsked = (text: string) => !hiddenSources.includes(text) || !unasked.includes(text)
  const asked = sources.filter((source) => isAsked(formatSource(source)))
  return setHiddenSources({ ...query, sources: asked }, (source) => isHiddenSource(query, source))
}
