/** The overview over the list of a search: reads what it shows, and wires its gestures to the query. */
import { useMemo, useState } from 'react'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import { findEpochMs, formatInstant } from '../../../cloudflare/instant.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { findTokenPivot } from '../../../query/pivot/token-pivot.ts'
import { type Starter, toStarterQuery } from '../../../query/starters/starter.ts'
import { starters as allStarters } from '../../../query/starters/starters.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { collectActors } from '../../findings/actors/collect-actors.ts'
import { toSearchedVerdict } from '../../findings/finding-words.ts'
import { listCountable, toStarterStarts } from '../../findings/overview/list-questions.ts'
import { OverviewView } from '../../findings/overview/overview-view.tsx'
import { type OverviewQuestion, readOverview } from '../../findings/overview/read-overview.ts'
import { useRules } from '../../rules/rule-library.ts'
import { useRunTargets } from '../../saved/use-run-targets.ts'
import type { SourceId } from '../../store/entry-store.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toSecondText } from '../../ui/text/time-text.ts'
import type { PanelSearch } from '../panel/panel-search.ts'
import { useAskLogs } from '../panel/use-ask-logs.ts'
import { usePivotLinks } from '../pivot/use-pivot-links.ts'
import { toEntryLinks } from './to-entry-links.ts'
import { toOverviewSources } from './to-overview-sources.ts'
import { toUndoneClaim } from './to-undone-claim.ts'
import { type OverviewControl, wantWholeRange } from './use-overview.ts'

/** Draws the layer. */
export function OverviewLayer({
  search,
  overview,
}: {
  search: PanelSearch
  overview: OverviewControl
}) {
  const { control, session, state, findings } = search
  const { query, screen, timeRange, setQuery } = control
  const timeZone = screen.timeZone ?? 'UTC'
  const rules = useRules()
  const targets = useRunTargets(query.scope, screen.timeZone)
  const links = usePivotLinks(control, query.scope)
  const ask = useAskLogs(query, (next) => {
    wantWholeRange(next)
    setQuery(next, { keepsOverview: true })
  })
  const starters = useMemo(() => listCountable(allStarters, session.sources.length > 1), [session])
  const endMs = timeRange ? findEpochMs(timeRange.before) : undefined
  const starts = useMemo(() => toStarterStarts(starters, endMs ?? 0), [starters, endMs])
  const { answer, words: countingWords } = useOverviewAnswer(search, starters, starts)
  const verdict = toSearchedVerdict(findings.findings, state)

  function showStarter(starter: Starter, id: SourceId): void {
    const source = session.sources.find((each) => each.id === id)?.source
    if (!source) return
    const found = toStarterQuery(starter, source.scope)
    const sinceMs = starts.get(starter.id)
    setQuery({
      ...found,
      timeRange:
        sinceMs === undefined || !timeRange
          ? query.timeRange
          : { kind: 'absolute', since: formatInstant(sinceMs), before: timeRange.before },
      ...(starter.dataset === timelineId && query.sources && { sources: query.sources }),
      filters: [
        ...(starter.dataset === timelineId ? [] : (source.filters ?? [])),
        ...found.filters,
      ],
    })
  }

  return (
    <OverviewView
      onClose={overview.close}
      findings={findings.findings}
      rules={rules}
      counts={answer?.counts}
      undone={
        answer && {
          resources: answer.resources,
          claim: toUndoneClaim(query, timeRange, { verdict, nowMs: session.now(), timeZone }),
          links: toEntryLinks(control, answer.references),
        }
      }
      actors={
        answer && {
          actors: answer.actors,
          timeZone,
          onAsk: ({ dataset, role, value }) => links.ofRole(dataset, role, value),
        }
      }
      starters={allStarters}
      list={{
        logs: session.sources.map(({ dataset }) => dataset),
        verdict,
        isFiltered: false,
        timeZone,
      }}
      scope={{
        range:
          timeRange &&
          `${toSecondText(timeRange.since, timeZone)} to ${toSecondText(timeRange.before, timeZone)}`,
        hasFilters: hasFilters(query),
      }}
      progress={<Progress search={search} overview={overview} countingWords={countingWords} />}
      gestures={{
        onShow: showStarter,
        toSourceName: (id) => toSourceName(search, targets.getName, id),
        toAddress: targets.toStarterAddress,
        onAsk: ask,
        onFindToken(dataset, entry) {
          const pivot = findTokenPivot(dataset, entry)
          return pivot && links.ofPivot(pivot)
        },
        onShowRule: (rule) =>
          setQuery({ ...query, localFilters: [{ kind: 'rule', mode: 'include', rule }] }),
      }}
    />
  )
}

function hasFilters({ filters, localFilters, hiddenSources = [] }: LogQuery): boolean {
  return filters.length + localFilters.length + hiddenSources.length > 0
}

function toSourceName(
  { session }: PanelSearch,
  getName: (id: string) => string,
  id: SourceId,
): string {
  const source = session.sources.find((each) => each.id === id)
  if (!source) return id
  const { scope } = source.source
  return 'id' in scope ? `${getName(scope.id)} (${source.dataset.word})` : source.dataset.word
}

/** Reads what the overview shows once nothing is loading: it reads all entries. */
function useOverviewAnswer(
  { session, state, findings, control: { query } }: PanelSearch,
  starters: readonly Starter[],
  starts: ReadonlyMap<string, number>,
) {
  const [progress, setProgress] = useState<{ read: number; of: number }>()
  const { rules, revision } = useRules()
  const { hiddenSources = [] } = query
  const isReady = state.status !== 'loading' && state.loaded > 0 && findings.findings !== undefined
  const { answer, failure, isCurrent } = useStoreQuery(
    isReady ? session.store : undefined,
    `${state.loaded} ${findings.version}`,
    ['overview', starters.length, ...starts.values(), ...hiddenSources, revision],
    async (store, signal) => {
      const sources = toOverviewSources(session, hiddenSources)
      const { createLooseningReader, groupByResource } = await import(
        '../../findings/overview/read-loosenings.ts'
      )
      const { onEntry, finish } = await createLooseningReader(store, sources, rules)
      const actors = collectActors(rules)
      const question: OverviewQuestion = {
        sources,
        starters,
        sinceMs: starts,
        onEntry(row, source, entry, matching) {
          onEntry(row, source, entry, matching)
          actors.add(source.dataset, entry, matching)
        },
      }
      const counts = await readOverview(store, question, { signal, onProgress: setProgress })
      const { tracked, references } = await finish()
      const resources = groupByResource(tracked)
      return { counts, resources, references, actors: actors.list() }
    },
  )
  if (failure) {
    const { title } = toFailureWords(toFailureDetail(failure.error))
    return { answer: undefined, words: `The entries could not be read. ${title}` }
  }
  const words =
    isReady && !isCurrent && progress
      ? `Counting the questions: ${toCountText(progress.read)} of ${toCounted(progress.of, 'entry', 'entries')}`
      : undefined
  return { answer, words }
}

/** What is going on; the footer has the progress of reading. */
function Progress({
  search: { session, state, findings },
  overview,
  countingWords,
}: {
  search: PanelSearch
  overview: OverviewControl
  countingWords: string | undefined
}) {
  const { search } = session
  const isRead = state.status === 'finished'
  return (
    <div className="flex flex-wrap items-center gap-2 text-kumo-strong">
      <p role="status" className="empty:hidden">
        {state.progress &&
          `Loading the whole range: ${toCounted(state.loaded, 'entry', 'entries')} so far.`}
        {!state.progress &&
          !isRead &&
          state.status !== 'loading' &&
          'Only a part of the range is loaded.'}
        {!state.progress && findings.progress && 'Searching by rules…'}
        {!state.progress && countingWords}
      </p>
      {state.progress && (
        <Button size="xs" variant="secondary" onClick={search.stopLoading}>
          Stop (keep loaded)
        </Button>
      )}
      {!state.progress && !isRead && state.loaded > 0 && (
        <Button size="xs" variant="secondary" onClick={overview.open}>
          Load the whole range
        </Button>
      )}
      {findings.failure && (
        <p className="text-kumo-danger">
          {`The entries could not be searched by rules. ${toFailureWords(findings.failure).title}`}
        </p>
      )}
    </div>
  )
}
