/** What the searched logs cannot show: the statements about the present question, then those about the logs. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import type { CoverageGap } from '../../../query/coverage/find-coverage-gaps.ts'
import { formatCoverage } from '../../../query/coverage/format-coverage.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { CoverageList } from './coverage-list.tsx'
import { listShownGaps } from './list-shown-gaps.ts'

/** Draws the panel, which is open while it is mounted. `log` is the title of the log; absent for several logs. */
export function CoveragePanel({
  log,
  gaps,
  onClose,
}: {
  log: string | undefined
  gaps: readonly CoverageGap[]
  onClose: () => void
}) {
  const { ofQuestion, inGeneral } = listShownGaps(gaps)
  const title = `What ${log === undefined ? 'these logs' : 'this log'} cannot show`
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog size="lg" className="flex max-h-[85dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title={title} closes="Close" />
        <Dialog.Description className="text-kumo-strong">
          What is not recorded cannot be found, however completely{' '}
          {log === undefined ? 'the logs are' : 'the log is'} read.
        </Dialog.Description>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
        <section aria-label="Statements" tabIndex={0} className="min-h-0 space-y-4 overflow-y-auto">
          {ofQuestion.length > 0 && (
            <div>
              <h3 className="font-medium">For this question ({ofQuestion.length})</h3>
              <CoverageList gaps={ofQuestion} onLeave={onClose} />
            </div>
          )}
          <div>
            <h3 className="font-medium">
              {log === undefined ? 'In general' : `${log} in general`}
            </h3>
            <CoverageList gaps={inGeneral} onLeave={onClose} />
          </div>
        </section>
        <div className="flex justify-end">
          <CopyButton
            label="Copy as text"
            form="text"
            getText={() => `${[log ?? title, ...formatCoverage(gaps)].join('\n')}\n`}
          />
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
