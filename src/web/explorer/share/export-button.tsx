/** The button, and the key `e`, that open the export dialog; the dialog is loaded when it is opened. */
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
            source={toExportSource(exported, paths, queryClient)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
