/** How a value is drawn in the table, by the kind of its field. Color never carries meaning alone. */
import type { Column, Field, FieldKind } from '../../../catalog/fields.ts'
import { readField } from '../../../catalog/fields.ts'
import { findSecrets, maskHead, maskSpans } from '../../../query/secrets/find-secrets.ts'
import { isSecretPath } from '../../../query/secrets/secret-keys.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { toTextRuns, toVisibleText } from '../../ui/text/visible-text.tsx'
import { findDayLabel } from './day-label.ts'

/** A stretch of a cell in one style; a box is drawn as an element of its own even when it is alone. */
export type CellPart = { text: string; className: string; isBox?: boolean; title?: string }

/** What a cell shows: the field, which may stand in for the column's, its value, and how it is drawn. */
export type CellContent = { field: Field | undefined; value: unknown; parts: readonly CellPart[] }

const plain = ''
const mono = 'font-mono text-[12px]'
const monoSubtle = 'font-mono text-[12px] text-kumo-subtle'
/** The date stands out where its day begins. */
const dateLook = `${monoSubtle} group-data-day/row:font-bold group-data-day/row:text-kumo-default`
const standIn = 'text-kumo-subtle italic'
const dotClass = 'mr-1.5 inline-block size-1.5 rounded-full align-middle'

// Of no style of its own: it comes and goes in every column, and each change of style costs more than the text.
const absent: readonly CellPart[] = [{ text: '–', className: plain }]
const nothing: readonly CellPart[] = [{ text: 'null', className: standIn }]
const empty: readonly CellPart[] = [{ text: 'empty', className: standIn }]

/** Longest text that a cell draws; the rest is reachable in the drawer. */
const maxTextLength = 400
/** Longest text of a tooltip. */
const maxTitleLength = 500
/** Longest id that is drawn whole; of longer ones the middle is left out. */
const maxIdLength = 26

const outcomeDots: Readonly<Record<string, string>> = {
  success: 'bg-kumo-success',
  true: 'bg-kumo-success',
  failure: 'bg-kumo-danger',
  false: 'bg-kumo-danger',
}

const drawers = {
  instant: (text) => toRuns(text, plain),
  email: (text) => toRuns(text, plain),
  ip: (text) => toRuns(text, mono),
  id: (text) => toRuns(toShortId(text), mono),
  text: (text) => toRuns(text, plain),
  json: (text) => toRuns(text, mono),
  choice: toOutcome,
  boolean: toOutcome,
  number: (text) => toRuns(text, 'tabular-nums'),
} satisfies Record<FieldKind, (text: string) => readonly CellPart[]>

/** The text of a value as a cell shows it; `undefined` when there is none to show. */
function findCellText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  if (typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value)
  } catch {
    return 'nested too deeply to be shown here'
  }
}

/** Longer objects are not searched for secrets, and so not shown here. */
const maxSearchedLength = 20_000

/** Values come again and again, and to look for secrets in them takes longer than to draw them. */
type DrawnTexts = Map<string, readonly CellPart[]>

/** What is known of a field: its keys, and how its latest values are drawn, as its own or in place of another's. */
type FieldLook = {
  keys: readonly string[]
  isSecret: boolean
  own: DrawnTexts
  standIns: DrawnTexts
}

const looks = new WeakMap<Field, FieldLook>()
/** Most values of a field that are kept, and the longest. */
const kept = { values: 1_000, length: 100 }

function getLook(field: Field): FieldLook {
  const known = looks.get(field)
  if (known) return known
  const keys = field.path.split('.')
  const look = { keys, isSecret: isSecretPath(keys), own: new Map(), standIns: new Map() }
  looks.set(field, look)
  return look
}

/** The text of a field's value with suspected secrets masked, as everywhere on the screen. */
function findMaskedText(field: Field, value: unknown): string | undefined {
  const text = findCellText(value)
  if (text === undefined) return undefined
  const { keys } = getLook(field)
  if (typeof value !== 'object') return maskHead(keys, text)
  if (text.length > maxSearchedLength) return `${toCountText(text.length)} characters`
  return maskSpans(text, findSecrets(text, keys.at(-1)))
}

/** How a value is drawn in its own column or in another one's; `undefined` when there is none to show. */
function findParts(
  field: Field,
  value: unknown,
  timeZone: string,
  isOwn: boolean,
): readonly CellPart[] | undefined {
  const look = getLook(field)
  const isInstant = field.kind === 'instant' && isOwn
  // What is an instant as a whole holds nothing else.
  if (isInstant && typeof value === 'string' && !look.isSecret) {
    const parts = findInstantParts(value, timeZone)
    if (parts) return parts
  }
  const drawn = isOwn ? look.own : look.standIns
  const known = typeof value === 'string' ? drawn.get(value) : undefined
  if (known) return known
  const text = findMaskedText(field, value)
  if (text === undefined) return undefined
  const parts = isOwn ? drawers[field.kind](text) : toRuns(text, standIn)
  if (typeof value === 'string' && value.length <= kept.length) {
    if (drawn.size >= kept.values) drawn.clear()
    drawn.set(value, parts)
  }
  return parts
}

/** One cell: the field of the column, else one of the fields that may stand in for it. */
export function toCellContent(
  entry: unknown,
  column: Column,
  fields: ReadonlyMap<string, Field>,
  timeZone: string,
): CellContent {
  const own = fields.get(column.field)
  const ownValue = own && readField(entry, own)
  const ownParts = own && findParts(own, ownValue, timeZone, true)
  if (ownParts) return { field: own, value: ownValue, parts: ownParts }
  for (const path of column.otherwise ?? []) {
    const field = fields.get(path)
    const value = field && readField(entry, field)
    const parts = field && findParts(field, value, timeZone, false)
    if (parts) return { field, value, parts }
  }
  return { field: own, value: ownValue, parts: toNothing(ownValue) }
}

/** What a tooltip says of a cell: whose value it is where another stands in, and the whole of it. */
export function toTitle(
  entry: unknown,
  column: Column,
  fields: ReadonlyMap<string, Field>,
  timeZone: string,
): string {
  const { field, value } = toCellContent(entry, column, fields, timeZone)
  const text = field && findMaskedText(field, value)
  if (text === undefined) return toNothingWords(value)
  const day = field?.kind === 'instant' ? findDayLabel(text, timeZone) : undefined
  const shown = `${toVisibleText(text.slice(0, maxTitleLength))}${day ? ` · ${day} (${timeZone})` : ''}`
  return field && field.path !== column.field ? `${field.label}: ${shown}` : shown
}

function toNothingWords(value: unknown): string {
  if (value === undefined) return 'Not recorded'
  return value === null ? 'Recorded as null' : 'Recorded as an empty text'
}

/** Nothing to show is said as it is: not recorded, recorded as null, or recorded as empty text. */
function toNothing(value: unknown): readonly CellPart[] {
  return value === undefined ? absent : value === null ? nothing : empty
}

function toRuns(text: string, className: string): readonly CellPart[] {
  const shown = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
  return toTextRuns(shown).map((run) => ({
    text: run.text,
    ...(run.title === undefined
      ? { className }
      : { className: run.className, isBox: true, title: run.title }),
  }))
}

function toShortId(text: string): string {
  return text.length <= maxIdLength ? text : `${text.slice(0, 12)}…${text.slice(-10)}`
}

function findInstantParts(text: string, timeZone: string): readonly CellPart[] | undefined {
  const parts = findTimeParts(text, timeZone)
  return (
    parts && [
      { text: `${parts.date} `, className: dateLook },
      { text: parts.time, className: `${mono} tabular-nums` },
      { text: ` ${parts.zone}`, className: monoSubtle },
    ]
  )
}

function toOutcome(text: string): readonly CellPart[] {
  const dot = Object.hasOwn(outcomeDots, text) ? outcomeDots[text] : undefined
  const runs = toRuns(text, plain)
  return dot ? [{ text: '', className: `${dotClass} ${dot}` }, ...runs] : runs
}
