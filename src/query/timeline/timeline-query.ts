/** The question of a timeline: several logs are asked about the same thing, by roles instead of by parameters. */

import type { TimelineRole } from '../../catalog/timeline/timeline-role.ts'
import type { Direction, FilterMode, LocalFilter, Source, TimeRange } from '../log-query.ts'

/** A filter by a role: an entry matches it with any of the values, in the spelling of the timeline. */
export type RoleFilter = { role: TimelineRole; mode: FilterMode; values: readonly string[] }

/**
 * A question to several sources. The filters apply to every source; there is at most one for each role and mode. Local
 * filters are applied to the loaded entries of every source. `hiddenSources` has the texts of sources that are not asked.
 */
export type TimelineQuery = {
  sources: readonly Source[]
  hiddenSources?: readonly string[]
  timeRange: TimeRange
  direction: Direction
  filters: readonly RoleFilter[]
  localFilters: readonly LocalFilter[]
}
