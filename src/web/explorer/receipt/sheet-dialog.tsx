/** Shows the receipt of a search without entries, and prints it on one page. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import type { ExportSource } from '../../export/export-source.ts'
import { readReceipt } from '../../export/receipt/read-receipt.ts'
import type { ReportQuestion } from '../../search/report/report-question.ts'
import { Button } from '../../ui/button.tsx'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { usePrinting } from '../../ui/print/use-printing.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { SheetPage } from './sheet-page.tsx'
import { type ReceiptSheet, toSheet } from './to-sheet.ts'

/** The dialog is open while mounted. What it shows is fixed when it opens. */
export function SheetDialog({
  source,
  question,
  onClose,
}: {
  source: ExportSource
  question: ReportQuestion
  onClose: () => void
}) {
  const { sheet, problem } = useSheet(source, question)
  const isPrinting = usePrinting()
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog size="lg" className="flex max-h-[90dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title="Receipt" closes="Close" />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
        <section aria-label="Page" tabIndex={0} className="min-h-0 overflow-y-auto p-0.5">
          {sheet && <SheetPage sheet={sheet} />}
          {!sheet && problem === undefined && (
            <p role="status">Asking the proxy for its records…</p>
          )}
          {problem !== undefined && (
            <p role="alert">
              The receipt cannot be made: <VisibleText text={problem} />.
            </p>
          )}
        </section>
        <div className="flex justify-end gap-2">
          <Button size="sm" variant="secondary" onClick={onClose}>
            Close
          </Button>
          <Button size="sm" variant="primary" disabled={!sheet} onClick={() => window.print()}>
            Print
          </Button>
        </div>
      </Dialog>
      {isPrinting &&
        sheet &&
        createPortal(
          <article data-print-sheet className="hidden print:block">
            <SheetPage sheet={sheet} />
          </article>,
          document.body,
        )}
    </Dialog.Root>
  )
}

/** The page, once the proxy has given its records, or why it cannot be made. */
function useSheet(source: ExportSource, question: ReportQuestion) {
  const [made, setMade] = useState<{ sheet?: ReceiptSheet; problem?: string }>({})
  const first = useRef({ source, question })
  useEffect(() => {
    let isCurrent = true
    const show = (next: typeof made) => isCurrent && setMade(next)
    readReceipt(first.current.source).then(
      (receipt) => show({ sheet: toSheet(receipt, first.current.question) }),
      (error) => show({ problem: toFailureWords(toFailureDetail(error)).title }),
    )
    return () => {
      isCurrent = false
    }
  }, [])
  return made
}
