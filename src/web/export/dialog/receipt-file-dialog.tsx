/** The dialog in which the receipt of a search without entries is saved; it is open while mounted. */

import type { ExportSource } from '../export-source.ts'
import { ReceiptDialog } from './receipt-dialog.tsx'
import { useExport } from './use-export.ts'

export function ReceiptFileDialog({
  source,
  onClose,
}: {
  source: ExportSource
  onClose: () => void
}) {
  const control = useExport(source)
  return <ReceiptDialog source={source} control={control} onClose={onClose} />
}
