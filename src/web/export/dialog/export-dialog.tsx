/** The export dialog: options, progress and outcome. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { useState } from 'react'
import { DialogHead } from '../../ui/dialog-head.tsx'
import type { ExportSource } from '../export-source.ts'
import type { ExportChoice } from '../plan-files.ts'
import { ExportEnd } from './export-end.tsx'
import { ExportForm } from './export-form.tsx'
import { ExportProgress } from './export-progress.tsx'
import { type ExportStage, useExport } from './use-export.ts'

const firstChoice: ExportChoice = {
  which: 'shown',
  kind: 'ndjson',
  columns: 'shown',
  showsSecrets: false,
  isCsvAlone: false,
}

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

/** The dialog is open while mounted. Closing it while a file is written cancels the export and shows the outcome. */
export function ExportDialog({ source, onClose }: { source: ExportSource; onClose: () => void }) {
  const [choice, setChoice] = useState(firstChoice)
  const { stage, start, cancel, again } = useExport(source)

  function close() {
    if (stage.at === 'writing') cancel()
    else onClose()
  }

  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(isOpen) => !isOpen && close()}>
      <Dialog size="lg" className="flex max-h-[90dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title="Export entries" closes="Close" />
        <p role="status" className="sr-only">
          {spokenStages[stage.at]}
        </p>
        {stage.at === 'choosing' && (
          <ExportForm
            source={source}
            choice={choice}
            onChange={setChoice}
            onStart={() => start(choice)}
            onClose={onClose}
          />
        )}
        {stage.at === 'writing' && <ExportProgress {...stage} onCancel={cancel} />}
        {stage.at !== 'choosing' && stage.at !== 'writing' && (
          <ExportEnd outcome={stage} onAgain={again} onClose={onClose} />
        )}
      </Dialog>
    </Dialog.Root>
  )
}
