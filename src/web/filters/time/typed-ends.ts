/** Both ends of a range while they are typed: what they mean, what was assumed, and what is wrong. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { findParameter } from '../../../catalog/index.ts'
import { findInstantForm } from '../../../cloudflare/instant.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../../query/time/time-range.ts'
import type { TypedRange } from '../../../query/time/typed-range.ts'
import { parseTypedTime } from '../../../query/time/typed-time.ts'
import { findValueProblem, timeOrderProblems } from '../../../query/validate-query.ts'
import { toShortTime } from './time-range-words.ts'

/** One end: either a problem, or what it means (`undefined` for an empty input) with a remark. */
export type ReadEnd = {
  problem?: string
  meaning?: string
  remark?: string
}

/** Both ends, and the range that they make when nothing is wrong. */
export type ReadEnds = { since: ReadEnd; before: ReadEnd; range: TimeRange | undefined }

const ends = ['since', 'before'] as const

/**
 * The texts to begin with. In UTC they are as the address has them; in another zone as the table would
 * show them, so that inputs and table agree.
 */
export function toTypedRange(
  timeRange: TimeRange,
  resolved: ResolvedTimeRange | undefined,
  timeZone: string,
): TypedRange {
  const written = timeRange.kind === 'absolute' ? timeRange : resolved
  const show = (text = '') => (timeZone === 'UTC' ? text : toShortTime(text, timeZone))
  return { since: show(written?.since), before: show(written?.before) }
}

/**
 * Reads both ends. An end that still has its first text keeps what the address said, with all of its
 * digits; `written` is that range.
 */
export function readEnds(
  dataset: Dataset,
  typed: TypedRange,
  { timeZone, first, written }: { timeZone: string; first: TypedRange; written: TypedRange },
): ReadEnds {
  const values = { since: '', before: '' }
  const read: { since: ReadEnd; before: ReadEnd } = { since: {}, before: {} }
  for (const end of ends) {
    const isUntouched = typed[end] === first[end] && written[end] !== ''
    const found = parseTypedTime(isUntouched ? written[end] : typed[end], {
      timeZone: isUntouched ? 'UTC' : timeZone,
      end,
    })
    if (found.kind === 'problem') read[end] = { problem: found.message }
    if (found.kind !== 'time') continue
    const value = toAccepted(dataset, end, found.value)
    const problem = findProblem(dataset, end, value)
    values[end] = value
    read[end] = problem
      ? { problem }
      : { meaning: toEcho(value, timeZone), ...(found.remark && { remark: found.remark }) }
  }
  if (!read.since.problem && !read.before.problem) {
    if (values.since === '' && values.before === '') {
      read.since = { problem: 'Give at least one end of the range.' }
    }
    const [order] = timeOrderProblems(Object.entries(values))
    if (order) read.before = { problem: order.message }
  }
  const canApply = !read.since.problem && !read.before.problem
  return { ...read, range: canApply ? toAbsoluteRange(values) : undefined }
}

/** What a time means in UTC, and in the zone of the screen when that is another. */
function toEcho(value: string, timeZone: string): string {
  const utc = toShortTime(value, 'UTC')
  return timeZone === 'UTC' ? utc : `${utc} · ${toShortTime(value, timeZone)}`
}

/** A day becomes its first instant where the log takes instants only. */
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
