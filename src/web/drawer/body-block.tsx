/** A recorded body in full: what it is, how large, a copy button, and its text. */
import { cn } from '@cloudflare/kumo/utils'
import { useMemo } from 'react'
import type { Field } from '../../catalog/fields.ts'
import { maskSpans } from '../../query/find-secrets.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { type EntryView, findEntrySecrets, toValueText } from './entry-view.ts'
import { JsonLines } from './json-lines.tsx'
import type { FieldEntry } from './list-fields.ts'
import { LongText } from './long-text.tsx'
import { toBody } from './to-body.ts'
import { toSizeText } from './to-size-text.ts'

/** Draws the body of a field; a field that the entry lacks says so. */
export function BodyBlock({
  field,
  found,
  view,
  className,
}: {
  field: Field
  found: FieldEntry | undefined
  view: EntryView
  className?: string
}) {
  const original = found ? toValueText(view, found) : ''
  const text = useMemo(
    () => (found ? maskSpans(original, findEntrySecrets(found, original)) : ''),
    [found, original],
  )
  const isText = typeof found?.value === 'string'
  return (
    <section
      aria-label={field.label}
      className={cn('min-w-0 rounded-md border border-kumo-hairline bg-kumo-base', className)}
    >
      <header className="flex h-8 items-center gap-2 border-kumo-hairline border-b pr-1 pl-3">
        <h3 className="truncate font-semibold text-xs" title={field.description}>
          {field.label}
        </h3>
        {found && text !== '' && (
          <>
            <span className="ml-auto shrink-0 text-kumo-subtle text-xs tabular-nums">
              {toSizeText(text)}
            </span>
            <span className="[&_button]:size-6">
              <CopyButton
                label={`Copy ${field.label.toLowerCase()}`}
                getText={() => text}
                isIconOnly
              />
            </span>
          </>
        )}
      </header>
      <div className="px-3 py-2">
        {found ? (
          <BodyText value={found.value} text={text} />
        ) : (
          <span className="text-kumo-subtle italic">not recorded</span>
        )}
      </div>
      {isText && text === 'null' && (
        <p className="px-3 pb-2 text-kumo-subtle text-xs">The log holds these four letters.</p>
      )}
    </section>
  )
}

function BodyText({ value, text }: { value: unknown; text: string }) {
  const body = useMemo(() => toBody(value, text), [value, text])
  if (value === '') return <span className="text-kumo-subtle italic">empty text</span>
  if (body.form === 'json') return <JsonLines key={body.text} text={body.text} />
  return (
    <span className="block whitespace-pre-wrap font-mono text-[12px] leading-[18px] [overflow-wrap:anywhere]">
      <LongText key={body.text} text={body.text} />
    </span>
  )
}
