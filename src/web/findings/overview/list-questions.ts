/** Sorts the starters by what the loaded entries answer. Pure. */
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import type { Starter } from '../../../query/starters/starter.ts'
import { findRangeMs } from '../../../query/time/time-range.ts'
import type { SourceId } from '../../store/entry-store.ts'
import type { OverviewCounts } from './read-overview.ts'

/** A starter and what it finds; `sources` has those with an entry, and of a starter of the timeline one for all of them. */
export type FoundQuestion = {
  starter: Starter
  count: number
  sources: readonly { id: SourceId; count: number }[]
}

/** The starters. */
export type QuestionList = {
  found: readonly FoundQuestion[]
  /** Starters of a loaded log that find nothing. */
  empty: readonly Starter[]
  /** Starters of logs that are not in the list, by the id of the log. */
  unasked: readonly { dataset: string; starters: readonly Starter[] }[]
}

/** Sorts the starters; each list is in their order. */
export function listQuestions(
  starters: readonly Starter[],
  { starters: counts }: Pick<OverviewCounts, 'starters'>,
): QuestionList {
  const found: FoundQuestion[] = []
  const empty: Starter[] = []
  const unasked = new Map<string, Starter[]>()
  for (const starter of starters) {
    const bySource = counts.get(starter.id)
    if (!bySource) {
      const { dataset } = starter
      unasked.set(dataset, [...(unasked.get(dataset) ?? []), starter])
      continue
    }
    const sources = [...bySource].map(([id, count]) => ({ id, count }))
    const count = sources.reduce((sum, source) => sum + source.count, 0)
    if (count === 0) empty.push(starter)
    else {
      const having = sources.filter((source) => source.count > 0)
      // A question of the timeline asks its sources together.
      const isTogether = starter.dataset === timelineId
      found.push({
        starter,
        count,
        sources: isTogether ? having.slice(0, 1).map(({ id }) => ({ id, count })) : having,
      })
    }
  }
  return {
    found,
    empty,
    unasked: [...unasked].map(([dataset, ofLog]) => ({ dataset, starters: ofLog })),
  }
}

/** The starters that a list can answer: those of the timeline only when several logs are in it. */
export function listCountable(starters: readonly Starter[], isTimeline: boolean) {
  return starters.filter(({ dataset }) => isTimeline || dataset !== timelineId)
}

/** The start of the starters of the timeline, whose titles name their time: it is counted back from the end of the list. */
export function toStarterStarts(
  starters: readonly Starter[],
  beforeMs: number,
): ReadonlyMap<string, number> {
  return new Map(
    starters.flatMap(({ id, dataset, range }) => {
      const rangeMs = dataset === timelineId ? findRangeMs(range) : undefined
      return rangeMs === undefined ? [] : [[id, beforeMs - rangeMs] as const]
    }),
  )
}
