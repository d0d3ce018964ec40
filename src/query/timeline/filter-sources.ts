/** Filters a timeline by the log or by the scope of its entries: the query then has only the sources that remain. */
import { getDataset } from '../../catalog/index.ts'
import { logPath, scopePath, timelineId } from '../../catalog/timeline/timeline.ts'
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
 * The query with only the sources that have this value, or without them. The list can become empty. `undefined` when that
 * changes nothing, and when an include would leave no source. Throws for a source whose dataset is unknown.
 */
export function filterSources(
  query: LogQuery,
  path: OriginPath,
  value: string,
  mode: FilterMode,
): LogQuery | undefined {
  const { sources = [] } = query
  const isWanted = mode === 'include'
  const left = sources.filter((source) => (readOrigin(source)[path] === value) === isWanted)
  if (left.length === sources.length) return undefined
  if (left.length === 0 && mode === 'include') return undefined
  return { ...query, sources: left, scope: left[0]?.scope ?? query.scope }
}

function readOrigin({ dataset, scope }: Source) {
  return toOrigin(getDataset(dataset), scope)
}
