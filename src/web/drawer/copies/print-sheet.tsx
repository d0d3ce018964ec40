/** The open entry for printing: all of it in one column, with suspected secrets masked. */
import { useMemo } from 'react'
import { createPortal } from 'react-dom'
import { findSecrets, maskJsonText } from '../../../query/secrets/find-secrets.ts'
import { toOrigin } from '../../../query/summary/to-origin.ts'
import { toSummary } from '../../../query/summary/to-summary.ts'
import type { PageSource } from '../../api/page-source.ts'
import { usePrinting } from '../../ui/print/use-printing.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { listFields } from '../entry/list-fields.ts'
import { toJsonCopy } from './entry-copies.ts'

/** Maximum length of the printed JSON, in UTF-16 units: about twenty sheets. */
const maxPrintLength = 100_000

type SheetProps = {
  entry: unknown
  text: string
  view: EntryView
  source: PageSource | undefined
  link: () => string
}

/** Replaces the page while it is printed, by the menu or by the browser. */
export function PrintSheet(props: SheetProps) {
  const isPrinting = usePrinting()
  return isPrinting ? createPortal(<Sheet {...props} />, document.body) : null
}

function Sheet({ entry, text, view, source, link }: SheetProps) {
  const { dataset, timeZone, time } = view
  const masked = useMemo(() => JSON.parse(maskJsonText(text)) as unknown, [text])
  const { groups, others } = listFields(dataset, masked)
  const fields = [...groups.flatMap((group) => group.fields), ...others]
  const secrets = findSecrets(text).length
  const body = toJsonCopy(text)
  return (
    <article data-print-sheet className="hidden print:block">
      <p>{dataset.title}</p>
      <h1 className="my-1 font-semibold text-lg">
        <VisibleText
          text={[...toSummary(dataset, entry), ...toOrigin(dataset, entry)]
            .map((part) => part.text)
            .join(' ')}
        />
      </h1>
      <p>
        <VisibleText text={time === '' ? 'time not recorded' : toTimeText(time, timeZone)} />
      </p>
      <table className="my-3 w-full border-collapse text-left text-[11px]">
        <tbody>
          {fields
            .filter(({ value }) => typeof value !== 'object' || value === null)
            .slice(0, 500)
            .map(({ path, label, value }) => (
              <tr key={JSON.stringify(path)} className="border-b align-top">
                <th scope="row" className="w-40 py-0.5 pr-3 font-normal">
                  <VisibleText text={label} />
                </th>
                <td className="py-0.5 font-mono [overflow-wrap:anywhere]">
                  {value === undefined ? 'not recorded' : <VisibleText text={String(value)} />}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <h2 className="font-semibold">The entry as the API sent it</h2>
      <pre className="whitespace-pre-wrap font-mono text-[10px] leading-[14px] [overflow-wrap:anywhere]">
        <VisibleText text={body.slice(0, maxPrintLength)} whole />
      </pre>
      {body.length > maxPrintLength && (
        <p>{`${toCountText(body.length - maxPrintLength)} characters are left out here.`}</p>
      )}
      <footer className="mt-3 border-t pt-2 text-[10px] [overflow-wrap:anywhere]">
        {secrets > 0 && (
          <p>{`${toCountText(secrets)} suspected ${secrets === 1 ? 'secret is' : 'secrets are'} masked.`}</p>
        )}
        {source && (
          <p>
            <VisibleText
              text={`Delivered by GET ${source.request}, status ${source.status}, request ${source.requestId ?? 'not recorded'}, cf-ray ${source.cfRay ?? 'not recorded'}`}
            />
          </p>
        )}
        <p>
          <VisibleText text={link()} whole />
        </p>
      </footer>
    </article>
  )
}
