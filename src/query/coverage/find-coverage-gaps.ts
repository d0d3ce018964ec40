/** Finds what a log cannot show of the present question, and which other log may have it. */
import { type CoverageStatement, listCoverage } from '../../catalog/coverage/list-coverage.ts'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findDataset, getDataset } from '../../catalog/index.ts'
import { hasIds } from '../../catalog/scopes.ts'
import { formatUrl } from '../address/url-codec.ts'
import type { LogQuery, Scope } from '../log-query.ts'
import type { ResolvedTimeRange } from '../time/time-range.ts'
import { translateQuery } from '../translate-query.ts'
import { type AskedQuestion, fitCondition } from './fit-condition.ts'
import { listAskedGroups } from './list-asked-groups.ts'

/** A statement that is true of the answer to a question. */
export type CoverageGap = {
  statement: CoverageStatement
  /** `question`: the question asks for what is missing; `log`: the statement is about the log as a whole. */
  appliesTo: 'question' | 'log'
  /** The filters and times because of which it applies to the question, in words; empty for `log`. */
  reasons: readonly string[]
  /** The same question to the logs that may have what is missing, where it can be asked of them. */
  elsewhere: readonly OtherLog[]
}

/** A log that was not asked, and the same question to it. */
export type OtherLog = {
  /** Id and title of the dataset. */
  id: string
  title: string
  /** The address of the translated question. */
  address: string
  /** Each filter that this log does not have, in words. */
  leftBehind: readonly string[]
}

/**
 * The statements about what the log of a query cannot contain, those that apply to the question first. A statement
 * about something that the filters exclude is left out. `nowMs` is the present by the proxy's clock; without it,
 * retention and delay are statements about the log. Pure, and the same for the same arguments.
 */
export function findCoverageGaps(
  query: LogQuery,
  timeRange: ResolvedTimeRange,
  nowMs?: number,
): readonly CoverageGap[] {
  const dataset = getDataset(query.dataset)
  const question: AskedQuestion = {
    dataset,
    groups: listAskedGroups(query, dataset),
    timeRange,
    nowMs,
  }
  const gaps = listCoverage(dataset, query.scope.kind).flatMap((statement): CoverageGap[] => {
    const { appliesTo, recordedIn = [] } = statement
    const fit = appliesTo ? fitCondition(appliesTo, question) : undefined
    if (fit?.kind === 'ruled-out') return []
    const isNamed = fit?.kind === 'named'
    return [
      {
        statement,
        appliesTo: isNamed ? 'question' : 'log',
        reasons: isNamed ? fit.reasons : [],
        elsewhere: recordedIn.flatMap((id) => findOtherLog(query, dataset, id)),
      },
    ]
  })
  return [
    ...gaps.filter(({ appliesTo }) => appliesTo === 'question'),
    ...gaps.filter(({ appliesTo }) => appliesTo === 'log'),
  ]
}

/** The same question to another log; empty when that log has no scope in which it can be asked. */
export function findOtherLog(query: LogQuery, dataset: Dataset, id: string): readonly OtherLog[] {
  const other = findDataset(id)
  const scope = other && findScopeIn(query.scope, other)
  if (!other || !scope) return []
  const { query: next, messages } = translateQuery(query, dataset, other, scope)
  return [{ id, title: other.title, address: formatUrl(next), leftBehind: messages }]
}

/** The same scope, or the only one of a kind without ids. */
function findScopeIn(scope: Scope, { scopes }: Dataset): Scope | undefined {
  if (scopes.some(({ kind }) => kind === scope.kind)) return scope
  for (const { kind } of scopes) if (!hasIds(kind)) return { kind }
  return undefined
}
