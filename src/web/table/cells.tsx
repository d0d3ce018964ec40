/** How a value is drawn in the table, by the kind of its field. Color never carries meaning alone. */
import { cn } from '@cloudflare/kumo/utils'
import type { ReactNode } from 'react'
import type { Column, Field, FieldKind } from '../../catalog/fields.ts'
import { readField } from '../../catalog/fields.ts'
import { findTimeParts } from '../ui/time-text.ts'
import { toVisibleText, VisibleText } from '../ui/visible-text.tsx'

type CellProps = { text: string; timeZone: string }

const cells = {
  instant: ({ text, timeZone }) => <InstantCell text={text} timeZone={timeZone} />,
  email: ({ text }) => <Titled text={text} />,
  ip: ({ text }) => <Mono text={text} />,
  id: ({ text }) => <IdCell text={text} />,
  text: ({ text }) => <Titled text={text} />,
  json: ({ text }) => <Mono text={text} />,
  choice: ({ text }) => <OutcomeCell text={text} />,
  boolean: ({ text }) => <OutcomeCell text={text} />,
  number: ({ text }) => (
    <span className="tabular-nums">
      <VisibleText text={text} />
    </span>
  ),
} satisfies Record<FieldKind, (props: CellProps) => ReactNode>

/** The text of a value as a cell shows it; `undefined` when there is none to show. */
export function findCellText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    return 'nested too deeply to be shown here'
  }
}

/** One cell: the field of the column, else one of the fields that may stand in for it. */
export function EntryCell({
  entry,
  column,
  fields,
  timeZone,
}: {
  entry: unknown
  column: Column
  fields: ReadonlyMap<string, Field>
  timeZone: string
}) {
  for (const path of [column.field, ...(column.otherwise ?? [])]) {
    const field = fields.get(path)
    const text = field && findCellText(readField(entry, field))
    if (!field || text === undefined) continue
    if (path === column.field) return cells[field.kind]({ text, timeZone })
    return (
      <span className="text-kumo-subtle italic" title={field.label}>
        <VisibleText text={text} />
      </span>
    )
  }
  const own = fields.get(column.field)
  return <NothingCell value={own && readField(entry, own)} />
}

/** Nothing to show is said as it is: not recorded, recorded as null, or recorded as empty text. */
function NothingCell({ value }: { value: unknown }) {
  if (value === undefined) {
    return (
      <span className="text-kumo-subtle" title="Not recorded">
        –
      </span>
    )
  }
  return <span className="text-kumo-subtle italic">{value === null ? 'null' : 'empty'}</span>
}

/** Longest id that is drawn whole; of longer ones the middle is left out. */
const longestId = 26

function IdCell({ text }: { text: string }) {
  if (text.length <= longestId) return <Mono text={text} />
  return (
    <span title={toVisibleText(text)}>
      <Mono text={`${text.slice(0, 12)}…${text.slice(-10)}`} />
    </span>
  )
}

/** Text that may be cut by its column, whole in the tooltip. */
function Titled({ text }: { text: string }) {
  return (
    <span title={toVisibleText(text.slice(0, 500))}>
      <VisibleText text={text} />
    </span>
  )
}

function Mono({ text }: { text: string }) {
  return (
    <span className="font-mono text-[12px]">
      <VisibleText text={text} />
    </span>
  )
}

function InstantCell({ text, timeZone }: CellProps) {
  const parts = findTimeParts(text, timeZone)
  if (!parts) return <VisibleText text={text} />
  return (
    <time dateTime={text} className="font-mono text-[12px] tabular-nums">
      <span className="text-kumo-subtle">{parts.date}</span> {parts.time}{' '}
      <span className="text-kumo-subtle">{parts.zone}</span>
    </time>
  )
}

const outcomeDots: Readonly<Record<string, string>> = {
  success: 'bg-kumo-success',
  true: 'bg-kumo-success',
  failure: 'bg-kumo-danger',
  false: 'bg-kumo-danger',
}

function OutcomeCell({ text }: { text: string }) {
  const dot = Object.hasOwn(outcomeDots, text) ? outcomeDots[text] : undefined
  return (
    <span className="inline-flex items-center gap-1.5">
      {dot && <span aria-hidden className={cn('size-1.5 rounded-full', dot)} />}
      <VisibleText text={text} />
    </span>
  )
}
