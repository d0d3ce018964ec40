/** What the searched log cannot show: the statements about the present question, then those about the log. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import type { CoverageGap } from '../../../query/coverage/find-coverage-gaps.ts'
import { formatCoverage } from '../../../query/coverage/format-coverage.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { CoverageList } from './coverage-list.tsx'

/** Draws the panel, which is open while it is mounted. `log` is the title of the log. */
export function CoveragePanel({
  log,
  gaps,
  onClose,
}: {
  log: string
  gaps: readonly CoverageGap[]
  onClose: () => void
}) {
  const ofQuestion = gaps.filter(({ appliesTo }) => appliesTo === 'question')
  const ofLog = gaps.filter(({ appliesTo }) => appliesTo === 'log')
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog size="lg" className="flex max-h-[85dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title="What this log cannot show" closes="Close" />
        <Dialog.Description className="text-kumo-strong">
          What is not recorded cannot be found, however completely the log is read.
        </Dialog.Description>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
        <section aria-label="Statements" tabIndex={0} className="min-h-0 space-y-4 overflow-y-auto">
          {ofQuestion.length > 0 && (
            <div>
              <h3 className="font-medium">For this question</h3>
              <CoverageList gaps={ofQuestion} onLeave={onClose} />
            </div>
          )}
          <div>
            <h3 className="font-medium">{log} in general</h3>
            <CoverageList gaps={ofLog} onLeave={onClose} />
          </div>
        </section>
        <div className="flex justify-end">
          <CopyButton
            label="Copy as text"
            form="text"
            getText={() => `${[log, ...formatCoverage(gaps)].join('\n')}\n`}
          />
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
