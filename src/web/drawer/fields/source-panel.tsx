/** The tab with the source of an entry: the API call that returned it, and its original bytes. */
import { useMemo, useState } from 'react'
import { findSecrets } from '../../../query/secrets/find-secrets.ts'
import type { PageSource } from '../../api/page-source.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { formatTextSize } from '../../ui/text/format-size.ts'
import { LongText } from '../../ui/text/long-text.tsx'
import { toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import { SectionHeading } from './field-table.tsx'
import { PanelNote } from './panel-note.tsx'

/** Renders the call and, on demand, the original bytes. */
export function SourcePanel({
  source,
  text,
  recordsCalls,
  view,
}: {
  source: PageSource | undefined
  text: string
  /** Whether the log itself records HTTP calls. */
  recordsCalls: boolean
  view: EntryView
}) {
  return (
    <div className="flex flex-col gap-4">
      {!recordsCalls && (
        <PanelNote>
          This log records no HTTP request behind its entries. The only request there is to show is
          the one that delivered this entry:
        </PanelNote>
      )}
      {source ? (
        <CallTable source={source} timeZone={view.timeZone} />
      ) : (
        <PanelNote>Which request delivered this entry is not known any more.</PanelNote>
      )}
      <OriginalBytes key={text} text={text} />
    </div>
  )
}

function CallTable({ source, timeZone }: { source: PageSource; timeZone: string }) {
  const { request, status, requestId, cfRay, page, count, bytes, at } = source
  const queryStart = request.indexOf('?')
  const path = queryStart === -1 ? request : request.slice(0, queryStart)
  const query = queryStart === -1 ? '' : request.slice(queryStart + 1)
  const rows: [label: string, value: string | undefined][] = [
    ['Method', 'GET'],
    ['Path', path],
    ['Query', query.replaceAll('&', '\n') || undefined],
    ['Status', String(status)],
    ['Request id', requestId],
    ['cf-ray', cfRay],
    ['Page', page === undefined ? 'asked for by itself' : `${toCountText(page)} of this search`],
    ['Held', `${toCounted(count, 'entry', 'entries')}, ${toCountText(bytes)} bytes`],
    ['Arrived', at && toTimeText(at, timeZone)],
  ]
  return (
    <section>
      <SectionHeading>The call that delivered this entry</SectionHeading>
      <dl>
        {rows.map(([label, value]) => (
          <div
            key={label}
            className="group/row grid grid-cols-[116px_minmax(0,1fr)] gap-x-3 rounded-md px-2 py-0.5 focus-within:bg-kumo-tint hover:bg-kumo-tint"
          >
            <dt className="py-0.5 text-kumo-subtle group-focus-within/row:text-kumo-default group-hover/row:text-kumo-default">
              {label}
            </dt>
            <dd className="flex items-start gap-2">
              <span className="min-w-0 flex-1 whitespace-pre-wrap py-0.5 font-mono text-[12px] [overflow-wrap:anywhere]">
                {value === undefined ? (
                  <span className="font-sans italic">not recorded</span>
                ) : (
                  <VisibleText text={value} whole />
                )}
              </span>
              {value !== undefined && (
                <span className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100">
                  <CopyButton
                    label={`Copy ${label.toLowerCase()}`}
                    getText={() => (label === 'Query' ? query : value)}
                    isIconOnly
                  />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Shows the bytes on demand, and says before how many suspected secrets they contain. */
function OriginalBytes({ text }: { text: string }) {
  const [isShown, setShown] = useState(false)
  const secrets = useMemo(() => findSecrets(text).length, [text])
  const secretsSentence =
    secrets === 0
      ? 'Nothing in them looks like a secret.'
      : `They contain ${toCounted(secrets, 'suspected secret')}, and nothing will be masked.`
  return (
    <section aria-label="Original bytes" className="flex flex-col gap-2">
      <SectionHeading>{`Original bytes, ${formatTextSize(text)}`}</SectionHeading>
      <PanelNote>The entry exactly as the API sent it. {secretsSentence}</PanelNote>
      <div className="flex gap-2 px-2">
        <Button
          size="sm"
          variant="secondary"
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide original bytes' : 'Show original bytes'}
        </Button>
        <CopyButton label="Copy original bytes" getText={() => text} />
      </div>
      {isShown && (
        <span className="block whitespace-pre-wrap px-2 font-mono text-[12px] leading-[18px] [overflow-wrap:anywhere]">
          <LongText text={text} />
        </span>
      )}
    </section>
  )
}
