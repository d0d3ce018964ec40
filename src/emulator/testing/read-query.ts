/** Asks the emulator for all entries of a query, in tests: of a starter, or of a timeline in each of its logs. */
import { getDataset } from '../../catalog/index.ts'
import { timelineId } from '../../catalog/timeline/timeline.ts'
import type { LogQuery } from '../../query/log-query.ts'
import { createEntryMatcher } from '../../query/match-local.ts'
import { toApiRequest } from '../../query/request/api-request.ts'
import { readRequestPairs } from '../../query/request-pairs.ts'
import { splitQuery } from '../../query/split-query.ts'
import { listStarterScopes, type Starter, toStarterQuery } from '../../query/starters/starter.ts'
import { resolveTimeRange } from '../../query/time/time-range.ts'
import { createRoleMatcher } from '../../query/timeline/match-role.ts'
import { planTimeline } from '../../query/timeline/plan-timeline.ts'
import { toTimelineQuery } from '../../query/timeline/to-timeline-query.ts'
import type { Emulator } from '../app.ts'
import { askAllPages, findScopes, listAccounts } from './ask-emulator.ts'

/** The query of a starter in the first scope of its kind; one that asks all accounts gets the others too. */
export async function toFirstQuery(emulator: Emulator, starter: Starter): Promise<LogQuery> {
  const scopes = await findScopes(emulator)
  const [, ...otherAccounts] = await listAccounts(emulator)
  const scope = scopes[listStarterScopes(starter)[0]?.kind ?? 'account']
  return toStarterQuery(starter, scope, { otherAccounts })
}

/** All that the API finds, and of that what passes the filters of the browser; for a timeline in each of its logs. */
export async function readQuery(
  emulator: Emulator,
  query: LogQuery,
  nowMs: number,
): Promise<unknown[]> {
  if (query.dataset !== timelineId) return readLog(emulator, query, nowMs)
  const found: unknown[] = []
  for (const plan of planTimeline(toTimelineQuery(query))) {
    if (!plan.query) continue
    const dataset = getDataset(plan.query.dataset)
    const matchers = plan.roleFilters.map((filter) => createRoleMatcher(dataset, filter))
    for (const each of splitQuery(plan.query)) {
      const entries = await readLog(emulator, each, nowMs)
      found.push(...entries.filter((entry) => matchers.every((matches) => matches(entry))))
    }
  }
  return found
}

async function readLog(emulator: Emulator, query: LogQuery, nowMs: number): Promise<unknown[]> {
  const dataset = getDataset(query.dataset)
  const timeRange = resolveTimeRange(query.timeRange, nowMs)
  const request = toApiRequest(query, timeRange, { size: 1000 })
  const { pairs } = readRequestPairs(dataset, request.pairs)
  const asked = pairs.filter(([key]) => !['per_page', 'limit', 'page', 'cursor'].includes(key))
  const pages = await askAllPages(emulator, dataset, query.scope, asked)
  const matches = createEntryMatcher(dataset, query.localFilters)
  return pages.flat().filter((entry) => matches(entry))
}
