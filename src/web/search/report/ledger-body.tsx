/** The account of one log in the completeness report: requests, answers, repeated reads and gaps. */
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toSeconds } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { CoverageList } from '../screen/coverage-list.tsx'
import {
  type LedgerAccount,
  toCoverageWords,
  toLimitWords,
  toListWords,
  toRepeatedWords,
} from '../screen/format-ledger.ts'
import { toLateReadingWords } from '../screen/late-words.ts'
import { LedgerWindowItem } from './ledger-window-item.tsx'

/** How many windows are drawn; the copied text has all of them. */
const maxWindows = 200

/** Draws the account. `onLeave` is called when a link leads to another query. */
export function LedgerBody({ account, onLeave }: { account: LedgerAccount; onLeave: () => void }) {
  const { ledger } = account
  const ofQuestion = account.cannotShow.filter(({ appliesTo }) => appliesTo === 'question')
  return (
    <>
      <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1">
        {listFacts(account).map(([name, value], i) => (
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
          <CoverageList gaps={ofQuestion} onLeave={onLeave} />
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
    </>
  )
}

function listFacts(account: LedgerAccount): [string, string][] {
  const { ledger, timeRange, requests } = account
  const { added } = ledger.totals
  return [
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
