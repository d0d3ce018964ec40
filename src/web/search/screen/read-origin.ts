/** The earlier read from which a narrower question was answered, as the screen, the report and the manifest say it. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { formatApiRequest, toFirstRequests } from '../../../query/request/api-request.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { SourceId } from '../../store/entry-store.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SourceLedger } from '../engine/ledger.ts'
import type { SearchState } from '../engine/search-state.ts'
import type { SearchSession } from '../session/search-session.ts'

/** The facts about the earlier read. */
export type ReadOrigin = {
  /** The requests that would ask the API the narrower question; they were not sent. */
  notAsked: readonly string[]
  /** When the first page of the read arrived. */
  readAt: string
  timeRange: ResolvedTimeRange
  /** How many entries it brought. */
  entries: number
  /** Parameters by which entries were excluded from memory. */
  excludedBy: readonly string[]
}

/**
 * The origin of the entries of a session, or of those of one of its sources; `undefined` where the API was asked for them.
 */
export function findReadOrigin(session: SearchSession, of?: SourceId): ReadOrigin | undefined {
  const { base, excludedBy = {}, question, sources } = session
  if (!base) return undefined
  const isOf = ({ id }: { id: SourceId }) =>
    of === undefined ? sources.some((each) => each.id === id) : id === of
  const baseState = base.search.getState()
  const { ledger, sources: states } = baseState
  const timeRange = toReadRange(base.question.timeRange, baseState)
  return {
    notAsked: sources
      .filter(isOf)
      .flatMap(({ query }) => toFirstRequests(query, question.timeRange))
      .map(formatApiRequest),
    readAt: findReadAt(ledger.sources.filter(isOf)) ?? timeRange.before,
    timeRange,
    entries: states.filter(isOf).reduce((sum, { loaded }) => sum + loaded, 0),
    excludedBy: sources.filter(isOf).flatMap(({ id }) => excludedBy[id] ?? []),
  }
}

/** What differs in the subject of the ledger of a source when the entries are a part of an earlier read. */
export function toOriginSubject(session: SearchSession, id: SourceId) {
  const origin = findReadOrigin(session, id)
  const asked = session.base?.sources.find((each) => each.id === id)
  const { timeRange } = session.base?.question ?? {}
  if (!origin || !asked || !timeRange) return undefined
  return { origin, requests: toFirstRequests(asked.query, timeRange) }
}

/** The time range that was read; following extends that of the question. */
export function toReadRange(
  timeRange: ResolvedTimeRange,
  { reachesUntil = timeRange.before }: Pick<SearchState, 'reachesUntil'>,
): ResolvedTimeRange {
  const toMs = (instant: string) => findEpochMs(instant) ?? 0
  const isLater = toMs(reachesUntil) > toMs(timeRange.before)
  return isLater ? { ...timeRange, before: reachesUntil } : timeRange
}

/** Sentences about the origin, for the reason of a verdict. */
export function toOriginWords({ readAt, entries, excludedBy }: ReadOrigin): string {
  const words = `Answered from the complete read of ${readAt} with ${toCounted(entries, 'entry', 'entries')}, without asking the API again.`
  if (excludedBy.length === 0) return words
  const names = [...new Set(excludedBy)].map((name) => `“${name}”`).join(', ')
  return `${words} The list includes entries that have no value for ${names}; it is not documented whether the API would.`
}

function findReadAt(sources: readonly SourceLedger[]): string | undefined {
  const arrivals = sources.flatMap(({ windows }) =>
    windows.flatMap(({ pages }) => pages.slice(0, 1)),
  )
  return arrivals.map(({ at }) => at).sort()[0]
}
