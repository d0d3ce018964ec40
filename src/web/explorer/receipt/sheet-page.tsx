/** The receipt of a search without entries as a page for a reader who does not know Gumshoe. */
import type { ReactNode } from 'react'
import { toCounted } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ReceiptSheet } from './to-sheet.ts'

export function SheetPage({ sheet }: { sheet: ReceiptSheet }) {
  const { logs, moreLogs, cannotShow, moreCannotShow, keys } = sheet
  return (
    <div className="space-y-3 text-[12px] leading-4.5 [overflow-wrap:anywhere]">
      <header>
        <h1 className="font-semibold text-lg">{sheet.title}</h1>
        <p>A search in the audit logs of Cloudflare. {sheet.made}.</p>
      </header>
      <Part title="Result">
        <p>
          <VisibleText text={sheet.claim} />
        </p>
      </Part>
      <Part title="What was asked">
        <p>
          <VisibleText text={sheet.question} />
        </p>
        <p className="tabular-nums">
          From {sheet.since} to {sheet.before}
        </p>
      </Part>
      <Part title="What each log answered">
        <table className="w-full border-collapse text-left text-[11px] leading-4">
          <tbody>
            {logs.map(({ log, path, outcome }) => (
              <tr key={`${path} ${outcome}`} className="border-kumo-line border-b align-top">
                <th scope="row" className="py-0.5 pr-3 font-normal">
                  <VisibleText text={log} />
                  <div className="font-mono text-[10px]">
                    <VisibleText text={path} />
                  </div>
                </th>
                <td className="w-2/5 py-0.5">
                  <VisibleText text={outcome} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {moreLogs > 0 && <p>{toCounted(moreLogs, 'more log')} in receipt.json.</p>}
      </Part>
      <Part title="What these logs could not have shown">
        <ul className="list-disc pl-4">
          {cannotShow.map((sentence) => (
            <li key={sentence}>
              <VisibleText text={sentence} />
            </li>
          ))}
        </ul>
        {moreCannotShow > 0 && (
          <p>{toCounted(moreCannotShow, 'more statement')} in receipt.json.</p>
        )}
      </Part>
      <Part title="Late entries">
        <p>{sheet.late}</p>
      </Part>
      <Part title="What this proves, and how to check it">
        <p>
          <VisibleText text={sheet.signed} />
        </p>
        <p>
          This page proves nothing by itself. Ask for the file of the receipt (a ZIP) and give it to
          the page /verify of any Gumshoe. In the unpacked ZIP, “sh verify.sh” checks digests and
          signatures.
          {keys.length > 0 &&
            ' Compare the fingerprint with the one that the operator of the proxy gives you.'}
        </p>
        {keys.map(({ fingerprint, isEphemeral }) => (
          <p key={fingerprint}>
            Fingerprint of the key
            {isEphemeral && ', which was made at the start of the proxy and is gone when it ends'}:{' '}
            <span className="font-mono text-[11px]">{fingerprint}</span>
          </p>
        ))}
      </Part>
    </div>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-1">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  )
}
