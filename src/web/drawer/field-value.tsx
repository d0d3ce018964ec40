/** One value of an entry, drawn by its kind and by what it is. Nothing becomes a link or markup. */
import { Button } from '@cloudflare/kumo/components/button'
import { cn } from '@cloudflare/kumo/utils'
import { useState } from 'react'
import { toTimeText } from '../ui/time-text.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import { JsonLines } from './json-lines.tsx'
import type { FieldEntry } from './list-fields.ts'
import { LongText } from './long-text.tsx'
import { toBody } from './to-body.ts'

/** Subtle text is too faint on the tint of a row under the pointer. */
const quiet =
  'text-kumo-subtle group-focus-within/row:text-kumo-default group-hover/row:text-kumo-default'

const monospaced: ReadonlySet<string> = new Set(['id', 'ip', 'number', 'boolean', 'json'])

/** Draws a value; `text` is what would be copied. */
export function FieldValue({
  shown: { kind, value, field },
  text,
  timeZone,
}: {
  shown: FieldEntry
  text: string
  timeZone: string
}) {
  if (value === null) return <Aside>null</Aside>
  if (value === '') return <Aside>empty text</Aside>
  if (typeof value === 'object') return <BodyPreview value={value} text={text} />
  if (typeof value === 'string' && kind === 'json') return <BodyPreview value={value} text={text} />
  if (kind === 'instant') return <Instant text={text} timeZone={timeZone} />
  const isMono = monospaced.has(kind) || field?.group === 'request' || typeof value !== 'string'
  return (
    <span className={cn('whitespace-pre-wrap', isMono && 'font-mono text-[12px] tabular-nums')}>
      <LongText key={text} text={text} />
    </span>
  )
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

function BodyPreview({ value, text }: { value: unknown; text: string }) {
  const [isOpen, setOpen] = useState(false)
  if (text.length <= longestWhole) {
    return (
      <span className="whitespace-pre-wrap font-mono text-[12px]">
        <VisibleText text={text} />
      </span>
    )
  }
  const body = isOpen ? toBody(value, text) : undefined
  return (
    <>
      {body?.form === 'json' && <JsonLines key={text} text={body.text} />}
      {body?.form === 'text' && (
        <span className="block whitespace-pre-wrap font-mono text-[12px]">
          <LongText key={text} text={body.text} />
        </span>
      )}
      {!body && (
        <span className="block font-mono text-[12px]">
          <VisibleText text={`${text.slice(0, longestPreview)}…`} />
        </span>
      )}
      <Button
        size="xs"
        variant="secondary"
        className="mt-1"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Show less' : `Show all ${text.length.toLocaleString('en-US')} characters`}
      </Button>
    </>
  )
}
