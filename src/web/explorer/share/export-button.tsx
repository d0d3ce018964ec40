/** The button, and the key `e`, that open the export dialog; the dialog is loaded when it is opened. */
import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { Suspense, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { getDataset } from '../../../catalog/index.ts'
import { formatCoverage } from '../../../query/coverage/format-coverage.ts'
import { planFilters } from '../../../query/plan-filters.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import type { ExportSource } from '../../export/export-source.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { useCommand } from '../../first-load/use-command.ts'
import { getSource } from '../../search/engine/ledger.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import {
  type LedgerSubject,
  toLedgerAccount,
  toLedgerRecord,
} from '../../search/screen/format-ledger.ts'
import { toLateFacts } from '../../search/screen/late-words.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { onlySource } from '../../store/entry-store.ts'
import { putPinnedFirst } from '../../table/columns/column-layout.ts'
import { useColumnLayout } from '../../table/columns/use-column-layout.ts'
import { Button } from '../../ui/button.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { toFrozenLink } from './frozen-link.ts'

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
          <ExportDialog source={toSource(exported, paths)} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

function toSource(exported: Exported, paths: readonly string[]): ExportSource {
  const { control, dataset, session, state, subject, selectedRows, version } = exported
  const { search, store, now } = session
  const toAccount = (latest: SearchState) => toLedgerAccount(subject, latest, onlySource)
  return {
    dataset,
    store,
    selectedRows,
    paths,
    now,
    version,
    timeZone: control.screen.timeZone ?? 'UTC',
    loadAll: state.status === 'finished' || state.progress ? undefined : search.loadAll,
    readFacts() {
      const latest = search.getState()
      const { verdict, loaded, shown, conflicting, mayStillChangeSince, viewFailure } = latest
      return {
        verdict,
        loaded,
        shown,
        conflicting,
        mayStillChangeSince,
        late: toLateFacts(latest, getSource(latest.ledger, onlySource)),
        because: toAccount(latest).because,
        scope: control.query.scope,
        timeRange: subject.timeRange,
        viewProblem: viewFailure && toFailureWords(viewFailure).title,
      }
    },
    readRecord() {
      const { cannotShow, ...ledger } = toLedgerRecord(toAccount(search.getState()))
      return {
        question: toQuestion(control, subject),
        cannotShow: { statements: cannotShow, text: formatCoverage(subject.cannotShow) },
        ledger,
      }
    },
  }
}

/** The query with fixed times, as a link and member by member. */
function toQuestion({ query, screen }: LogQueryControl, { log, timeRange }: LedgerSubject) {
  const { timeZone } = screen
  const { dataset, scope, direction, filters, localFilters } = query
  const { unsent } = planFilters(getDataset(dataset), filters)
  return {
    link: toFrozenLink(query, { ...(timeZone && { timeZone }) }, timeRange),
    log,
    dataset,
    scope,
    timeRange,
    direction,
    filters,
    localFilters,
    // The API was not asked for these; they were applied to loaded entries.
    ...(unsent.length > 0 && { unsentFilters: unsent }),
    ...(query.timeRange.kind === 'relative' && { askedAs: `range=${query.timeRange.range}` }),
  }
}
