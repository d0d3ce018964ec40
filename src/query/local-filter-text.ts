/**
 * Converts between a local filter and a pair of an address. A filter on a field reads `<JSON Pointer>=<text>` under
 * `local.has` or `local.not`. In the pointer `%` and `=` are percent-encoded, as RFC 6901 section 6 does in fragments, so
 * the first `=` is the separator. Under `text`, `hours`, `rule` and the same with `.not` there is
 * only the text, the hours, or the id or tag of rules.
 *
 * The text of a field in double quotes has to equal the whole value; any other text has to be contained in it. A
 * contained text that is in quotes itself gets a backslash in front, and so does one that begins with such a backslash.
 */
import { findPointerKeys } from './json-pointer.ts'
import { formatHours, parseHours } from './local/hours.ts'
import { findNetworkProblem } from './local/networks.ts'
import { isRuleIdOrTag } from './local/rule-id.ts'
import type { FilterMode, LocalFilter } from './log-query.ts'

const keys = {
  field: { include: 'local.has', exclude: 'local.not' },
  text: { include: 'text', exclude: 'text.not' },
  hours: { include: 'hours', exclude: 'hours.not' },
  rule: { include: 'rule', exclude: 'rule.not' },
} as const satisfies Record<LocalFilter['kind'], Record<FilterMode, string>>

const meanings = new Map(
  (['field', 'text', 'hours', 'rule'] as const).flatMap((kind) =>
    (['include', 'exclude'] as const).map((mode) => [keys[kind][mode] as string, { kind, mode }]),
  ),
)

/** The key of a local filter in an address. */
export function getLocalKey({ kind, mode }: Pick<LocalFilter, 'kind' | 'mode'>): string {
  return keys[kind][mode]
}

/** Whether a key of an address has local filters as its values. */
export function isLocalKey(key: string): boolean {
  return meanings.has(key)
}

/** Formats the value of a local filter in an address. The kind and the mode are not in it: the key says them. */
export function formatLocalFilter(filter: LocalFilter): string {
  if (filter.kind === 'text') return filter.text
  if (filter.kind === 'hours') return filter.hours
  if (filter.kind === 'rule') return filter.rule
  const { pointer, text, isExact } = filter
  const escapedPointer = pointer.replaceAll('%', '%25').replaceAll('=', '%3D')
  const isMistakable = /^\\*".*"$/s.test(text)
  return `${escapedPointer}=${isExact ? `"${text}"` : isMistakable ? `\\${text}` : text}`
}

type Parsed = { filter: LocalFilter; problem?: never } | { problem: string }

/** Parses a pair of an address with one of the keys above; `problem` is a message for the user. */
export function parseLocalFilter(key: string, value: string): Parsed {
  const meaning = meanings.get(key)
  if (!meaning) return { problem: `“${key.slice(0, 60)}” is not the key of a local filter.` }
  const { kind, mode } = meaning
  if (kind === 'field') return parseFieldFilter(key, mode, value)
  if (kind === 'text') {
    return value === ''
      ? { problem: `“${key}” has no text. Write what to search for, such as ${key}=terraform.` }
      : { filter: { kind, mode, text: value } }
  }
  if (kind === 'rule') return parseRuleFilter(key, mode, value)
  const { hours, problem } = parseHours(value)
  return problem === undefined ? { filter: { kind, mode, hours: formatHours(hours) } } : { problem }
}

function parseRuleFilter(key: string, mode: FilterMode, value: string): Parsed {
  const rule = value.toLowerCase()
  if (isRuleIdOrTag(rule)) return { filter: { kind: 'rule', mode, rule } }
  const written = value.slice(0, 60)
  return {
    problem: `“${written}” names no rule. Write the id of a rule or a tag, such as ${key}=effect.loosens.`,
  }
}

function parseFieldFilter(key: string, mode: FilterMode, value: string): Parsed {
  const separatorIndex = value.indexOf('=')
  if (separatorIndex === -1) {
    return { problem: `“${key}” lacks its text. It reads place=text, such as ${example}.` }
  }
  const pointer = findPointer(value.slice(0, separatorIndex))
  if (pointer === undefined) {
    const written = value.slice(0, separatorIndex).slice(0, 60)
    return {
      problem: `“${written}” is not a place in an entry. Use a JSON Pointer, as in ${example}.`,
    }
  }
  const writtenText = value.slice(separatorIndex + 1)
  const isExact = /^".*"$/s.test(writtenText)
  const text = isExact ? writtenText.slice(1, -1) : writtenText.replace(/^\\(?=\\*".*"$)/s, '')
  const problem = findNetworkProblem({ pointer, text })
  return problem === undefined
    ? { filter: { kind: 'field', pointer, mode, text, isExact } }
    : { problem }
}

const example = '/raw/user_agent=terraform'

function findPointer(escapedPointer: string): string | undefined {
  try {
    const pointer = decodeURIComponent(escapedPointer)
    return findPointerKeys(pointer) && pointer
  } catch {
    return undefined
  }
}
