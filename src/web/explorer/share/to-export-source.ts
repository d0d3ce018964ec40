/** Makes the input of an export from a search and the state of the screen. */
import type { QueryClient } from '@tanstack/react-query'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { pairsChoices } from '../../../query/address/pairs-choices.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import { listKnownScopes } from '../../api/list-queries.ts'
import type { EvidenceSource, ExportSource } from '../../export/export-source.ts'
import { requestTimestamp } from '../../export/receipt/request-timestamp.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { type Reported, toShownSubject } from '../../search/report/use-report.ts'
import { toReadRange } from '../../search/screen/read-origin.ts'
import { hideSources } from '../../search/session/hide-sources.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { readEvidence } from '../../search/witness/read-evidence.ts'
import { getNamesOf, getSharedNames } from '../../store/names/shared-names.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { listExportedLogs, toSearchFacts, toSearchRecord, type WiderRead } from './export-record.ts'
import { toFrozenLink } from './frozen-link.ts'
import { toViewDigits } from './to-view-digits.ts'

/** What an export is made of. */
export type Exported = {
  control: LogQueryControl
  dataset: Dataset
  session: SearchSession
  /** The rendered state; an export reads the latest one. */
  state: SearchState
  /** What the completeness report is made of. */
  reported: Reported
  selectedRows: ReadonlySet<number>
  version: string
}

/** `paths` are the columns in their order. */
export function toExportSource(
  exported: Exported,
  paths: readonly string[],
  queryClient: QueryClient,
): ExportSource {
  const { control, dataset, session, state, reported, selectedRows, version } = exported
  const report = toShownSubject(reported)
  const timeRange = reported.reached
  const { query, screen } = control
  const { search, store, now, sources } = session
  const names = query.sources
    ? getNamesOf(query.sources.map(({ scope }) => scope))
    : getSharedNames(query.scope)
  const logs = listExportedLogs(sources, listKnownScopes(queryClient))
  return {
    dataset,
    logs,
    store,
    selectedRows,
    evidence: toEvidenceSource(session),
    hasPairs: session.hasPairs,
    paths,
    now,
    version,
    timeZone: screen.timeZone ?? 'UTC',
    listNames: () => names.get().findIds(''),
    loadAll: state.status === 'finished' || state.progress ? undefined : search.loadAll,
    readFacts() {
      const latest = hideSources(search.getState(), query.hiddenSources)
      const { viewFailure } = latest
      return {
        ...toSearchFacts({ timeRange, report, logs, state: latest }),
        ...(query.localFilters.length === 0 && { hasOnlyQueryFilters: true }),
        view: toViewDigits(query, screen.pairs),
        onlyIn: session.hasPairs
          ? pairsChoices.find(({ choice }) => choice === screen.pairs)?.log
          : undefined,
        viewProblem: viewFailure && toFailureWords(viewFailure).title,
      }
    },
    readRecord() {
      const link = toFrozenLink(
        query,
        screen.timeZone ? { timeZone: screen.timeZone } : {},
        timeRange,
      )
      return toSearchRecord({
        query,
        link,
        timeRange,
        report,
        logs,
        sources,
        wider: session.base && toWiderRead(session.base),
        state: hideSources(search.getState(), query.hiddenSources),
      })
    },
  }
}

/** What the session asked of which another one shows a part. */
export function toWiderRead({ sources, question, search }: SearchSession): WiderRead {
  return { sources, timeRange: toReadRange(question.timeRange, search.getState()) }
}

function toEvidenceSource(session: SearchSession): EvidenceSource {
  return {
    async read() {
      const { pages, witness } = await readEvidence(session)
      return { pages: pages.map(({ ticket: _, ...page }) => page), witness }
    },
    stamp: requestTimestamp,
  }
}
