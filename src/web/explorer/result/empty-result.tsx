/** The result of a search without entries: what the log cannot contain, and what to try next. */

import { BinocularsIcon } from '@phosphor-icons/react/dist/csr/Binoculars'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import {
  type CoverageGap,
  findCoverageGaps,
  type OtherLog,
} from '../../../query/coverage/find-coverage-gaps.ts'
import { listAnsweringLogs } from '../../../query/coverage/list-answering-logs.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { keepRequired } from '../../../query/required/required-filter.ts'
import { listSecondQuestions } from '../../../query/starters/second-questions.ts'
import { formatRange } from '../../../query/time/time-range.ts'
import { isSameLog } from '../../../query/timeline/choose-sources.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { statusQuery } from '../../api/status-query.ts'
import { findWildcard, wildcardWords } from '../../filters/draft/find-wildcard.ts'
import { listPartQueries } from '../../filters/draft/list-part-queries.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { listGaps } from '../../search/report/list-gaps.ts'
import { type Reported, useReport } from '../../search/report/use-report.ts'
import { CoverageButton } from '../../search/screen/coverage-button.tsx'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { listSourceOutcomes } from '../empty/list-source-outcomes.ts'
import { SourceOutcomeList } from '../empty/source-outcome-list.tsx'
import { toAbsenceWords } from '../empty/to-absence-words.ts'
import { noteSwitch } from '../notices/switch-note.ts'
import { useAllLogs } from '../pivot/use-all-logs.ts'

/** Maximum number of filters that are offered as a search for a part of their value. */
const maxPartQueries = 2

/** Drawn instead of rows when a search found nothing. */
export function EmptyResult({
  dataset,
  query,
  reported,
  now,
  sources,
  doubt,
  widerRanges,
  onQuery,
}: {
  dataset: Dataset
  /** The query that found nothing. */
  query: LogQuery
  /** What tells what the logs cannot show. */
  reported: Reported | undefined
  /** The proxy's clock. */
  now: () => number
  /** How the logs of a timeline were read; of a single log, one. */
  sources: readonly SourceState[]
  /** Why there may be entries although none was found; absent after a complete search. */
  doubt: string | undefined
  /** Longer ranges to offer, such as `30d`, the shortest first. */
  widerRanges: readonly string[]
  /** Runs another query. */
  onQuery: (next: LogQuery) => void
}) {
  const report = useReport(query.sources && reported)
  const ofLog = reported && !query.sources ? findCoverageGaps(query, reported.reached, now()) : []
  // What the question is about comes first.
  const gaps = report ? listGaps(report) : ofLog
  const required = keepRequired(dataset, query.filters)
  const hasFilters = query.filters.length > required.length
  // Those of several logs are many, and name their logs.
  const mostRelevant = query.sources ? [] : gaps.slice(0, 2)
  const questions = listSecondQuestions(query)
  const others = useOtherLogs(
    query,
    mostRelevant.filter(({ appliesTo }) => appliesTo === 'question'),
  )
  const partQueries = listPartQueries(query, dataset).slice(0, maxPartQueries)
  const hasWildcard = query.filters.some(({ values }) => findWildcard(values) !== undefined)
  const widen = (range: string) => onQuery({ ...query, timeRange: { kind: 'relative', range } })
  return (
    <section className="mx-auto mt-12 flex max-w-xl flex-col items-center gap-3 px-6 text-center">
      <BinocularsIcon aria-hidden size={40} className="text-kumo-subtle" />
      <h2 className="font-semibold text-base">
        No entries match in this time range{doubt === undefined ? '' : ' so far'}
      </h2>
      {query.sources && (
        <p className="font-medium [overflow-wrap:anywhere]">
          <VisibleText text={toAbsenceWords(query, listSourceOutcomes(query, sources))} />
        </p>
      )}
      {doubt !== undefined && <p className="text-kumo-strong">{doubt}</p>}
      {query.sources && <SourceOutcomeList query={query} sources={sources} />}
      {hasWildcard && <p className="text-kumo-default">{wildcardWords}</p>}
      <div className="flex flex-wrap justify-center gap-2">
        {partQueries.map(({ words, next }, index) => (
          <Button
            key={words}
            size="sm"
            variant={index === 0 ? 'primary' : 'secondary'}
            onClick={() => onQuery(next)}
          >
            <span className="max-w-110 truncate">
              <VisibleText text={words} />
            </span>
          </Button>
        ))}
        {widerRanges.map((range, index) => (
          <Button
            key={range}
            size="sm"
            variant={partQueries.length === 0 && index === 0 ? 'primary' : 'secondary'}
            onClick={() => widen(range)}
          >
            Search the {formatRange(range)}
          </Button>
        ))}
        {hasFilters && (
          <Button
            size="sm"
            variant="secondary"
            onClick={() => onQuery({ ...query, filters: required })}
          >
            Remove all filters
          </Button>
        )}
      </div>
      <section
        aria-label="Another query to ask"
        className="mt-2 flex flex-col items-center gap-2 text-kumo-strong empty:hidden"
      >
        <p className="empty:hidden">
          {[
            ...new Set([
              ...mostRelevant.map(({ statement }) => statement.sentence),
              ...questions.map(({ why }) => why),
            ]),
          ].join(' ')}
        </p>
        {questions.map(({ title, query: next }) => (
          <Button key={title} size="sm" variant="secondary" onClick={() => onQuery(next)}>
            {title}
          </Button>
        ))}
        {query.sources ? (
          <AddLogs query={query} sources={query.sources} onQuery={onQuery} />
        ) : (
          <SearchAllLogs query={query} onQuery={onQuery} />
        )}
        {others.map((other) => (
          <SearchOther key={other.id} other={other} />
        ))}
      </section>
      {hasFilters && (
        <p className="text-kumo-strong">
          Whole values are compared, as they are written: case matters, and so does the spelling of
          an IPv6 address.
        </p>
      )}
      <CoverageButton
        log={query.sources ? undefined : dataset.title}
        gaps={gaps}
        size="sm"
        variant="secondary"
      >
        What {query.sources ? 'these logs' : 'this log'} cannot show ({gaps.length})
      </CoverageButton>
    </section>
  )
}

/** The same question to all logs of the account; what they lack is said beside the answer. */
function SearchAllLogs({ query, onQuery }: { query: LogQuery; onQuery: (next: LogQuery) => void }) {
  const { account } = useAllLogs(query.scope)
  return (
    <Button
      size="sm"
      variant="secondary"
      onClick={() =>
        account.use((sources, leftOut) => {
          const converted = toTimeline(query, sources)
          noteSwitch({ ...converted, leftOut })
          onQuery(converted.query)
        })
      }
    >
      Search all logs for the same
    </Button>
  )
}

/** Adds the logs of account and organizations that the timeline does not have; nothing where it has all that are known. */
function AddLogs({
  query,
  sources,
  onQuery,
}: {
  query: LogQuery
  sources: readonly Source[]
  onQuery: (next: LogQuery) => void
}) {
  const { account } = useAllLogs(query.scope)
  const listMissing = (logs: readonly Source[]) =>
    logs.filter((log) => !sources.some((each) => isSameLog(each, log)))
  if (listMissing(account.known).length === 0) return null
  return (
    <Button
      size="sm"
      variant="secondary"
      onClick={() =>
        account.use((logs) => onQuery({ ...query, sources: [...sources, ...listMissing(logs)] }))
      }
    >
      Search the other logs too
    </Button>
  )
}

/**
 * The logs that can be asked the same question, each once: those with all of its filters, then those that may have
 * what this log lacks. A log that cannot be read here is left out.
 */
function useOtherLogs(query: LogQuery, gaps: readonly CoverageGap[]): readonly OtherLog[] {
  const { data: status } = useQuery(statusQuery)
  if (query.sources) return []
  const others = [...listAnsweringLogs(query), ...gaps.flatMap(({ elsewhere }) => elsewhere)]
  return others.filter(
    ({ id }, index) =>
      others.findIndex((each) => each.id === id) === index &&
      status?.datasets.find((each) => each.id === id)?.readable !== false,
  )
}

function SearchOther({ other: { title, address, leftBehind } }: { other: OtherLog }) {
  const navigate = useNavigate()
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-2 gap-y-1">
      <Button size="sm" variant="secondary" onClick={() => navigate(address)}>
        Search {title.charAt(0).toLowerCase()}
        {title.slice(1)} for the same values
      </Button>
      {leftBehind.length > 0 && (
        <span>
          <VisibleText text={`without ${leftBehind.join(', ')}`} />
        </span>
      )}
    </div>
  )
}
