/** Progress of the check, with a button that ends it. */
import { Progress } from '@cloudflare/kumo/primitives/progress'
import { Button } from '../ui/button.tsx'
import { formatSize } from '../ui/text/format-size.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'

export function CheckProgress({
  name,
  doneBytes,
  totalBytes,
  onCancel,
}: {
  name: string
  doneBytes: number
  totalBytes: number
  onCancel: () => void
}) {
  const share = totalBytes === 0 ? 0 : Math.min(0.99, doneBytes / totalBytes)
  return (
    <section
      aria-label="Progress"
      className="space-y-3 rounded-lg bg-kumo-base px-4 py-3 ring ring-kumo-line"
    >
      <p role="status" className="font-medium text-[15px] leading-6 break-words">
        Checking <VisibleText text={name} />…
      </p>
      <Progress.Root value={Math.floor(share * 100)} aria-label="Checked so far">
        <Progress.Track className="h-1.5 overflow-hidden rounded-full bg-kumo-fill">
          <Progress.Indicator className="h-full bg-kumo-brand" />
        </Progress.Track>
      </Progress.Root>
      <div className="flex items-center justify-between gap-3">
        <p className="text-kumo-strong tabular-nums">
          {formatSize(doneBytes)} of {formatSize(totalBytes)}
        </p>
        <Button size="sm" variant="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </section>
  )
}
