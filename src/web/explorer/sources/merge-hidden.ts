/** Keeps the position of hidden logs among the chips of a timeline. */
import { formatSource } from '../../../query/address/source-text.ts'
import type { Source } from '../../../query/log-query.ts'

/** The sources of the query, and those that were hidden, at their earlier position. */
export function mergeHidden(
  sources: readonly Source[],
  hidden: readonly Source[],
): readonly Source[] {
  if (hidden.length === 0) return sources
  const kept = hidden.map((each) => sources.find((source) => isSameSource(source, each)) ?? each)
  const added = sources.filter((source) => !kept.includes(source))
  return [...kept, ...added]
}

/** Whether two sources are the same, also as different objects. */
export function isSameSource(one: Source, other: Source): boolean {
  return formatSource(one) === formatSource(other)
}
