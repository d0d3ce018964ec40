/**
 * Converts between the pairs of an address and those of a request. They differ in two respects: the API may use another
 * name for a parameter, such as `until` for `before`, and an operator beside a value (`email=…&email_op=neq`) where
 * addresses use `email.not=…`. With some operators the API compares parts of values. A value can also be sent under two
 * keys, where sources do not say which of both the API obeys.
 */
import type { Operator, Parameter } from '../catalog/parameters.ts'
import type { FilterMode } from './log-query.ts'
import type { Pair } from './query-string.ts'

type Endpoint = { parameters: readonly Parameter[] }

/** A part of a request that the API does not accept; `message` says what to write instead. */
export type RequestProblem = {
  kind: 'unknown-parameter' | 'bad-value' | 'missing' | 'repeated'
  key: string
  value: string
  message: string
}

/** The name of a parameter in requests. */
export function toRequestName({ wireName, requestName }: Parameter): string {
  return requestName ?? wireName
}

/**
 * Converts pairs of an address to those of a request. An operator follows its value, as a pair of its own; where the API
 * would compare parts of values, another pair says that it must not.
 */
export function toRequestPairs({ parameters }: Endpoint, pairs: readonly Pair[]): readonly Pair[] {
  if (!parameters.some((each) => hasRequestForm(each) || each.repeatedAs !== undefined)) {
    return pairs
  }
  return pairs.flatMap(([key, value]): Pair[] => {
    const excludes = key.endsWith('.not')
    const name = excludes ? key.slice(0, -'.not'.length) : key
    const parameter = parameters.find(({ wireName }) => wireName === name)
    if (!parameter) return [[key, value]]
    const { operator, repeatedAs } = parameter
    const requestName = toRequestName(parameter)
    if (!operator) {
      const own: Pair = [excludes ? `${requestName}.not` : requestName, value]
      return repeatedAs === undefined ? [own] : [own, [repeatedAs, value]]
    }
    const word = excludes ? operator.exclude : operator.include
    const { unless } = operator.parts ?? {}
    return [
      [requestName, value],
      ...(word === undefined ? [] : [[operator.key, word] as const]),
      ...(unless ? [[unless.key, unless.value] as const] : []),
    ]
  })
}

/** A filter of a request that compares parts of values, which no filter of an address does. */
export type PartFilter = { parameter: Parameter; mode: FilterMode; text: string }

/** The pairs of a request in the form of an address, and what that form cannot say. */
type ReadRequest = {
  pairs: readonly Pair[]
  parts: readonly PartFilter[]
  problems: readonly RequestProblem[]
}

/**
 * Converts pairs of a request to those of an address. `problems` lists what the API would not accept. Unknown keys stay
 * as they are, so that pairs in the form of an address can be read as well.
 */
export function readRequestPairs({ parameters }: Endpoint, pairs: readonly Pair[]): ReadRequest {
  if (!parameters.some(hasRequestForm)) return { pairs, parts: [], problems: [] }
  const problems: RequestProblem[] = []
  const words = readOperators(parameters, pairs, problems)
  const parts: PartFilter[] = []
  const addressPairs = pairs.flatMap(([key, value]): Pair[] => {
    if (listOperatorKeys(parameters).includes(key)) return []
    const parameter = parameters.find((each) => toRequestName(each) === key)
    if (parameter) {
      const { operator, wireName } = parameter
      const excludes = operator !== undefined && words.get(operator.key) === operator.exclude
      if (operator && comparesParts(operator, words)) {
        parts.push({ parameter, mode: excludes ? 'exclude' : 'include', text: value })
        return []
      }
      return [[excludes ? `${wireName}.not` : wireName, value]]
    }
    const remedy = findRemedy(parameters, key)
    if (remedy !== undefined) {
      const message = `“${key}” is not a parameter of this log. ${remedy}`
      problems.push({ kind: 'unknown-parameter', key, value, message })
    }
    return [[key, value]]
  })
  return { pairs: addressPairs, parts, problems }
}

function comparesParts(
  { key, include, parts }: Operator,
  words: ReadonlyMap<string, string>,
): boolean {
  if (!parts || words.get(parts.unless.key) === parts.unless.value) return false
  return include === undefined || words.get(key) !== include
}

/** The keys of operators, and of the parameters that go with them. */
function listOperatorKeys(parameters: readonly Parameter[]): readonly string[] {
  return parameters.flatMap(({ operator }) => {
    if (!operator) return []
    return operator.parts ? [operator.key, operator.parts.unless.key] : [operator.key]
  })
}

/** The values of the operators of a request, and of the parameters that go with them, by key. */
function readOperators(
  parameters: readonly Parameter[],
  pairs: readonly Pair[],
  problems: RequestProblem[],
): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const [key, value] of pairs) {
    const parameter = parameters.find(({ operator }) => operator && hasKey(operator, key))
    const { operator } = parameter ?? {}
    if (!parameter || !operator) continue
    const name = toRequestName(parameter)
    const accepted = listWords(operator, key)
    if (!accepted.includes(value)) {
      const message = `“${value.slice(0, 60)}” is not valid for “${key}”. Use ${accepted.join(' or ')}.`
      problems.push({ kind: 'bad-value', key, value, message })
    } else if (words.has(key)) {
      const message = `“${key}” takes one value. Keep one and remove the others.`
      problems.push({ kind: 'repeated', key, value, message })
    } else if (!pairs.some(([other]) => other === name)) {
      const message = `“${key}” says how “${name}” is compared, which is missing. Add it, or remove both.`
      problems.push({ kind: 'missing', key, value, message })
    }
    words.set(key, value)
  }
  return words
}

function hasKey({ key, parts }: Operator, searched: string): boolean {
  return key === searched || parts?.unless.key === searched
}

/** The values that a key of an operator may have. */
function listWords(
  { key, include, exclude, parts }: Operator,
  searched: string,
): readonly string[] {
  if (key !== searched) return ['true', 'false']
  return [include, exclude, parts?.include].filter((word) => word !== undefined)
}

/** What to write instead of a key that only addresses use; `undefined` for any other key. */
function findRemedy(parameters: readonly Parameter[], key: string): string | undefined {
  const name = key.replace(/\.not$/, '')
  const parameter = parameters.find(({ wireName }) => wireName === name)
  if (!parameter || !hasRequestForm(parameter)) return undefined
  const { operator } = parameter
  const requestName = toRequestName(parameter)
  if (key === name) return requestName === name ? undefined : `Write “${requestName}”.`
  return operator && `Write “${requestName}” with “${operator.key}=${operator.exclude}”.`
}

/** Whether a request spells a filter or bound of this parameter otherwise than an address. */
function hasRequestForm({ requestName, operator }: Parameter): boolean {
  return requestName !== undefined || operator !== undefined
}
