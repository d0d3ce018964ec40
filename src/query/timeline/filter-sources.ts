/** Filters a timeline by the log or by the scope of its entries: sources without these entries are hidden. */
import { getDataset } from '../../catalog/index.ts'
import { logPath, scopePath, timelineId } from '../../catalog/timeline/timeline.ts'
import { isHiddenSource, setHiddenSources } from '../address/hidden-sources.ts'
import type { FilterMode, LogQuery, Source } from '../log-query.ts'
import { toOrigin } from './to-timeline-entry.ts'

/** The path of a field that says where an entry is from. */
export type OriginPath = keyof ReturnType<typeof toOrigin>

/** The path as that of such a field of the timeline; `undefined` for other fields, and for other datasets. */
export function findOriginPath(dataset: { id: string }, path: string): OriginPath | undefined {
  if (dataset.id !== timelineId) return undefined
  return path === logPath || path === scopePath ? path : undefined
}

/**
 * The query that shows only the sources that have this value, or hides them. All sources can become hidden. An include shows
 * hidden sources only if no shown one has the value. `undefined` when that changes nothing, and when no source has the value.
 * Throws for a source whose dataset is unknown.
 */
export function filterSources(
  query: LogQuery,
  path: OriginPath,
  value: string,
  mode: FilterMode,
): LogQuery | undefined {
  const { sources = [], hiddenSources = [] } = query
  const isShown = (source: Source) => !isHiddenSource(query, source)
  const having = sources.filter((source) => readOrigin(source)[path] === value)
  if (having.length === 0) return undefined
  const shown = having.some(isShown) ? having.filter(isShown) : having
  const next = setHiddenSources(query, (source) =>
    mode === 'include' ? !shown.includes(source) : having.includes(source) || !isShown(source),
  )
  const isSame = (next.hiddenSources ?? []).join(' ') === hiddenSources.join(' ')
  return isSame ? undefined : next
}

function readOrigin({ dataset, scope }: Source) {
  return toOrigin(getDataset(dataset), scope)
}
