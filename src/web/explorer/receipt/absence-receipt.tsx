/** Saves or prints the receipt of a search without entries. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ReceiptDialog, receiptChoice } from '../../export/dialog/receipt-dialog.tsx'
import { useExport } from '../../export/dialog/use-export.ts'
import { hasSubject, useReport } from '../../search/report/use-report.ts'
import { Button } from '../../ui/button.tsx'
import { toReportQuestion } from '../result/to-report-question.ts'
import { type Exported, toExportSource } from '../share/to-export-source.ts'
import { SheetDialog } from './sheet-dialog.tsx'

/** Draws nothing where no log was asked. */
export function AbsenceReceipt({ exported }: { exported: Exported }) {
  return hasSubject(useReport(exported.reported)) && <Receipt exported={exported} />
}

function Receipt({ exported }: { exported: Exported }) {
  const queryClient = useQueryClient()
  const source = toExportSource(exported, [], queryClient)
  const control = useExport(source)
  const [opened, setOpened] = useState<'file' | 'page'>()
  const close = () => setOpened(undefined)

  function save() {
    control.again()
    setOpened('file')
    // The browser lets a page ask for a file only at once after a click.
    if (source.readFacts().verdict === 'complete') control.start(receiptChoice)
  }

  return (
    <section
      aria-label="Receipt"
      className="mx-auto my-4 flex max-w-xl flex-col items-center gap-2 border-kumo-line border-t px-6 pt-3 text-center"
    >
      <p className="text-kumo-strong">
        A receipt states what was asked, what each log answered, and what it could not have shown.
      </p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button size="sm" variant="secondary" aria-haspopup="dialog" onClick={save}>
          Save receipt
        </Button>
        <Button
          size="sm"
          variant="secondary"
          aria-haspopup="dialog"
          onClick={() => setOpened('page')}
        >
          Print receipt
        </Button>
      </div>
      {opened === 'file' && <ReceiptDialog source={source} control={control} onClose={close} />}
      {opened === 'page' && (
        <SheetDialog
          source={source}
          question={toReportQuestion(exported.control.query, exported.reported.reached)}
          onClose={close}
        />
      )}
    </section>
  )
}
