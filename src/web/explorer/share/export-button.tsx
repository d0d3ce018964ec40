/**
 * The button, and the key `e`, that open the export dialog, or the dialog of the receipt where there are no entries. The
 * dialog is loaded when it is opened.
 */
import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { useCommand } from '../../first-load/use-command.ts'
import { putPinnedFirst } from '../../table/columns/column-layout.ts'
import { useColumnLayout } from '../../table/columns/use-column-layout.ts'
import { Button } from '../../ui/button.tsx'
import { type Exported, toExportSource } from './to-export-source.ts'

const ExportDialog = lazyPart(() =>
  import('../../export/dialog/export-dialog.tsx').then(({ ExportDialog }) => ExportDialog),
)
const ReceiptFileDialog = lazyPart(() =>
  import('../../export/dialog/receipt-file-dialog.tsx').then((module) => module.ReceiptFileDialog),
)

const noAnswerWords = 'Nothing to export: no page was received yet'

export function ExportButton(exported: Exported) {
  const { dataset, state, selectedRows } = exported
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState<'entries' | 'receipt'>()
  const { layout } = useColumnLayout(dataset)
  const isEmpty = state.shown === 0 && selectedRows.size === 0
  // An answer without entries has a receipt.
  const hasNoAnswer = isEmpty && state.pages === 0
  const open = () => !hasNoAnswer && setOpened(isEmpty ? 'receipt' : 'entries')
  const close = () => setOpened(undefined)
  useCommand('export', open)
  const paths = putPinnedFirst(layout).map(({ field }) => field)
  return (
    <>
      <Button
        size="xs"
        variant="ghost"
        icon={<DownloadSimpleIcon aria-hidden />}
        className="max-[720px]:px-1"
        disabled={hasNoAnswer}
        aria-haspopup="dialog"
        aria-expanded={opened !== undefined}
        aria-keyshortcuts="e"
        title={
          hasNoAnswer
            ? noAnswerWords
            : isEmpty
              ? 'No entries: save the receipt (e)'
              : 'Export entries (e)'
        }
        onClick={open}
      >
        <span className="max-[720px]:sr-only">Export</span>
      </Button>
      {opened === 'entries' && (
        <Suspense>
          <ExportDialog source={toExportSource(exported, paths, queryClient)} onClose={close} />
        </Suspense>
      )}
      {opened === 'receipt' && (
        <Suspense>
          <ReceiptFileDialog
            source={toExportSource(exported, paths, queryClient)}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  )
}
