/** The button, and the key `e`, that open the export dialog; the dialog is loaded when it is opened. */
import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { pairsChoices } from '../../../query/address/pairs-choices.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import { listKnownScopes } from '../../api/list-queries.ts'
import type { ExportSource } from '../../export/export-source.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { useCommand } from '../../first-load/use-command.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { ReportSubject } from '../../search/report/report.ts'
import { hideSources } from '../../search/session/hide-sources.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { getNamesOf, getSharedNames } from '../../store/names/shared-names.ts'
import { putPinnedFirst } from '../../table/columns/column-layout.ts'
import { useColumnLayout } from '../../table/columns/use-column-layout.ts'
import { Button } from '../../ui/button.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { listExportedLogs, toSearchFacts, toSearchRecord } from './export-record.ts'
import { toFrozenLink } from './frozen-link.ts'
import { toViewDigits } from './to-view-digits.ts'

const ExportDialog = lazyPart(() =>
  import('../../export/dialog/export-dialog.tsx').then(({ ExportDialog }) => ExportDialog),
)

type Exported = {
  control: LogQueryControl
  dataset: Dataset
  session: SearchSession
  /** The rendered state; an export reads the latest one. */
  state: SearchState
  /** What the completeness report is about. */
  report: ReportSubject
  /** The time range of the list; following extends it. */
  timeRange: ResolvedTimeRange
  selectedRows: ReadonlySet<number>
  version: string
}

export function ExportButton(exported: Exported) {
  const { dataset, state } = exported
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const { layout } = useColumnLayout(dataset)
  const isEmpty = state.loaded === 0
  useCommand('export', () => !isEmpty && setOpen(true))
  const paths = putPinnedFirst(layout).map(({ field }) => field)
  return (
    <>
      <Button
        size="xs"
        variant="ghost"
        icon={<DownloadSimpleIcon aria-hidden />}
        className="max-[720px]:px-1"
        disabled={isEmpty}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-keyshortcuts="e"
        title="Export entries (e)"
        onClick={() => setOpen(true)}
      >
        <span className="max-[720px]:sr-only">Export</span>
      </Button>
      {isOpen && (
        <Suspense>
          <ExportDialog
            source={toSource(exported, paths, queryClient)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function toSource(
  exported: Exported,
  paths: readonly string[],
  queryClient: QueryClient,
): ExportSource {
  const { control, dataset, session, state, report, timeRange, selectedRows, version } = exported
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
        state: hideSources(search.getState(), query.hiddenSources),
      })
    },
  }
}
