/** The earlier read from which a narrower question was answered, as the screen, the report and the manifest say it. */
import { getDataset } from '../../../catalog/index.ts'
import {
  type ApiRequest,
  formatApiRequest,
  toApiRequest,
} from '../../../query/request/api-request.ts'
import { splitQuery } from '../../../query/split-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { LedgerSnapshot } from '../engine/ledger.ts'
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

/** The origin of the entries of a session; `undefined` where the API was asked for them. */
export function findReadOrigin({
  base,
  excludedBy,
  question,
}: SearchSession): ReadOrigin | undefined {
  if (!base) return undefined
  const { ledger, loaded } = base.search.getState()
  return {
    notAsked: listFirstRequests(question).map(formatApiRequest),
    readAt: findReadAt(ledger) ?? base.question.timeRange.before,
    timeRange: base.question.timeRange,
    entries: loaded,
    excludedBy: excludedBy ?? [],
  }
}

/** What differs in the subject of a ledger when the entries are a part of an earlier read. */
export function toOriginSubject(session: SearchSession) {
  const origin = findReadOrigin(session)
  return origin && session.base
    ? { origin, requests: listFirstRequests(session.base.question) }
    : undefined
}

function listFirstRequests({ query, timeRange }: SearchSession['question']): readonly ApiRequest[] {
  const { maxSize } = getDataset(query.dataset).pagination
  return splitQuery(query).map((each) => toApiRequest(each, timeRange, { size: maxSize }))
}

/** Sentences about the origin, for the reason of a verdict. */
export function toOriginWords({ readAt, entries, excludedBy }: ReadOrigin): string {
  const words = `Answered from the complete read of ${readAt} with ${toCounted(entries, 'entry', 'entries')}, without asking the API again.`
  if (excludedBy.length === 0) return words
  const names = excludedBy.map((name) => `“${name}”`).join(', ')
  return `${words} The list includes entries that have no value for ${names}; it is not documented whether the API would.`
}

function findReadAt({ sources }: LedgerSnapshot): string | undefined {
  const arrivals = sources.flatMap(({ windows }) =>
    windows.flatMap(({ pages }) => pages.slice(0, 1)),
  )
  return arrivals.map(({ at }) => at).sort()[0]
}
