/** Says why a timeline asks for nothing: it has no sources, or none of them can contain the answer. */
import { getDataset } from '../../../catalog/index.ts'
import { toAskedQuery } from '../../../query/address/hidden-sources.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { toNotRecordedWords } from '../../../query/timeline/plan-words.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'

/** A title, and a sentence for each log. */
export type Unasked = { title: string; messages: readonly string[] }

/**
 * Why nothing is asked; `undefined` for a single log, and where a log can contain the answer. `unasked` has the texts of the
 * hidden logs that the search did not ask.
 */
export function findUnasked(query: LogQuery, unasked?: readonly string[]): Unasked | undefined {
  if (!query.sources) return undefined
  if (query.sources.length === 0) {
    return { title: 'No log is chosen', messages: ['Choose the logs to search above the list.'] }
  }
  const asked = toAskedQuery(query, unasked)
  if (asked.sources?.length === 0) {
    return { title: 'All logs are hidden', messages: ['Show a log by its name above the list.'] }
  }
  const plans = planTimeline(toTimelineQuery({ ...asked, hiddenSources: [] }))
  if (plans.some((plan) => plan.query)) return undefined
  const messages = plans.map(
    ({ source, cannotContain = [] }) =>
      `${getDataset(source.dataset).title} ${toNotRecordedWords(cannotContain)}.`,
  )
  return { title: 'None of these logs can contain the answer', messages: [...new Set(messages)] }
}
