/** Converts a value to the text runs of a table cell, by the kind of its field. Color never carries meaning alone. */
import type { Column, Field, FieldKind } from '../../../catalog/fields.ts'
import { readField, summaryPath } from '../../../catalog/fields.ts'
import { findOutcomeWord, isOutcomeField, readOutcome } from '../../../catalog/roles.ts'
import type { Rule } from '../../../detection/rule.ts'
import { getFields } from '../../../query/get-fields.ts'
import { findSecrets, maskHead, maskSpans } from '../../../query/secrets/find-secrets.ts'
import { isSecretPath } from '../../../query/secrets/secret-keys.ts'
import type { EntryOrigins } from '../../store/origins/entry-origins.ts'
import { toCountText } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'
import { toTextRuns, toVisibleText } from '../../ui/text/visible-text.tsx'
import type { CellPart } from './cell-part.ts'
import { findDayLabel } from './day-label.ts'
import type { ShownPairs } from './log-cell.ts'
import { hasFraction } from './same-second.ts'
import { type SummaryStyle, toSummaryParts, toSummaryTitle } from './summary-cell.ts'

/** What all cells of a list have in common. */
export type CellStyle = SummaryStyle & {
  timeZone: string
  /** The year that times do not need to say, because the whole list is of it. */
  hiddenYear?: string | undefined
  /** Where the entries of a timeline are from. */
  origins?: EntryOrigins | undefined
  /** How a timeline shows the entries of two logs that record one event. */
  pairs?: ShownPairs | undefined
  /** The detection rules by their ids. */
  rules?: ReadonlyMap<string, Rule> | undefined
}

/** The content of a cell: the field, which may be a fallback for the column's own, its value, and its text runs. */
type CellContent = { field: Field | undefined; value: unknown; parts: readonly CellPart[] }

const plain = ''
const mono = 'font-mono text-[12px]'
const monoSubtle = 'font-mono text-[12px] text-kumo-subtle'
/** The date is bold in the first row of a day. */
const dateClass = `${monoSubtle} group-data-day/row:font-bold group-data-day/row:text-kumo-default`
/** For a value of a fallback field, and for the words “null” and “empty”. */
const substituteClass = 'text-kumo-subtle italic'

// Without a class: it is frequent in every column, and changing a class costs more than drawing the text.
const absent: readonly CellPart[] = [{ text: '–', className: plain }]
const nothing: readonly CellPart[] = [{ text: 'null', className: substituteClass }]
const empty: readonly CellPart[] = [{ text: 'empty', className: substituteClass }]

/** Maximum length of a text in a cell; the drawer shows the whole text. */
const maxTextLength = 400
/** Maximum length of a text in a tooltip. */
const maxTitleLength = 500
/** Maximum length of an id that is drawn whole; a longer one is drawn without its middle. */
const maxIdLength = 26

/** Only a failure has a color. */
const outcomes: Readonly<Record<'success' | 'failure', readonly CellPart[]>> = {
  success: [{ text: 'success', className: 'text-kumo-subtle' }],
  failure: [{ text: 'failure', className: 'font-semibold text-kumo-danger' }],
}

const unsaid: readonly CellPart[] = []

const formatters = {
  instant: (text) => toRuns(text, plain),
  email: (text) => toRuns(text, plain),
  ip: (text) => toRuns(text, mono),
  id: (text) => toRuns(toShortId(text), mono),
  text: (text) => toRuns(text, plain),
  json: (text) => toRuns(text, mono),
  choice: (text) => toRuns(text, plain),
  boolean: (text) => toRuns(text, plain),
  number: (text) => toRuns(text, 'tabular-nums'),
} satisfies Record<FieldKind, (text: string) => readonly CellPart[]>

/** The text of a value as a cell shows it; `undefined` without a text. */
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

/** Longer objects are not searched for secrets, and therefore not shown in a cell. */
const maxSearchedLength = 20_000

/** Text runs by value. Values repeat, and searching them for secrets takes longer than drawing them. */
type PartsByValue = Map<string, readonly CellPart[]>

/** The keys of a field, and the text runs of its latest values: in its own column, and as a fallback in others. */
type FieldCache = {
  keys: readonly string[]
  isSecret: boolean
  own: PartsByValue
  asFallback: PartsByValue
}

const fieldCaches = new WeakMap<Field, FieldCache>()
/** Maximum number of cached values of a field, and their maximum length. */
const maxCachedValues = 1_000
const maxCachedLength = 100

function getFieldCache(field: Field): FieldCache {
  const existing = fieldCaches.get(field)
  if (existing) return existing
  const keys = field.path.split('.')
  const cache = { keys, isSecret: isSecretPath(keys), own: new Map(), asFallback: new Map() }
  fieldCaches.set(field, cache)
  return cache
}

/** The text of a field's value with suspected secrets masked, as everywhere on the screen. */
function findMaskedText(field: Field, value: unknown): string | undefined {
  const text = findCellText(value)
  if (text === undefined) return undefined
  const { keys } = getFieldCache(field)
  if (typeof value !== 'object') return maskHead(keys, text)
  if (text.length > maxSearchedLength) return `${toCountText(text.length)} characters`
  return maskSpans(text, findSecrets(text, keys.at(-1)))
}

/** The text runs of a value in its own column or another one; `undefined` without a text. */
function findParts(
  field: Field,
  value: unknown,
  style: CellStyle,
  isOwn: boolean,
): readonly CellPart[] | undefined {
  const cache = getFieldCache(field)
  const isInstant = field.kind === 'instant' && isOwn
  // A valid instant contains no secret, so it needs no search for one.
  if (isInstant && typeof value === 'string' && !cache.isSecret) {
    const parts = findInstantParts(value, style)
    if (parts) return parts
  }
  const partsByValue = isOwn ? cache.own : cache.asFallback
  const cached = typeof value === 'string' ? partsByValue.get(value) : undefined
  if (cached) return cached
  const text = findMaskedText(field, value)
  if (text === undefined) return undefined
  const parts = isOwn ? formatters[field.kind](text) : toRuns(text, substituteClass)
  if (typeof value === 'string' && value.length <= maxCachedLength) {
    if (partsByValue.size >= maxCachedValues) partsByValue.clear()
    partsByValue.set(value, parts)
  }
  return parts
}

/** The text runs of a cell: of the summary, of an outcome in the words of all logs, or of a value. */
export function toCellParts(entry: unknown, column: Column, style: CellStyle): readonly CellPart[] {
  if (column.field === summaryPath) return toSummaryParts(entry, style)
  const { dataset } = style
  if (isOutcomeField(dataset, column.field)) {
    const outcome = readOutcome(dataset, entry)
    // A card has little room, and says only what is unusual.
    if (outcome === 'success' && style.form === 'card') return unsaid
    if (typeof outcome === 'string') return outcomes[outcome]
  }
  return toCellContent(entry, column, style).parts
}

/** The content of a cell: the value of the column's field, else of the first fallback field that has one. */
function toCellContent(entry: unknown, column: Column, style: CellStyle): CellContent {
  const fields = getFields(style.dataset)
  const own = fields.get(column.field)
  const ownValue = own && readField(entry, own)
  const ownParts = own && findParts(own, ownValue, style, true)
  if (ownParts) return { field: own, value: ownValue, parts: ownParts }
  for (const path of column.otherwise ?? []) {
    const field = fields.get(path)
    const value = field && readField(entry, field)
    const parts = field && findParts(field, value, style, false)
    if (parts) return { field, value, parts }
  }
  return { field: own, value: ownValue, parts: toNothing(ownValue) }
}

/** The tooltip of a cell: its whole value, after the name of the field if that is a fallback. */
export function toTitle(entry: unknown, column: Column, style: CellStyle): string {
  if (column.field === summaryPath) return toSummaryTitle(entry, style)
  const { timeZone } = style
  const { field, value } = toCellContent(entry, column, style)
  const text = field && findMaskedText(field, value)
  if (text === undefined) return toNothingWords(value)
  const outcome = findOutcomeWord(style.dataset, column.field, text)
  if (outcome !== undefined && outcome !== text) return `${outcome}, recorded as ${text}`
  const day = field?.kind === 'instant' ? findDayLabel(text, timeZone) : undefined
  const shown = `${toVisibleText(text.slice(0, maxTitleLength))}${day ? ` · ${day} (${timeZone})` : ''}`
  return field && field.path !== column.field ? `${field.label}: ${shown}` : shown
}

function toNothingWords(value: unknown): string {
  if (value === undefined) return 'Not recorded'
  return value === null ? 'Recorded as null' : 'Recorded as an empty text'
}

/** Tells an absent field, `null` and an empty text apart. */
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

/** Date and time; the heading says the zone. */
function findInstantParts(
  text: string,
  { timeZone, hiddenYear, origins }: CellStyle,
): readonly CellPart[] | undefined {
  const parts = findTimeParts(text, timeZone)
  if (!parts) return undefined
  const { date, time } = parts
  const shown = hiddenYear !== undefined && date.startsWith(`${hiddenYear}-`) ? date.slice(5) : date
  return [
    { text: `${shown} `, className: dateClass },
    { text: origins ? cutAddedFraction(time, text) : time, className: `${mono} tabular-nums` },
  ]
}

/** Beside a time of another log, a fraction that the log did not record would look like a later or an earlier time. */
function cutAddedFraction(time: string, recorded: string): string {
  return hasFraction(recorded) ? time : time.slice(0, 8)
}
