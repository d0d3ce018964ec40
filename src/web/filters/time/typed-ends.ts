/** Parses the typed ends of a range: their meaning, remarks on assumptions, and problems. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import { findInstantForm } from '../../../cloudflare/instant.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { TypedRange } from '../../../query/time/typed-range.ts'
import { parseTypedTime } from '../../../query/time/typed-time.ts'
import { findValueProblem, timeOrderProblems } from '../../../query/validate-query.ts'
import { toShortTime } from './time-range-words.ts'

/** One end: either a problem, or its meaning (`undefined` for an empty input) with a remark. */
export type ReadEnd = {
  problem?: string
  meaning?: string
  remark?: string
}

/** Both ends, and their range if neither has a problem. */
export type ReadEnds = { since: ReadEnd; before: ReadEnd; range: TimeRange | undefined }

const ends = ['since', 'before'] as const

/** How typed ends are read; `nowMs` is the present by the proxy's clock, for spoken times. */
type ReadingOfEnds = {
  timeZone: string
  nowMs?: number | undefined
  initial: TypedRange
  exact: TypedRange
}

/**
 * The initial texts of the inputs: in UTC as the address has them, in another zone as the table shows times, so that
 * inputs and table agree.
 */
export function toTypedRange(
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  timeZone: string,
): TypedRange {
  const range = timeRange.kind === 'absolute' ? timeRange : resolved
  const toText = (instant = '') => (timeZone === 'UTC' ? instant : toShortTime(instant, timeZone))
  return { since: toText(range?.since), before: toText(range?.before) }
}

/**
 * Parses both ends. `initial` are the initial texts in the zone, `exact` the same ends in UTC as the address has them.
 * An end whose text was not changed takes the exact value, because the initial text may have fewer digits.
 */
export function readEnds(
  dataset: Dataset,
  typed: TypedRange,
  { timeZone, nowMs, initial, exact }: ReadingOfEnds,
): ReadEnds {
  const values = { since: '', before: '' }
  const read: { since: ReadEnd; before: ReadEnd } = { since: {}, before: {} }
  for (const end of ends) {
    const isUntouched = typed[end] === initial[end] && exact[end] !== ''
    const parsed = parseTypedTime(isUntouched ? exact[end] : typed[end], {
      timeZone: isUntouched ? 'UTC' : timeZone,
      nowMs,
      end,
    })
    if (parsed.kind === 'problem') read[end] = { problem: parsed.message }
    if (parsed.kind !== 'time') continue
    const value = toAccepted(dataset, end, parsed.value)
    const problem = findProblem(dataset, end, value)
    values[end] = value
    read[end] = problem
      ? { problem }
      : { meaning: toEcho(value, timeZone), ...(parsed.remark && { remark: parsed.remark }) }
  }
  if (!read.since.problem && !read.before.problem) {
    if (values.since === '' && values.before === '') {
      read.since = { problem: 'Give at least one end of the range.' }
    }
    const [orderProblem] = timeOrderProblems(Object.entries(values))
    if (orderProblem) read.before = { problem: orderProblem.message }
  }
  const canApply = !read.since.problem && !read.before.problem
  return { ...read, range: canApply ? toAbsoluteRange(values) : undefined }
}

/** A time in UTC, and in the zone of the screen if that differs. */
function toEcho(value: string, timeZone: string): string {
  const utc = toShortTime(value, 'UTC')
  return timeZone === 'UTC' ? utc : `${utc} · ${toShortTime(value, timeZone)}`
}

/** Where the log accepts instants only, a date becomes its first instant. */
function toAccepted(dataset: Dataset, end: 'since' | 'before', value: string): string {
  const takesDates = findParameter(dataset, end)?.kind === 'date-or-instant'
  return !takesDates && findInstantForm(value) === 'date' ? `${value}T00:00:00Z` : value
}

function findProblem(dataset: Dataset, end: 'since' | 'before', value: string): string | undefined {
  const parameter = findParameter(dataset, end)
  return parameter && findValueProblem(parameter, value)
}

function toAbsoluteRange({ since, before }: TypedRange): TimeRange {
  return { kind: 'absolute', ...(since !== '' && { since }), ...(before !== '' && { before }) }
}
