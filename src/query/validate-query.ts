/**
 * Validates the keys and values of requests, for the URL codec, the proxy and the emulator. Each problem names the key
 * or value and says what to write instead.
 */
import ipaddr from 'ipaddr.js'
import { describeUnattested } from '../catalog/describe-dataset.ts'
import { findParameter } from '../catalog/index.ts'
import type { Parameter, UnattestedParameter } from '../catalog/parameters.ts'
import { findEpochMs, findInstantForm } from '../cloudflare/instant.ts'
import type { FilterMode } from './log-query.ts'
import { findNeverRecorded } from './never-recorded.ts'
import type { Pair } from './query-string.ts'
import { readRequestPairs, toRequestName } from './request-pairs.ts'

/** A part of a request or of a link that cannot be used. */
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
  /** The value as it was written; absent when there is none. */
  value?: string
  /** Says for the user what is wrong and what to write instead. */
  message: string
}

/** Maximum sizes of a query string: bytes as written, number of pairs, and bytes of one decoded value. */
export const querySizes = { queryBytes: 16_384, pairs: 512, valueBytes: 2_048 } as const

/** Maximum length of an id in a filter, in UTF-16 units. */
const maxIdLength = 256

/** What an endpoint accepts, and the filters that it may accept. */
type Accepting = {
  parameters: readonly Parameter[]
  unattestedParameters?: readonly UnattestedParameter[] | undefined
}

/** What to do about a name that is no parameter of an endpoint, where that is known. */
export function findNameRemedy(
  { unattestedParameters = [] }: Pick<Accepting, 'unattestedParameters'>,
  name: string,
): string | undefined {
  const unattested = unattestedParameters.find(({ wireName, impliedBy, field }) =>
    [wireName, impliedBy, field].includes(name),
  )
  return unattested ? `In the API, ${describeUnattested(unattested)}` : findNeverRecorded(name)
}

/** The parameter and the mode of a key of an endpoint, or the problem with the key. */
export function findKeyMeaning(
  endpoint: Accepting,
  key: string,
): { parameter: Parameter; mode: FilterMode } | { problem: QueryProblem } {
  const excludes = key.endsWith('.not')
  const name = excludes ? key.slice(0, -'.not'.length) : key
  const parameter = findParameter(endpoint, name)
  if (!parameter) {
    const remedy = findNameRemedy(endpoint, name) ?? 'Remove it, or check the spelling.'
    const message = `“${clip(key)}” is not a parameter of this log. ${remedy}`
    return { problem: { kind: 'unknown-parameter', key, message } }
  }
  if (excludes && !parameter.exclude) {
    const message = `The API cannot exclude by “${name}” here. Use “${name}” to include instead.`
    return { problem: { kind: 'not-excludable', key, message } }
  }
  return { parameter, mode: excludes ? 'exclude' : 'include' }
}

/** The message for an invalid value of a parameter; `undefined` when the value is valid. */
export function findValueProblem(parameter: Parameter, value: string): string | undefined {
  const name = parameter.wireName
  if (value === '') return `“${name}” has no value. Give one, or remove it.`
  if (!value.isWellFormed()) return `“${name}” has a value that is not Unicode text.`
  if (isLongerThan(value, querySizes.valueBytes)) return tooLongMessage(name)
  const remedy = remedies[parameter.kind](parameter, value)
  return remedy && `“${clip(value)}” is not valid for “${name}”. ${remedy}`
}

/** All problems of the decoded query of a request to an endpoint; empty for a valid query. */
export function validatePairs(endpoint: Accepting, requestPairs: readonly Pair[]): QueryProblem[] {
  if (requestPairs.length > querySizes.pairs) {
    const message = `More than ${querySizes.pairs} parameters. Remove some.`
    return [{ kind: 'too-long', key: '', message }]
  }
  const { problems: requestProblems, parts, ...read } = readRequestPairs(endpoint, requestPairs)
  const problems: QueryProblem[] = [...requestProblems]
  const pairs = [
    ...read.pairs,
    ...parts.map(({ parameter, text }): Pair => [parameter.wireName, text]),
  ]
  const seenKeys = new Set<string>()
  for (const [key, value] of pairs) {
    const meaning = findKeyMeaning(endpoint, key)
    if ('problem' in meaning) {
      problems.push({ ...meaning.problem, value })
      continue
    }
    if (seenKeys.has(key) && !meaning.parameter.repeats) {
      problems.push({ kind: 'repeated', key, value, message: repeatedMessage(key) })
    }
    seenKeys.add(key)
    const message = findValueProblem(meaning.parameter, value)
    if (message) problems.push({ kind: 'bad-value', key, value, message })
  }
  for (const parameter of endpoint.parameters) {
    if (parameter.required && !seenKeys.has(parameter.wireName)) {
      problems.push(toMissingProblem(parameter))
    }
  }
  return [...problems, ...timeOrderProblems(pairs)]
}

/** The problem of a request that lacks a required parameter. */
export function toMissingProblem(parameter: Parameter): QueryProblem {
  const key = toRequestName(parameter)
  const { valueList } = parameter
  const remedy = valueList
    ? `This log is read for one ${valueList.label} or several: add ${key}=… with an id from ${valueList.path}.`
    : `Add it, for example ${key}=2026-11-01.`
  return { kind: 'missing', key, message: `“${key}” is required. ${remedy}` }
}

/** The message for a key that is repeated although the API accepts one value. */
export function repeatedMessage(key: string): string {
  return `“${key}” takes one value. Keep one and remove the others.`
}

/** The message for a value of more than `querySizes.valueBytes`. */
export function tooLongMessage(key: string): string {
  return `A value of “${key}” is longer than ${querySizes.valueBytes} bytes. Shorten it.`
}

/** Whether a text has more than this number of bytes in UTF-8. */
export function isLongerThan(text: string, bytes: number): boolean {
  // No UTF-16 unit takes more than three bytes.
  if (text.length * 3 <= bytes) return false
  return text.length > bytes || new TextEncoder().encode(text).length > bytes
}

/** A problem when `before` is not later than `since`; empty when either is missing or invalid. */
export function timeOrderProblems(pairs: readonly Pair[]): QueryProblem[] {
  const findMs = (name: string) => findEpochMs(pairs.find(([key]) => key === name)?.[1] ?? '')
  const sinceMs = findMs('since')
  const beforeMs = findMs('before')
  if (sinceMs === undefined || beforeMs === undefined || sinceMs < beforeMs) return []
  const message = '“before” is not later than “since”. Swap them, or widen the range.'
  return [{ kind: 'contradiction', key: 'before', message }]
}

type Remedy = (parameter: Parameter, value: string) => string | undefined

/** For each kind of parameter, a sentence that says which values are valid; `undefined` for a valid value. */
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
    isAddress(value) || isNetwork(value)
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

/** Accepts unambiguous forms only: no octal, hexadecimal or short IPv4 address, and no zone index. */
export function isAddress(value: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(value)) return true
  const tail = value.slice(value.lastIndexOf(':') + 1)
  if (value.includes('%') || !ipaddr.IPv6.isValid(value)) return false
  return !tail.includes('.') || ipaddr.IPv4.isValidFourPartDecimal(tail)
}

/** Whether a text is a network in CIDR notation, such as `198.51.100.0/24`. */
export function isNetwork(value: string): boolean {
  const [address = '', bits = ''] = value.split('/')
  return isAddress(address) && /^(0|[1-9]\d*)$/.test(bits) && ipaddr.isValidCIDR(value)
}

/** Where to ask for a network instead. */
function toNetworkHint(value: string): string {
  return isNetwork(value)
    ? ' Audit log v1 takes a network, and a local filter on this field finds it among loaded entries.'
    : ''
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
