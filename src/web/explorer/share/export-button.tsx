/** The button, and the key `e`, that open the export dialog; the dialog is loaded when it is opened. */
import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import { listKnownScopes } from '../../api/list-queries.ts'
import type { ExportSource } from '../../export/export-source.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { useCommand } from '../../first-load/use-command.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { LedgerSubject } from '../../search/screen/format-ledger.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { putPinnedFirst } from '../../table/columns/column-layout.ts'
import { useColumnLayout } from '../../table/columns/use-column-layout.ts'
import { Button } from '../../ui/button.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { listExportedLogs, toSearchFacts, toSearchRecord } from './export-record.ts'

const ExportDialog = lazyPart(() =>
  import('../../export/dialog/export-dialog.tsx').then(({ ExportDialog }) => ExportDialog),
)

type Exported = {
  control: LogQueryControl
  dataset: Dataset
  session: SearchSession
  /** The rendered state; an export reads the latest one. */
  state: SearchState
  subject: LedgerSubject
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
  const { control, dataset, session, state, subject, selectedRows, version } = exported
  const { search, store, now, sources } = session
  const logs = listExportedLogs(sources, listKnownScopes(queryClient))
  return {
    dataset,
    logs,
    store,
    selectedRows,
    paths,
    now,
    version,
    timeZone: control.screen.timeZone ?? 'UTC',
    loadAll: state.status === 'finished' || state.progress ? undefined : search.loadAll,
    readFacts() {
      const { viewFailure, ...latest } = search.getState()
      const viewProblem = viewFailure && toFailureWords(viewFailure).title
      return { ...toSearchFacts({ subject, logs, sources, state: latest }), viewProblem }
    },
    readRecord: () =>
      toSearchRecord({ control, subject, logs, sources, state: search.getState(), nowMs: now() }),
  }
}
