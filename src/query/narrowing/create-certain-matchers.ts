/**
 * Matches filters against loaded entries only where every reading of the filter that a source allows has the same
 * result. The API does not say whether it ignores case, compares whole values, or reads other spellings of an address.
 */
import ipaddr from 'ipaddr.js'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import { findParameter } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import type { Filter, FilterMode } from '../log-query.ts'
import { createFieldMatchers, type FieldMatcher } from '../match-entry.ts'

/** A filter, prepared to decide by the value of its field. */
export type CertainMatcher = {
  /** The wire name of its parameter. */
  parameter: string
  field: Field
  mode: FilterMode
  values: readonly string[]
  /**
   * Whether an entry with this value passes; `undefined` when readings differ, and for an object or a list. Without a
   * value (`undefined` or `null`) an entry fails an include and passes an exclude, as `match-entry.ts` says.
   */
  decide: (value: unknown) => boolean | undefined
  /** Whether every reading compares texts, so that a value that matches contains a value of the filter, in any case. */
  comparesText: boolean
}

/** Prepares filters whose parameters all have a field; throws for others. */
export function createCertainMatchers(
  dataset: Dataset,
  filters: readonly Filter[],
): readonly CertainMatcher[] {
  return filters.map((filter) => {
    const [matcher] = createFieldMatchers(dataset, [filter], { productsOf: () => [] })
    const parameter = findParameter(dataset, filter.parameter)
    if (!matcher || !parameter) {
      throw new RangeError(`No field has the values of ${filter.parameter}.`)
    }
    const { field, mode, values } = matcher
    return {
      field,
      mode,
      values,
      parameter: filter.parameter,
      decide: createDecision(matcher, createOtherReading(parameter, matcher)),
      comparesText: !isAddress(parameter),
    }
  })
}

function createDecision(
  { mode, matches }: FieldMatcher,
  matchesOtherwise: (text: string) => boolean,
): CertainMatcher['decide'] {
  const includes = mode === 'include'
  return (value) => {
    if (value === undefined || value === null) return !includes
    if (typeof value === 'object') return undefined
    const isMatch = matches(value)
    return isMatch === matchesOtherwise(String(value)) ? isMatch === includes : undefined
  }
}

function isAddress({ kind }: Parameter): boolean {
  return kind === 'ip' || kind === 'ip-or-cidr'
}

/** The reading that is furthest from the plain one; those between the two agree where both agree. */
function createOtherReading(
  parameter: Parameter,
  { values, matches }: FieldMatcher,
): (text: string) => boolean {
  const { kind } = parameter
  if (kind === 'ip') return (text) => values.some((value) => isSameAddress(value, text))
  if (kind === 'ip-or-cidr') {
    const texts = new Set(values)
    const networks = values.some((value) => value.includes('/'))
    return (text) => texts.has(text) || (networks && matches(text) && isPlainAddress(text))
  }
  if (kind === 'integer') return (text) => values.some((value) => Number(value) === Number(text))
  const normalized = values.map(normalize)
  const mayCompareParts = parameter.operator?.parts !== undefined || isFreeText(parameter)
  return mayCompareParts
    ? (text) => normalized.some((value) => normalize(text).includes(value))
    : (text) => normalized.includes(normalize(text))
}

/** A text without known values: no source says whether the API compares whole values. */
function isFreeText({ kind, values }: Parameter): boolean {
  return (kind === 'text' || kind === 'opaque') && values === undefined
}

/** A link cannot carry half of a surrogate pair, so a filter may have the replacement character instead. */
function normalize(text: string): string {
  return text.toWellFormed().toLowerCase()
}

function isSameAddress(one: string, other: string): boolean {
  if (!ipaddr.isValid(one) || !ipaddr.isValid(other)) return normalize(one) === normalize(other)
  return ipaddr.process(one).toString() === ipaddr.process(other).toString()
}

/** Whether an address is in its usual spelling: an API that compares texts would read it in the same way. */
function isPlainAddress(text: string): boolean {
  return ipaddr.process(text).toString() === text
}
