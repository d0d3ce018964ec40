/** The sources of a search: the log of a query, or those logs of a timeline that can contain the answer. Pure. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findDataset, getDataset } from '../../../catalog/index.ts'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { findMissingFilter } from '../../../query/required/required-filter.ts'
import { splitQuery } from '../../../query/split-query.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import type { RoleFilter } from '../../../query/timeline/timeline-query.ts'
import { type Origin, toOrigin } from '../../../query/timeline/to-timeline-entry.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import { onlySource, type SourceId } from '../../store/entry-store.ts'

/** One source of a search, and what is asked of it. */
export type SessionSource = {
  /** In a timeline, the text of the source in an address. */
  id: SourceId
  source: Source
  dataset: Dataset
  /** The query of this log alone; its filters are those that the API applies. */
  query: LogQuery
  /** The requests that the query is split into. */
  queries: readonly [LogQuery, ...LogQuery[]]
  /** Applied to loaded entries. */
  roleFilters: readonly RoleFilter[]
  /** How a timeline names the log and the scope; absent where there is one log. */
  origin?: Origin
}

/** A list with at least one source. */
export type SessionSources = readonly [SessionSource, ...SessionSource[]]

/**
 * The sources that are asked; `undefined` where nothing can be asked: for an unknown dataset, a query that lacks a filter
 * that its log requires, and a timeline of which no log can contain the answer. Hidden sources of the query are asked too.
 */
export function listSessionSources(query: LogQuery): SessionSources | undefined {
  const [first, ...others] = query.dataset === timelineId ? listPlanned(query) : listOnly(query)
  return first && [first, ...others]
}

function listOnly(query: LogQuery): readonly SessionSource[] {
  const dataset = findDataset(query.dataset)
  const [first, ...others] = dataset ? splitQuery(query) : []
  if (!dataset || !first || findMissingFilter(query)) return []
  const source: Source = { dataset: dataset.id, scope: query.scope }
  return [{ id: onlySource, source, dataset, query, queries: [first, ...others], roleFilters: [] }]
}

function listPlanned(query: LogQuery): readonly SessionSource[] {
  return planTimeline(toTimelineQuery({ ...query, hiddenSources: [] })).flatMap(
    ({ source, ...plan }) => {
      if (!plan.query) return []
      const dataset = getDataset(source.dataset)
      const [first, ...others] = splitQuery(plan.query)
      if (!first) return []
      return {
        id: formatSource(source),
        source,
        dataset,
        query: plan.query,
        queries: [first, ...others] as const,
        roleFilters: plan.roleFilters,
        origin: toOrigin(dataset, source.scope),
      }
    },
  )
}

/** The source with this id. Throws when the search has none. */
export function getSessionSource(sources: readonly SessionSource[], id: SourceId): SessionSource {
  const source = sources.find((each) => each.id === id)
  if (!source) throw new RangeError(`The search has no source ${id}.`)
  return source
}
