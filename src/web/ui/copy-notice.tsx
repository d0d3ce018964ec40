/** Says what was copied, for a moment. A copy whose invisible characters were made visible offers the exact text. */
import { XIcon } from '@phosphor-icons/react/dist/csr/X'
import { CopyButton } from './copy-button.tsx'
import { useCopyReport } from './copy-report.ts'
import { dismissChangedCopy, useChangedCopy } from './copy-value.ts'
import { IconButton } from './icon-button.tsx'

/** Draws the notice above the bottom of the page, over everything else. */
export function CopyNotice() {
  const changed = useChangedCopy()
  const report = useCopyReport()
  return (
    <div
      role="status"
      className="fixed right-3 bottom-10 z-50 flex max-w-[calc(100vw-1.5rem)] flex-wrap items-center gap-2 rounded-lg bg-kumo-base px-3 py-2 text-[13px] text-kumo-default shadow-lg ring ring-kumo-line empty:hidden"
    >
      {!changed && report && <span key={report.number}>{report.words}</span>}
      {changed && (
        <>
          <span>
            Copied. Invisible characters were made visible
            {changed.form === 'json' ? ' as JSON escapes' : ''}.
          </span>
          <CopyButton key={changed.exact} label="Copy exact bytes" getText={() => changed.exact} />
          <IconButton
            size="xs"
            label="Dismiss the notice about the copy"
            icon={<XIcon aria-hidden />}
            onClick={dismissChangedCopy}
          />
        </>
      )}
    </div>
  )
}
