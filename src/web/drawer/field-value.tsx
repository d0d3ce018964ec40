/** One value of an entry, drawn by its kind and by what it is. Nothing becomes a link or markup. */
import { Button } from '@cloudflare/kumo/components/button'
import { cn } from '@cloudflare/kumo/utils'
import { useMemo, useState } from 'react'
import type { FieldKind } from '../../catalog/fields.ts'
import { maskSpans } from '../../query/find-secrets.ts'
import type { SecretSpan } from '../../query/find-text-secrets.ts'
import { toNameNotes } from '../ui/mixed-script.ts'
import { toTimeText } from '../ui/time-text.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import type { EntryView } from './entry-view.ts'
import { JsonLines } from './json-lines.tsx'
import type { FieldEntry } from './list-fields.ts'
import { LongText } from './long-text.tsx'
import { type Revealed, SecretText } from './secret-text.tsx'
import { toBody } from './to-body.ts'

/** Subtle text is too faint on the tint of a row under the pointer. */
const quiet =
  'text-kumo-subtle group-focus-within/row:text-kumo-default group-hover/row:text-kumo-default'

const monospaced: ReadonlySet<string> = new Set(['id', 'ip', 'number', 'boolean', 'json'])

/** Draws a value; `text` is the value as text, with its secrets. */
export function FieldValue({
  shown: { kind, value, field },
  text,
  secrets,
  revealed,
  view,
}: {
  shown: FieldEntry
  text: string
  secrets: readonly SecretSpan[]
  revealed: Revealed
  view: EntryView
}) {
  if (value === undefined) return <Aside>not recorded</Aside>
  if (value === null) return <Aside>null</Aside>
  if (value === '') return <Aside>empty text</Aside>
  if (typeof value === 'object' || (typeof value === 'string' && kind === 'json')) {
    return <BodyPreview value={value} text={text} secrets={secrets} />
  }
  if (kind === 'instant') return <Instant text={text} timeZone={view.timeZone} />
  const notes = typeof value === 'string' && value.length < 1_000 ? toNotes(kind, value) : []
  const isMono = monospaced.has(kind) || field?.group === 'request' || typeof value !== 'string'
  return (
    <>
      <span className={cn('whitespace-pre-wrap', isMono && 'font-mono text-[12px] tabular-nums')}>
        <SecretText text={text} spans={secrets} revealed={revealed} />
      </span>
      {notes.map((note) => (
        <span key={note} className={cn(quiet, 'block text-xs')}>
          {note}
        </span>
      ))}
    </>
  )
}

function toNotes(kind: FieldKind, value: string): string[] {
  const mapped = kind === 'ip' && /^::ffff:([\d.]+)$/i.exec(value)?.[1]
  return mapped ? [`IPv4 address ${mapped}, written as IPv6`] : toNameNotes(value)
}

function Aside({ children }: { children: string }) {
  return <span className={cn(quiet, 'italic')}>{children}</span>
}

function Instant({ text, timeZone }: { text: string; timeZone: string }) {
  const shown = toTimeText(text, timeZone)
  return (
    <span className="font-mono text-[12px] tabular-nums">
      <VisibleText text={shown} />
      {shown !== text && (
        <span className={cn(quiet, 'block')}>
          <VisibleText text={text} />
        </span>
      )}
    </span>
  )
}

const longestWhole = 400
const longestPreview = 200

function BodyPreview({
  value,
  text,
  secrets,
}: {
  value: unknown
  text: string
  secrets: readonly SecretSpan[]
}) {
  const [isOpen, setOpen] = useState(false)
  const masked = useMemo(() => maskSpans(text, secrets), [text, secrets])
  if (masked.length <= longestWhole) {
    return (
      <span className="whitespace-pre-wrap font-mono text-[12px]">
        <VisibleText text={masked} />
      </span>
    )
  }
  const body = isOpen ? toBody(value, masked) : undefined
  return (
    <>
      {body?.form === 'json' && <JsonLines key={body.text} text={body.text} />}
      {body?.form === 'text' && (
        <span className="block whitespace-pre-wrap font-mono text-[12px]">
          <LongText key={body.text} text={body.text} />
        </span>
      )}
      {!body && (
        <span className="block font-mono text-[12px]">
          <VisibleText text={`${masked.slice(0, longestPreview)}…`} />
        </span>
      )}
      <Button
        size="xs"
        variant="secondary"
        className="mt-1"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Show less' : `Show all ${masked.length.toLocaleString('en-US')} characters`}
      </Button>
    </>
  )
}
