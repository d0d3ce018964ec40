/** The export dialog: options, progress and outcome. */
import { useState } from 'react'
import type { ExportSource } from '../export-source.ts'
import type { ExportChoice } from '../plan-files.ts'
import { ExportForm } from './export-form.tsx'
import { ExportFrame } from './export-frame.tsx'
import { useExport } from './use-export.ts'

const firstChoice: ExportChoice = {
  which: 'shown',
  kind: 'ndjson',
  columns: 'shown',
  showsSecrets: false,
  isCsvAlone: false,
}

/** The dialog is open while mounted. */
export function ExportDialog({ source, onClose }: { source: ExportSource; onClose: () => void }) {
  const [choice, setChoice] = useState(firstChoice)
  const control = useExport(source)
  return (
    <ExportFrame title="Export entries" control={control} onAgain={control.again} onClose={onClose}>
      <ExportForm
        source={source}
        choice={choice}
        onChange={setChoice}
        onStart={() => control.start(choice)}
        onClose={onClose}
      />
    </ExportFrame>
  )
}
