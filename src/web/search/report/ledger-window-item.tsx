/** One window of the ledger: a line, and its requests when it is opened. */
import { toCounted } from '../../ui/text/count-text.ts'
import { toSeconds } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { LedgerWindow } from '../engine/ledger.ts'
import {
  toEarlierWords,
  toOutcomeWords,
  toPageEndWords,
  toReasonWords,
} from '../screen/format-ledger.ts'

/** Draws a window. */
export function LedgerWindowItem({ window }: { window: LedgerWindow }) {
  const { number, since, before, reason, pages, retries, outcome } = window
  const { pages: earlierPages = 0, entries = 0, refused = 0 } = window.earlier ?? {}
  const count = pages.reduce((sum, page) => sum + page.count, entries)
  const withoutPage = retries.length + refused
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer gap-x-3 py-1 tabular-nums hover:bg-kumo-tint">
          <span className="w-8 shrink-0 text-right text-kumo-subtle">{number}</span>
          <span className="flex min-w-0 flex-wrap gap-x-3">
            <span className="font-mono text-[12px]">{toSeconds(`${since} to ${before}`)}</span>
            <span className="text-kumo-strong">
              {toReasonWords(reason)}; {toCounted(pages.length + earlierPages, 'page')},{' '}
              {toCounted(count, 'entry', 'entries')}
              {withoutPage > 0 && `, ${toCounted(withoutPage, 'failed request')}`};{' '}
              {toOutcomeWords(outcome)}
            </span>
          </span>
        </summary>
        <ul className="space-y-1 pb-2 pl-11 font-mono text-[12px]">
          {window.earlier && <li>{toEarlierWords(window)}</li>}
          {pages.map((page) => (
            <li key={`${page.at} ${page.request}`} className="break-all">
              {page.at} · {toCounted(page.count, 'entry', 'entries')} ·{' '}
              {toCounted(page.bytes, 'byte')} · {toPageEndWords(page)} ·{' '}
              {page.requestId || 'no request id'}
              {page.doubts.map((doubt) => (
                <span key={doubt} className="block text-kumo-warning">
                  {doubt}
                </span>
              ))}
              <br />
              <span className="text-kumo-subtle">
                <VisibleText text={page.request} />
              </span>
            </li>
          ))}
          {retries.map((retry) => (
            <li key={`${retry.at} ${retry.request}`} className="break-all text-kumo-warning">
              {retry.at} · failed: <VisibleText text={retry.reason} />
              <br />
              <span className="text-kumo-subtle">
                <VisibleText text={retry.request} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
