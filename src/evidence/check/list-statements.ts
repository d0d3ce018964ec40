/**
 * What a receipt says, for people. The receipt may be made by an attacker, so nothing of its form is taken for granted;
 * what is not as expected is left out here, and found by the checks.
 */
import type { CheckDetail } from '../verify/check.ts'

/** More logs are counted and not listed. */
const maxLogs = 20
const maxTextLength = 1_000

/** Lists what the predicate of a receipt says: claim, question, time range, logs, counts and verdict. */
export function listStatements(predicate: unknown): readonly CheckDetail[] {
  const question = read(predicate, 'question')
  const timeRange = read(question, 'timeRange')
  const counts = read(predicate, 'counts')
  const made = read(predicate, 'madeBy')
  const rows: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Claim', toText(read(predicate, 'claim'))],
    ['Verdict', toText(read(predicate, 'verdict'))],
    ['Asked', toText(read(question, 'log'))],
    ['Filters', toFilterWords(question, read(predicate, 'sources'))],
    ['Local filters', toLocalFilterWords(question)],
    ['Time range', joinTexts(' to ', read(timeRange, 'since'), read(timeRange, 'before'))],
    ['Logs', toLogWords(read(predicate, 'sources'))],
    ['Logs that were not asked', toUnaskedWords(read(predicate, 'notAsked'))],
    ['Entries', toCountWords(counts)],
    ['Pages received', toLengthText(read(predicate, 'pages'))],
    ['May still change since', toText(read(predicate, 'mayStillChangeSince'))],
    ['Made', joinTexts(' by ', read(predicate, 'madeAt'), toMaker(made))],
    ['Link', toText(read(question, 'link'))],
  ]
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}

function read(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string' || value === '') return undefined
  return value.length > maxTextLength ? `${value.slice(0, maxTextLength)}…` : value
}

function joinTexts(between: string, ...values: readonly unknown[]): string | undefined {
  const texts = values.flatMap((value) => toText(value) ?? [])
  return texts.length === values.length ? texts.join(between) : undefined
}

function toLengthText(value: unknown): string | undefined {
  return Array.isArray(value) ? String(value.length) : undefined
}

function toMaker(made: unknown): string | undefined {
  return joinTexts(' ', read(made, 'name'), read(made, 'version'))
}

/**
 * The filters that the logs were asked with, which the checks compare with the requests; then those of the link, which
 * nothing compares, without those of time.
 */
function toFilterWords(question: unknown, sources: unknown): string | undefined {
  const link = toText(read(question, 'link'))
  const time = ['since', 'before', 'range', 'tz', 'entry', 'find', 'in', 'off']
  const pairs =
    link !== undefined && URL.canParse(link)
      ? [...new URL(link).searchParams].filter(([key]) => !time.includes(key))
      : undefined
  const asked = [question, ...(Array.isArray(sources) ? sources : [])].flatMap(listFilterTexts)
  if (!pairs && asked.length === 0) return undefined
  const texts = new Set([...asked, ...(pairs ?? []).map(([key, value]) => `${key}=${value}`)])
  return texts.size === 0 ? 'none' : toText([...texts].join(' · '))
}

function listFilterTexts(of: unknown): readonly string[] {
  const filters = read(of, 'filters')
  if (!Array.isArray(filters)) return []
  return filters.flatMap((filter: unknown) => {
    const parameter = toText(read(filter, 'parameter'))
    const values = read(filter, 'values')
    if (parameter === undefined || !Array.isArray(values)) return []
    const name = read(filter, 'mode') === 'exclude' ? `${parameter}.not` : parameter
    return values.flatMap((value: unknown) => {
      const text = toText(value)
      return text === undefined ? [] : [`${name}=${text}`]
    })
  })
}

/** The filters over loaded entries; nothing is said where there is none. */
function toLocalFilterWords(question: unknown): string | undefined {
  const filters = read(question, 'localFilters')
  if (!Array.isArray(filters) || filters.length === 0) return undefined
  const texts = filters.slice(0, maxLogs).flatMap((filter: unknown) => toMemberWords(filter) ?? [])
  const more = filters.length > texts.length ? [`and ${filters.length - texts.length} more`] : []
  return toText([...texts, ...more].join(' · '))
}

/** The members of a filter over loaded entries, whose kinds differ. */
function toMemberWords(filter: unknown): string | undefined {
  if (typeof filter !== 'object' || filter === null) return undefined
  const members = Object.entries(filter).slice(0, maxLogs)
  const texts = members.flatMap(([key, value]) => {
    const text = toText(value) ?? toText(JSON.stringify(value))
    if (text === undefined) return []
    return [key === 'kind' ? text : `${key} ${text}`]
  })
  return texts.length === 0 ? undefined : texts.join(' ')
}

function toLogWords(sources: unknown): string | undefined {
  if (!Array.isArray(sources)) return undefined
  const texts = sources.slice(0, maxLogs).flatMap((source: unknown) => {
    const path = toText(read(source, 'in'))
    const title = toText(read(source, 'log'))
    const name = title ?? path
    const verdict = toText(read(read(source, 'ledger'), 'verdict'))
    if (name === undefined) return []
    const exported = toText(read(source, 'exported'))
    // A title is a word of the receipt; the path is compared with the requests.
    const facts = [
      title && path,
      verdict,
      exported === undefined ? undefined : `${exported} entries`,
    ]
    const known = facts.filter((fact) => fact !== undefined)
    return [known.length === 0 ? name : `${name} (${known.join(', ')})`]
  })
  const more = sources.length > maxLogs ? [`and ${sources.length - maxLogs} more`] : []
  return toText([...texts, ...more].join('; '))
}

function toUnaskedWords(notAsked: unknown): string | undefined {
  if (!Array.isArray(notAsked) || notAsked.length === 0) return undefined
  const texts = notAsked.slice(0, maxLogs).flatMap((source: unknown) => {
    const name = toText(read(source, 'log')) ?? toText(read(source, 'in'))
    const reason = toText(read(source, 'because'))
    return name === undefined ? [] : [reason === undefined ? name : `${name}: ${reason}`]
  })
  return toText(texts.join('; '))
}

function toCountWords(counts: unknown): string | undefined {
  const exported = toText(read(counts, 'exported'))
  const loaded = toText(read(counts, 'loaded'))
  return exported === undefined || loaded === undefined
    ? undefined
    : `${exported} exported of ${loaded} loaded`
}
