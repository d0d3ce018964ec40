/** The dialog around an export: its options, and then its progress and its outcome. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import type { ReactNode } from 'react'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { ExportEnd } from './export-end.tsx'
import { ExportProgress } from './export-progress.tsx'
import type { ExportControl, ExportStage } from './use-export.ts'

/** Announcements for screen readers when a stage begins. */
const spokenStages: Readonly<Record<ExportStage['at'], string>> = {
  choosing: '',
  writing: 'Writing the file',
  written: 'The file is written',
  handed: 'The file was handed to the browser',
  refused: 'The file is too large for this browser',
  cancelled: 'The export was cancelled',
  failed: 'The export failed',
}

/** `children` are the options. Closing it while a file is written cancels the export and shows the outcome. */
export function ExportFrame({
  title,
  control: { stage, cancel },
  onAgain,
  onClose,
  children,
}: {
  title: string
  control: ExportControl
  /** Returns to the options; absent where there are none. */
  onAgain?: () => void
  onClose: () => void
  children: ReactNode
}) {
  function close() {
    if (stage.at === 'writing') cancel()
    else onClose()
  }

  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog size="lg" className="flex max-h-[90dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title={title} closes="Close" />
        <p role="status" className="sr-only">
          {spokenStages[stage.at]}
        </p>
        {stage.at === 'choosing' && children}
        {stage.at === 'writing' && <ExportProgress {...stage} onCancel={cancel} />}
        {stage.at !== 'choosing' && stage.at !== 'writing' && (
          <ExportEnd outcome={stage} onAgain={onAgain} onClose={onClose} />
        )}
      </Dialog>
    </Dialog.Root>
  )
}
