/**
 * The pairs of an address ⇄ those of a request. They are the same but for two things that an API may spell
 * in its own way: another name of a parameter, such as `until` for `before`, and an operator beside a value
 * (`email=…&email_op=neq`) where addresses write `email.not=…`.
 */
import type { Parameter } from '../catalog/parameters.ts'
import type { Pair } from './query-string.ts'

type Endpoint = { parameters: readonly Parameter[] }

/** Something in a request that the API does not know or that contradicts itself, and what would be right. */
export type RequestProblem = {
  kind: 'unknown-parameter' | 'bad-value' | 'missing' | 'repeated'
  key: string
  value: string
  message: string
}

/** The key of a parameter in requests. */
export function toRequestName({ wireName, requestName }: Parameter): string {
  return requestName ?? wireName
}

/** Writes pairs of an address as the API takes them. An operator is written once, behind its value. */
export function toRequestPairs({ parameters }: Endpoint, pairs: readonly Pair[]): readonly Pair[] {
  if (!parameters.some(isSpelledOtherwise)) return pairs
  return pairs.flatMap(([key, value]): Pair[] => {
    const excludes = key.endsWith('.not')
    const name = excludes ? key.slice(0, -'.not'.length) : key
    const parameter = parameters.find(({ wireName }) => wireName === name)
    if (!parameter) return [[key, value]]
    const { operator } = parameter
    const own = toRequestName(parameter)
    if (!operator) return [[excludes ? `${own}.not` : own, value]]
    const word = excludes ? operator.exclude : operator.include
    return word === undefined
      ? [[own, value]]
      : [
          [own, value],
          [operator.key, word],
        ]
  })
}

/**
 * Reads pairs of a request as those of an address. `problems` name what the API would not take; such pairs
 * are kept as they are, so that a link in the form of an address can be read as well.
 */
export function readRequestPairs(
  { parameters }: Endpoint,
  pairs: readonly Pair[],
): { pairs: readonly Pair[]; problems: readonly RequestProblem[] } {
  if (!parameters.some(isSpelledOtherwise)) return { pairs, problems: [] }
  const problems: RequestProblem[] = []
  const modes = readOperators(parameters, pairs, problems)
  const read = pairs.flatMap(([key, value]): Pair[] => {
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
  return { pairs: read, problems }
}

/** What the operators say of their parameters: `.not` where one excludes. */
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

/** What to write instead of a key that only addresses have; `undefined` for any other. */
function findRemedy(parameters: readonly Parameter[], key: string): string | undefined {
  const name = key.replace(/\.not$/, '')
  const parameter = parameters.find(({ wireName }) => wireName === name)
  if (!parameter || !isSpelledOtherwise(parameter)) return undefined
  const { operator } = parameter
  const own = toRequestName(parameter)
  if (key === name) return own === name ? undefined : `Write “${own}”.`
  return operator && `Write “${own}” with “${operator.key}=${operator.exclude}”.`
}

function isSpelledOtherwise({ requestName, operator }: Parameter): boolean {
  return requestName !== undefined || operator !== undefined
}
