/** The whole ledger: requests, answers, repeated reads, gaps and the verdict. */
import { Dialog } from '@cloudflare/kumo/components/dialog'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DialogHead } from '../../ui/dialog-head.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toSeconds } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { CoverageButton } from './coverage-button.tsx'
import { CoverageList } from './coverage-list.tsx'
import {
  formatLedger,
  formatLedgerJson,
  formatLedgerMarkdown,
  type LedgerAccount,
  ledgerTitle,
  toCoverageWords,
  toLimitWords,
  toListWords,
  toRepeatedWords,
} from './format-ledger.ts'
import { toLateReadingWords } from './late-words.ts'
import { LedgerWindowItem } from './ledger-window-item.tsx'

/** How many windows are drawn; the copied text has all of them. */
const maxWindows = 200

/** Draws the report in a dialog that is open while it is mounted. */
export function LedgerPanel({ account, onClose }: { account: LedgerAccount; onClose: () => void }) {
  const { ledger, verdict, because, timeRange, requests } = account
  const { added } = ledger.totals
  const ofQuestion = account.cannotShow.filter(({ appliesTo }) => appliesTo === 'question')
  const facts: [string, string][] = [
    ['Log', account.log],
    ...(account.origin?.notAsked ?? []).map((request): [string, string] => ['Question', request]),
    ...requests.map((request): [string, string] => ['Asked', formatApiRequest(request)]),
    ['Time range', toSeconds(`${timeRange.since} to ${timeRange.before}`)],
    ['Fully read', toSeconds(toCoverageWords(account))],
    ...toLimitWords(account).map((words): [string, string] => ['Not in the log', toSeconds(words)]),
    ['Entries', toListWords(account)],
    [
      'Received',
      `${toCountText(added)} added, ${toRepeatedWords(ledger.totals)}; ${toCountText(ledger.arrivedLate)} arrived late`,
    ],
    ...ledger.lateReadings.map((reading): [string, string] => [
      'Read again',
      toLateReadingWords(reading),
    ]),
    [
      'Requests',
      `${toCounted(account.pages, 'page')}, ${toCounted(account.refused, 'failed request')}`,
    ],
  ]
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog size="xl" className="flex max-h-[85dvh] w-[calc(100vw-2rem)] flex-col gap-3 p-5">
        <DialogHead title={ledgerTitle} closes="Close the completeness report" />
        <Dialog.Description className="text-kumo-default">
          <strong className="font-medium">Verdict: {verdict}.</strong>{' '}
          <VisibleText text={because} />
        </Dialog.Description>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
        <section aria-label="Account" tabIndex={0} className="min-h-0 overflow-y-auto">
          <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1">
            {facts.map(([name, value], i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the facts keep their order.
              <div key={i} className="contents">
                <dt className="text-kumo-strong">{name}</dt>
                <dd className="tabular-nums [overflow-wrap:anywhere]">
                  <VisibleText text={value} />
                </dd>
              </div>
            ))}
          </dl>
          <GapList account={account} />
          {ofQuestion.length > 0 && (
            <>
              <h3 className="mt-4 font-medium">What this log cannot show for this question</h3>
              <CoverageList gaps={ofQuestion} onLeave={onClose} />
            </>
          )}
          <h3 className="mt-4 font-medium">{toCounted(ledger.windows.length, 'window')}</h3>
          <p className="text-kumo-strong">
            A window is a segment of time that was asked for page by page.
          </p>
          <ol className="mt-1 divide-y divide-kumo-hairline border-kumo-hairline border-y">
            {ledger.windows.slice(0, maxWindows).map((window) => (
              <LedgerWindowItem key={window.number} window={window} />
            ))}
          </ol>
          {ledger.windows.length > maxWindows && (
            <p className="mt-2 text-kumo-strong">The copied report lists the others as well.</p>
          )}
        </section>
        <div className="flex flex-wrap justify-end gap-2">
          <span className="mr-auto">
            <CoverageButton
              log={account.log}
              gaps={account.cannotShow}
              size="sm"
              variant="secondary"
            >
              What this log cannot show
            </CoverageButton>
          </span>
          <CopyButton label="Copy as JSON" form="json" getText={() => formatLedgerJson(account)} />
          <CopyButton label="Copy as text" form="text" getText={() => formatLedger(account)} />
          <CopyButton label="Copy for a ticket" getText={() => formatLedgerMarkdown(account)} />
        </div>
      </Dialog>
    </Dialog.Root>
  )
}

function GapList({ account: { ledger } }: { account: LedgerAccount }) {
  if (ledger.gaps.length === 0) return null
  return (
    <>
      <h3 className="mt-4 font-medium text-kumo-warning">{toCounted(ledger.gaps.length, 'gap')}</h3>
      <ul className="mt-1 list-disc space-y-1 pl-4">
        {ledger.gaps.map((gap) => (
          <li key={`${gap.query} ${gap.since} ${gap.before}`}>
            {toSeconds(`${gap.since} to ${gap.before}`)}: {gap.reason}
          </li>
        ))}
      </ul>
    </>
  )
}
