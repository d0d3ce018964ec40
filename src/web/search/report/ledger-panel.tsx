/** The completeness report: the verdict, and for each log its requests, answers, repeated reads and gaps. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { toSeconds } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { CoverageButton } from '../screen/coverage-button.tsx'
import { ledgerTitle } from '../screen/format-ledger.ts'
import { formatReport, formatReportJson, formatReportMarkdown } from './format-report.ts'
import { LedgerBody } from './ledger-body.tsx'
import type { Report } from './report.ts'
import { toQuestionWords } from './report-question.ts'
import { SourcesTable } from './sources-table.tsx'

/** Draws the report in a dialog that is open while it is mounted. */
export function LedgerPanel({
  report,
  onRetry,
  onClose,
}: {
  report: Report
  onRetry: (source: string) => void
  onClose: () => void
}) {
  const { verdict, because, sources, question } = report
  const accounts = sources.flatMap(({ id, account }) => (account ? [{ id, account }] : []))
  const [only] = sources.length === 1 ? accounts : []
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog size="xl" className="flex max-h-[85dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title={ledgerTitle} closes="Close the completeness report" />
        {question && (
          <h3 className="text-[13px] [overflow-wrap:anywhere]">
            <span className="font-medium tabular-nums">
              {toSeconds(`${question.timeRange.since} to ${question.timeRange.before}`)}
            </span>
            {': '}
            <VisibleText text={toQuestionWords(question)} />
          </h3>
        )}
        <Dialog.Description className="text-kumo-default">
          <strong className="font-medium">Verdict: {verdict}.</strong>{' '}
          <VisibleText text={because} />
        </Dialog.Description>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
        <section aria-label="Details" tabIndex={0} className="min-h-0 overflow-y-auto">
          {only ? (
            <LedgerBody account={only.account} onLeave={onClose} />
          ) : (
            <>
              <SourcesTable sources={sources} onRetry={onRetry} />
              {accounts.map(({ id, account }) => (
                <details key={id} className="mt-3">
                  <summary className="cursor-pointer font-medium hover:bg-kumo-tint">
                    {account.log}: {account.verdict}{' '}
                    <span className="font-mono text-[11px] text-kumo-subtle">{id}</span>
                  </summary>
                  <div className="pt-2 pl-4">
                    <p className="mb-2">
                      <VisibleText text={account.because} />
                    </p>
                    <LedgerBody account={account} onLeave={onClose} />
                  </div>
                </details>
              ))}
            </>
          )}
        </section>
        <div className="flex flex-wrap justify-end gap-2">
          <span className="mr-auto">
            {only && (
              <CoverageButton
                log={only.account.log}
                gaps={only.account.cannotShow}
                size="sm"
                variant="secondary"
              >
                What this log cannot show
              </CoverageButton>
            )}
          </span>
          <CopyButton label="Copy as JSON" form="json" getText={() => formatReportJson(report)} />
          <CopyButton label="Copy as text" form="text" getText={() => formatReport(report)} />
          <CopyButton label="Copy for a ticket" getText={() => formatReportMarkdown(report)} />
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
