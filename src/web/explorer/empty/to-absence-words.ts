/** Says in one sentence what a timeline without entries was asked, and what each kind of its logs did. */
import { findRole } from '../../../catalog/timeline/timeline-role.ts'
import type { Filter, LogQuery } from '../../../query/log-query.ts'
import { joinRoles } from '../../../query/timeline/plan-words.ts'
import { toShortText } from '../../filters/draft/filter-words.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import type { SourceOutcome } from './list-source-outcomes.ts'

/** So many filters and values of a filter are spelled out. */
const maxFilters = 3
const maxValues = 3
const maxValueLength = 40

/** For example `No entry with address 203.0.113.250 in 10 logs; 6 logs record no address.` */
export function toAbsenceWords(
  { filters }: Pick<LogQuery, 'filters'>,
  outcomes: readonly Pick<SourceOutcome, 'kind' | 'unrecorded'>[],
): string {
  const count = (kind: SourceOutcome['kind']) =>
    outcomes.filter((each) => each.kind === kind).length
  const [empty, partial, failed, hidden] = [
    count('empty'),
    count('partial'),
    count('failed'),
    count('hidden'),
  ]
  const where = empty > 0 ? `in ${toCounted(empty, 'log')}` : 'so far'
  const parts = [
    ['No entry', toFilterPhrase(filters), where].filter(Boolean).join(' '),
    ...listUnrecorded(outcomes),
    ...(partial > 0 ? [`${toLogs(partial, 'was', 'were')} read in part`] : []),
    ...(failed > 0 ? [`${toCounted(failed, 'log')} failed`] : []),
    ...(hidden > 0 ? [`${toLogs(hidden, 'is', 'are')} hidden`] : []),
  ]
  return `${parts.join('; ')}.`
}

function toLogs(count: number, one: string, several: string): string {
  return `${toCounted(count, 'log')} ${count === 1 ? one : several}`
}

/** The logs that do not record what was asked for, counted by what they lack. */
function listUnrecorded(outcomes: readonly Pick<SourceOutcome, 'unrecorded'>[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { unrecorded } of outcomes) {
    if (!unrecorded) continue
    const words = joinRoles(unrecorded, 'or')
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].map(([words, count]) => `${toLogs(count, 'records', 'record')} no ${words}`)
}

function toFilterPhrase(filters: readonly Filter[]): string {
  if (filters.length > maxFilters) return `that matches the ${filters.length} filters`
  const list = (mode: Filter['mode'], word: string) => {
    const phrases = filters.filter((each) => each.mode === mode).map(toValuePhrase)
    return phrases.length === 0
      ? []
      : [`${word} ${phrases.join(mode === 'include' ? ' and ' : ' or ')}`]
  }
  return [...list('include', 'with'), ...list('exclude', 'without')].join(', ')
}

/** For example `address 192.0.2.1 or 192.0.2.2`. */
function toValuePhrase({ parameter, values }: Filter): string {
  const role = findRole(parameter)
  const label = role ? joinRoles([role], 'or') : parameter
  const first = values.slice(0, maxValues).map((value) => toShortText(value, maxValueLength))
  const more = values.length - first.length
  const texts = more > 0 ? [...first, `${more} more`] : first
  return `${label} ${texts.join(', ').replace(/, ([^,]*)$/, ' or $1')}`
}
