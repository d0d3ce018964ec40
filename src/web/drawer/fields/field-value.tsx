/** One value of an entry, shown by the kind of its field and by its type. Nothing becomes a link or markup. */
import { cn } from '@cloudflare/kumo/utils'
import { useMemo, useState } from 'react'
import type { FieldKind } from '../../../catalog/fields.ts'
import { maskHead, maskSpans } from '../../../query/secrets/find-secrets.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { Button } from '../../ui/button.tsx'
import { ResolvedName } from '../../ui/resolved-name.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { formatTextSize } from '../../ui/text/format-size.ts'
import { toNameNotes } from '../../ui/text/mixed-script.ts'
import { type Revealed, SecretText } from '../../ui/text/secret-text.tsx'
import { useTextMarks } from '../../ui/text/text-marks.ts'
import { toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { type BodySource, findBodySecrets, toBodySource } from '../body/body-source.ts'
import { BodyViewer } from '../body/body-viewer.tsx'
import type { EntryView } from '../entry/entry-view.ts'
import type { FieldEntry } from '../entry/list-fields.ts'

/** Subtle text has too little contrast on a hovered row. */
const quiet =
  'text-kumo-subtle group-focus-within/row:text-kumo-default group-hover/row:text-kumo-default'

const monospaced: ReadonlySet<string> = new Set(['id', 'ip', 'number', 'boolean', 'json'])

/** Renders a value; `text` is the value as text, with its secrets in `secrets`. */
export function FieldValue({
  shown,
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
  const { kind, value, field } = shown
  if (value === undefined) return <Aside>not recorded</Aside>
  if (value === null) return <Aside>null</Aside>
  if (value === '') return <Aside>empty text</Aside>
  if (typeof value === 'object' || (typeof value === 'string' && kind === 'json')) {
    return <BodyPreview shown={shown} view={view} />
  }
  if (kind === 'instant') return <Instant text={text} timeZone={view.timeZone} />
  const known = view.findFieldName(shown)
  const notes = typeof value === 'string' && value.length < 1_000 ? toNotes(kind, value) : []
  const isMono = monospaced.has(kind) || field?.group === 'request' || typeof value !== 'string'
  return (
    <>
      <span className={cn('whitespace-pre-wrap', isMono && 'font-mono text-[12px] tabular-nums')}>
        <SecretText text={text} spans={secrets} revealed={revealed} />
      </span>
      {known && (
        <ResolvedName
          name={maskHead([], known.name)}
          id={text}
          otherNames={known.otherNames}
          className={cn(quiet, 'block text-xs')}
        />
      )}
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

const maxWholeLength = 400
const maxPreviewLength = 200
const maxMaskedLength = 200_000

function BodyPreview({ shown, view }: { shown: FieldEntry; view: EntryView }) {
  const [isOpen, setOpen] = useState(false)
  const source = useMemo(() => toBodySource(view, shown), [view, shown])
  const marks = useTextMarks()
  const preview = useMemo(() => toPreview(source, marks?.pattern), [source, marks?.pattern])
  return (
    <>
      {isOpen ? (
        <span className="block rounded-md border border-kumo-hairline bg-kumo-base">
          <BodyViewer key={source.text} label={shown.label} source={source} time={view.time} />
        </span>
      ) : (
        <span className="block whitespace-pre-wrap font-mono text-[12px]">
          <VisibleText text={preview.text} />
        </span>
      )}
      {preview.isCut && (
        <Button
          size="xs"
          variant="secondary"
          className="mt-1"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Show less' : `Show all ${toCountText(source.text.length)} characters`}
        </Button>
      )}
    </>
  )
}

/** The part of a body around the first wanted text, else its beginning; for a body that takes long to mask, its size. */
export function toPreview(
  source: BodySource,
  wanted: RegExp | undefined,
): { text: string; isCut: boolean } {
  if (source.text.length > maxMaskedLength)
    return { text: formatTextSize(source.text), isCut: true }
  const secrets = findBodySecrets(source)
  const masked = maskSpans(source.text, secrets)
  if (masked.length <= maxWholeLength) return { text: masked, isCut: secrets.length > 0 }
  const match = wanted ? masked.search(wanted) : -1
  const start = match < maxPreviewLength / 2 ? 0 : match - maxPreviewLength / 2
  const text = masked.slice(start, start + maxPreviewLength)
  return { text: `${start > 0 ? '…' : ''}${text}…`, isCut: true }
}
