/**
 * Converts between the pairs of an address and those of a request. They differ in two respects: the API may use another
 * name for a parameter, such as `until` for `before`, and an operator beside a value (`email=…&email_op=neq`) where
 * addresses use `email.not=…`.
 */
import type { Parameter } from '../catalog/parameters.ts'
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

/** Converts pairs of an address to those of a request. An operator follows its value, as a pair of its own. */
export function toRequestPairs({ parameters }: Endpoint, pairs: readonly Pair[]): readonly Pair[] {
  if (!parameters.some(hasRequestForm)) return pairs
  return pairs.flatMap(([key, value]): Pair[] => {
    const excludes = key.endsWith('.not')
    const name = excludes ? key.slice(0, -'.not'.length) : key
    const parameter = parameters.find(({ wireName }) => wireName === name)
    if (!parameter) return [[key, value]]
    const { operator } = parameter
    const requestName = toRequestName(parameter)
    if (!operator) return [[excludes ? `${requestName}.not` : requestName, value]]
    const word = excludes ? operator.exclude : operator.include
    return word === undefined
      ? [[requestName, value]]
      : [
          [requestName, value],
          [operator.key, word],
        ]
  })
}

/**
 * Converts pairs of a request to those of an address. `problems` lists what the API would not accept. Unknown keys stay
 * as they are, so that pairs in the form of an address can be read as well.
 */
export function readRequestPairs(
  { parameters }: Endpoint,
  pairs: readonly Pair[],
): { pairs: readonly Pair[]; problems: readonly RequestProblem[] } {
  if (!parameters.some(hasRequestForm)) return { pairs, problems: [] }
  const problems: RequestProblem[] = []
  const modes = readOperators(parameters, pairs, problems)
  const addressPairs = pairs.flatMap(([key, value]): Pair[] => {
    if (parameters.some(({ operator }) => operator?.key === key)) return []
    const parameter = parameters.find((each) => toRequestName(each) === key)
    if (parameter) return [[`${parameter.wireName}${modes.get(parameter) ?? ''}`, value]]
    const remedy = findRemedy(parameters, key)
    if (remedy !== undefined) {
      const message = `“${key}” is not a parameter of this log. ${remedy}`
      problems.push({ kind: 'unknown-parameter', key, value, message })
    }
    return [[key, value]]
  })
  return { pairs: addressPairs, problems }
}

/** The mode of each parameter that has an operator in the request: `.not` for an exclude. */
function readOperators(
  parameters: readonly Parameter[],
  pairs: readonly Pair[],
  problems: RequestProblem[],
): ReadonlyMap<Parameter, '' | '.not'> {
  const modes = new Map<Parameter, '' | '.not'>()
  for (const [key, value] of pairs) {
    const parameter = parameters.find(({ operator }) => operator?.key === key)
    const { operator } = parameter ?? {}
    if (!parameter || !operator) continue
    const name = toRequestName(parameter)
    const words = [operator.include, operator.exclude].filter((word) => word !== undefined)
    if (!words.includes(value)) {
      const message = `“${value.slice(0, 60)}” is not valid for “${key}”. Use ${words.join(' or ')}.`
      problems.push({ kind: 'bad-value', key, value, message })
    } else if (modes.has(parameter)) {
      const message = `“${key}” takes one value. Keep one and remove the others.`
      problems.push({ kind: 'repeated', key, value, message })
    } else if (!pairs.some(([other]) => other === name)) {
      const message = `“${key}” says how “${name}” is compared, which is missing. Add it, or remove both.`
      problems.push({ kind: 'missing', key, value, message })
    }
    modes.set(parameter, value === operator.exclude ? '.not' : '')
  }
  return modes
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
