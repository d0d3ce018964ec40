/** The progress of an export, with a button to cancel it. */
import { Progress } from '@cloudflare/kumo/primitives/progress'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { formatSize } from '../../ui/text/format-size.ts'
import { focusNow } from './focus-now.ts'

export function ExportProgress({
  entries,
  of,
  bytes,
  onCancel,
}: {
  entries: number
  of: number
  bytes: number
  onCancel: () => void
}) {
  // 100 % would mean that the file is finished.
  const percent = Math.min(99, Math.floor((entries / Math.max(1, of)) * 100))
  return (
    <>
      <Progress.Root value={percent} aria-label="Writing the file">
        <Progress.Track className="h-2 overflow-hidden rounded-full bg-kumo-fill">
          <Progress.Indicator className="h-full bg-kumo-brand" />
        </Progress.Track>
      </Progress.Root>
      <p className="text-kumo-strong tabular-nums">
        {toCountText(entries)} of {toCounted(of, 'entry', 'entries')} · {formatSize(bytes)}
      </p>
      <p className="text-kumo-strong">
        The list was fixed at the start: entries that arrive now are not in the file.
      </p>
      <div className="flex justify-end">
        <Button ref={focusNow} size="sm" variant="secondary" onClick={onCancel}>
          Cancel the export
        </Button>
      </div>
    </>
  )
}
