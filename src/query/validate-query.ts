/**
 * The one validator of requests. The URL codec, the proxy and the emulator ask it about every key
 * and value; each answer names the culprit and the remedy.
 */
import ipaddr from 'ipaddr.js'
import { findParameter } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import { findEpochMs, findInstantForm } from '../cloudflare/instant.ts'
import type { FilterMode } from './log-query.ts'
import { findNeverRecorded } from './never-recorded.ts'
import type { Pair } from './query-string.ts'
import { readRequestPairs, toRequestName } from './request-pairs.ts'

/** Why a part of a request or of a link cannot be used. */
export type QueryProblem = {
  kind:
    | 'unknown-parameter'
    | 'bad-value'
    | 'repeated'
    | 'not-excludable'
    | 'missing'
    | 'not-for-links'
    | 'contradiction'
    | 'too-long'
    | 'bad-encoding'
  /** The key as it was written. */
  key: string
  /** The value as it was written, when there was one. */
  value?: string
  /** What is wrong and what would be right. */
  message: string
}

/** Limits of a query string: bytes as written, number of pairs, and bytes of one decoded value. */
export const querySizes = { queryBytes: 16_384, pairs: 512, valueBytes: 2_048 } as const

/** Longest id that a filter accepts, in characters. */
const maxIdLength = 256

/** What a key means to an endpoint: the parameter and the mode, or why it means nothing. */
export function findKeyMeaning(
  endpoint: { parameters: readonly Parameter[] },
  key: string,
): { parameter: Parameter; mode: FilterMode } | { problem: QueryProblem } {
  const excludes = key.endsWith('.not')
  const name = excludes ? key.slice(0, -'.not'.length) : key
  const parameter = findParameter(endpoint, name)
  if (!parameter) {
    const remedy = findNeverRecorded(name) ?? 'Remove it, or check the spelling.'
    const message = `“${clip(key)}” is not a parameter of this log. ${remedy}`
    return { problem: { kind: 'unknown-parameter', key, message } }
  }
  if (excludes && !parameter.exclude) {
    const message = `The API cannot exclude by “${name}” here. Use “${name}” to include instead.`
    return { problem: { kind: 'not-excludable', key, message } }
  }
  return { parameter, mode: excludes ? 'exclude' : 'include' }
}

/** What is wrong with one value of a parameter; `undefined` when nothing is. */
export function findValueProblem(parameter: Parameter, value: string): string | undefined {
  const name = parameter.wireName
  if (value === '') return `“${name}” has no value. Give one, or remove it.`
  if (!value.isWellFormed()) return `“${name}” has a value that is not Unicode text.`
  if (isLongerThan(value, querySizes.valueBytes)) return tooLongMessage(name)
  const remedy = remedies[parameter.kind](parameter, value)
  return remedy && `“${clip(value)}” is not valid for “${name}”. ${remedy}`
}

/** Everything wrong with the decoded query of a request to an endpoint; empty when all is well. */
export function validatePairs(
  endpoint: { parameters: readonly Parameter[] },
  given: readonly Pair[],
): QueryProblem[] {
  if (given.length > querySizes.pairs) {
    const message = `More than ${querySizes.pairs} parameters. Remove some.`
    return [{ kind: 'too-long', key: '', message }]
  }
  const { pairs, problems: requestProblems } = readRequestPairs(endpoint, given)
  const problems: QueryProblem[] = [...requestProblems]
  const seen = new Set<string>()
  for (const [key, value] of pairs) {
    const meaning = findKeyMeaning(endpoint, key)
    if ('problem' in meaning) {
      problems.push({ ...meaning.problem, value })
      continue
    }
    if (seen.has(key) && !meaning.parameter.repeats) {
      problems.push({ kind: 'repeated', key, value, message: repeatedMessage(key) })
    }
    seen.add(key)
    const message = findValueProblem(meaning.parameter, value)
    if (message) problems.push({ kind: 'bad-value', key, value, message })
  }
  for (const parameter of endpoint.parameters) {
    if (parameter.required && !seen.has(parameter.wireName)) {
      const key = toRequestName(parameter)
      const message = `“${key}” is required. Add it, for example ${key}=2026-11-01.`
      problems.push({ kind: 'missing', key, message })
    }
  }
  return [...problems, ...timeOrderProblems(pairs)]
}

/** The message about a key that stands more often than the API accepts. */
export function repeatedMessage(key: string): string {
  return `“${key}” takes one value. Keep one and remove the others.`
}

/** The message about a value that is longer than any parameter accepts. */
export function tooLongMessage(key: string): string {
  return `A value of “${key}” is longer than ${querySizes.valueBytes} bytes. Shorten it.`
}

/** Whether a text takes more than this many bytes in UTF-8. */
export function isLongerThan(text: string, bytes: number): boolean {
  // No character of a JavaScript text takes more than three bytes.
  if (text.length * 3 <= bytes) return false
  return text.length > bytes || new TextEncoder().encode(text).length > bytes
}

/** A problem when `before` is not later than `since`; empty while either is missing or unusable. */
export function timeOrderProblems(pairs: readonly Pair[]): QueryProblem[] {
  const find = (name: string) => findEpochMs(pairs.find(([key]) => key === name)?.[1] ?? '')
  const sinceMs = find('since')
  const beforeMs = find('before')
  if (sinceMs === undefined || beforeMs === undefined || sinceMs < beforeMs) return []
  const message = '“before” is not later than “since”. Swap them, or widen the range.'
  return [{ kind: 'contradiction', key: 'before', message }]
}

type Remedy = (parameter: Parameter, value: string) => string | undefined

/** For each kind, what would be right when the value is not; `undefined` when it is. */
const remedies = {
  text: () => undefined,
  email: () => undefined,
  opaque: (_, value) =>
    /^[\w+/=.~-]+$/.test(value) ? undefined : 'Use a cursor as the API gave it, unaltered.',
  id: (_, value) =>
    value.length > maxIdLength ? `Use an id of at most ${maxIdLength} characters.` : undefined,
  choice: ({ values = [] }, value) =>
    values.includes(value) ? undefined : `Use one of ${values.join(', ')}.`,
  boolean: (_, value) => (/^(true|false)$/.test(value) ? undefined : 'Use true or false.'),
  integer: ({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }, value) =>
    /^(0|[1-9]\d{0,8})$/.test(value) && Number(value) >= minimum && Number(value) <= maximum
      ? undefined
      : `Use a whole number from ${minimum}${maximum < 1e9 ? ` to ${maximum}` : ' up'}.`,
  ip: (_, value) =>
    isAddress(value)
      ? undefined
      : `Use one IPv4 or IPv6 address, such as 198.51.100.7.${toNetworkHint(value)}`,
  'ip-or-cidr': (_, value) =>
    isAddress(value) || isRange(value)
      ? undefined
      : 'Use an address or a range, such as 198.51.100.7 or 198.51.100.0/24.',
  instant: (_, value) =>
    findInstantForm(value) === 'date-time'
      ? undefined
      : 'Use an RFC 3339 instant, such as 2026-11-01T08:30:00Z.',
  'date-or-instant': (_, value) =>
    findInstantForm(value)
      ? undefined
      : 'Use a date or an RFC 3339 instant, such as 2026-11-01 or 2026-11-01T08:30:00Z.',
} satisfies Record<Parameter['kind'], Remedy>

/** Textual forms that mean one thing everywhere: no octal, hexadecimal or short IPv4, no zone index. */
function isAddress(value: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(value)) return true
  const tail = value.slice(value.lastIndexOf(':') + 1)
  if (value.includes('%') || !ipaddr.IPv6.isValid(value)) return false
  return !tail.includes('.') || ipaddr.IPv4.isValidFourPartDecimal(tail)
}

function isRange(value: string): boolean {
  const [address = '', bits = ''] = value.split('/')
  return isAddress(address) && /^(0|[1-9]\d*)$/.test(bits) && ipaddr.isValidCIDR(value)
}

/** Where a network can be asked for that is refused here. Only whole octets can be looked for as text. */
function toNetworkHint(value: string): string {
  if (!isRange(value)) return ''
  const [address = '', bits = ''] = value.split('/')
  const octets = address.split('.').slice(0, Math.floor(Number(bits) / 8))
  const isText = ipaddr.IPv4.isValidFourPartDecimal(address) && Number(bits) % 8 === 0
  const local =
    isText && octets.length > 0
      ? `, and a local filter for “${octets.join('.')}.” finds it among loaded entries`
      : ''
  return ` Audit log v1 takes a network${local}.`
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
