/**
 * Proves that the question of a timeline asks for a part of what another one has read completely: of each log the entries
 * that its API was asked for. Filters that are applied after loading do not matter.
 */
import { formatSource } from '../address/source-text.ts'
import type { Filter, LogQuery } from '../log-query.ts'
import { planTimeline, type SourcePlan } from '../timeline/plan-timeline.ts'
import { toTimelineQuery } from '../timeline/to-timeline-query.ts'
import {
  type AskedQuestion,
  findBounds,
  findFiltersToTest,
  type NarrowedBounds,
  type NarrowingRefusal,
} from './find-narrowing.ts'

/** What an entry of the wider answer has to match to be in the narrower one, log by log. */
export type TimelineNarrowing = NarrowedBounds & {
  /**
   * By the texts of their sources, the logs that the narrower question asks, in its order, each with the filters that are
   * still to be tested. No entry of another log is in its answer.
   */
  logs: Readonly<Record<string, readonly Filter[]>>
}

/**
 * How to select the answer to `to` from the answer to `from`, of which the sources with these texts were read completely.
 * Sources may be missing, but not be in another order, because it is the order of entries of one instant. A refusal when it
 * is a part that cannot be selected with certainty; `undefined` when it is no part, or has another direction.
 */
export function findTimelineNarrowing(
  from: AskedQuestion,
  to: AskedQuestion,
  complete: readonly string[],
): TimelineNarrowing | NarrowingRefusal | undefined {
  const { sources: read = [], direction } = from.query
  const { sources } = to.query
  if (!sources || to.query.direction !== direction) return undefined
  if (!isInOrder(sources.map(formatSource), read.map(formatSource))) return undefined
  const bounds = findBounds(from.timeRange, to.timeRange)
  if (!bounds) return undefined
  const plansBefore = listPlans(from.query)
  const logs: Record<string, readonly Filter[]> = {}
  let refusal: NarrowingRefusal | undefined
  for (const [text, { query }] of listPlans(to.query)) {
    // A log that cannot contain the answer has no part of it.
    if (!query) continue
    const before = plansBefore.get(text)?.query
    const added = before && complete.includes(text) ? findFiltersToTest(before, query) : undefined
    if (!added) return undefined
    if ('asksBecause' in added) refusal ??= added
    else logs[text] = added.filters
  }
  return refusal ?? { ...bounds, logs }
}

/** The plan of each source by its text. Hidden sources are asked too. */
function listPlans(query: LogQuery): ReadonlyMap<string, SourcePlan> {
  const plans = planTimeline(toTimelineQuery({ ...query, hiddenSources: [] }))
  return new Map(plans.map((plan) => [formatSource(plan.source), plan]))
}

/** Whether all texts are in the list, in its order. */
function isInOrder(texts: readonly string[], list: readonly string[]): boolean {
  const known = list.filter((text) => texts.includes(text))
  return known.length === texts.length && known.every((text, at) => text === texts[at])
}
