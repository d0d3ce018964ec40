/** The dialog that saves the receipt of a search without entries. */
import { Button } from '../../ui/button.tsx'
import { toClaim } from '../claim.ts'
import type { ExportSource } from '../export-source.ts'
import { type ExportChoice, getFileNames } from '../plan-files.ts'
import { ClaimBox } from './claim-box.tsx'
import { ExportFrame } from './export-frame.tsx'
import { FileName } from './file-name-line.tsx'
import type { ExportControl } from './use-export.ts'

/** A receipt has no options: its data file has no entries. */
export const receiptChoice: ExportChoice = {
  which: 'shown',
  kind: 'ndjson',
  columns: 'shown',
  showsSecrets: false,
  isCsvAlone: false,
}

/** The dialog is open while mounted; where the search is not complete, it says so before anything is saved. */
export function ReceiptDialog({
  source,
  control,
  onClose,
}: {
  source: ExportSource
  control: ExportControl
  onClose: () => void
}) {
  const facts = source.readFacts()
  const isComplete = facts.verdict === 'complete'

  function loadAll() {
    source.loadAll?.()
    onClose()
  }

  return (
    <ExportFrame title="Save receipt" control={control} onClose={onClose}>
      {!isComplete && (
        <p>
          The search is not complete, so the receipt cannot say that there are no entries. It says
          what was read and what is missing.
        </p>
      )}
      <ClaimBox
        claim={toClaim(facts, 'shown', facts.shown)}
        onLoadAll={source.loadAll && !isComplete ? loadAll : undefined}
      />
      <p className="text-kumo-strong">
        One ZIP contains the receipt, the pages that the log answered, the proxy’s signatures, and
        verify.sh, which checks digests and signatures. The page /verify checks all of it.
        <FileName name={getFileNames(source, facts, receiptChoice).zip} />
      </p>
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="secondary" onClick={onClose}>
          Close
        </Button>
        <Button size="sm" variant="primary" onClick={() => control.start(receiptChoice)}>
          Save receipt
        </Button>
      </div>
    </ExportFrame>
  )
}
