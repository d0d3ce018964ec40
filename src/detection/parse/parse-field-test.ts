/** Reads one line of a selection: a field name with its modifiers, and a value or a list of values. */
import { isNetwork } from '../../query/validate-query.ts'
import { compileRegex } from '../evaluate/compile-regex.ts'
import type { Expression, PatternPart, ValueTest } from '../expression.ts'
import { type Modifiers, parseModifiers, plainModifiers } from './modifiers.ts'
import { parsePattern } from './parse-pattern.ts'
import { clip, type Report, type YamlEntry, type YamlScalar } from './yaml-node.ts'

/** Why a rule cannot use a field name, and what to write instead; `undefined` where it can. */
export type FieldCheck = (name: string) => string | undefined

/** The test of one entry of a selection's map; `undefined` when it was reported. */
export function parseFieldEntry(
  entry: YamlEntry,
  checkField: FieldCheck,
  report: Report,
): Expression | undefined {
  const [field = '', ...names] = entry.key.split('|')
  const { modifiers, problem } = parseModifiers(names)
  if (problem !== undefined) {
    report(entry.at, problem)
    return undefined
  }
  const isKeyword = field === ''
  const fieldProblem = isKeyword ? findKeywordProblem(modifiers, names) : checkField(field)
  if (fieldProblem !== undefined) report(entry.at, fieldProblem)
  const values = listValues(entry, modifiers, report)
  const leaves = values?.map((value): Expression | undefined => {
    if (isKeyword) return parseKeyword(value, report, modifiers)
    const test = parseValue(value, modifiers, checkField, report)
    return test && { kind: 'field', field, test }
  })
  if (!leaves || fieldProblem !== undefined) return undefined
  const tests = leaves.filter((leaf) => leaf !== undefined)
  if (tests.length < leaves.length) return undefined
  const [only, ...others] = tests
  const joined: Expression =
    only !== undefined && others.length === 0
      ? only
      : { kind: modifiers.isAll ? 'and' : 'or', of: tests }
  return modifiers.isNegated ? { kind: 'not', of: joined } : joined
}

/** The test of a keyword, which may be anywhere in a value; `undefined` when it was reported. */
export function parseKeyword(
  { at, value }: YamlScalar,
  report: Report,
  modifiers: Modifiers = plainModifiers,
): Expression | undefined {
  const problem = findKeywordValueProblem(value)
  if (problem !== undefined) {
    report(at, problem)
    return undefined
  }
  // A number is searched for as its text, unless a regular expression is needed.
  const isText = modifiers.comparison === 'equals'
  const item: YamlScalar = { kind: 'scalar', at, value: isText ? String(value) : value }
  const test = parseValue(item, modifiers, () => undefined, report)
  if (test?.op !== 'pattern') return test && { kind: 'keyword', test }
  const any: PatternPart = { kind: 'any' }
  return { kind: 'keyword', test: { ...test, parts: [any, ...test.parts, any] } }
}

function findKeywordProblem(
  { comparison, isNegated, isReference }: Modifiers,
  names: readonly string[],
): string | undefined {
  if (names.length === 0) return 'A field name is missing. For keywords write a list of texts.'
  const isOdd = (comparison !== 'equals' && comparison !== 're') || isNegated || isReference
  return isOdd
    ? 'Keywords are searched for anywhere in the entry. They take the modifiers all, cased and re only.'
    : undefined
}

function findKeywordValueProblem(value: YamlScalar['value']): string | undefined {
  if (typeof value === 'number') return undefined
  if (typeof value !== 'string') return `A keyword has to be a text, not ${value}.`
  return /^[*?]*$/.test(value) ? 'This keyword matches every entry. Write a text.' : undefined
}

/** The values of a field, of which each is a test; `undefined` when they were reported. */
function listValues(
  { key, at, value }: YamlEntry,
  { comparison, isAll }: Modifiers,
  report: Report,
): readonly YamlScalar[] | undefined {
  if (value.kind === 'map') {
    report(value.at, `A field has a value or a list of values. Write keys below it as ${key}.name.`)
    return undefined
  }
  if (value.kind === 'scalar') {
    if (!isAll) return [value]
    report(at, 'all needs a list of two or more values. Remove the modifier.')
    return undefined
  }
  const scalars = value.items.filter((item) => item.kind === 'scalar')
  const odd = value.items.find((item) => item.kind !== 'scalar')
  const problem = findListProblem(scalars, comparison, isAll)
  if (odd) report(odd.at, 'A list of values has texts, numbers and booleans only.')
  else if (problem !== undefined) report(value.at, problem)
  return odd || problem !== undefined ? undefined : scalars
}

function findListProblem(
  scalars: readonly YamlScalar[],
  comparison: Modifiers['comparison'],
  isAll: boolean,
): string | undefined {
  if (scalars.length === 0) return 'The list of values is empty. Add a value.'
  if (comparison === 'exists') return 'exists takes true or false and no list.'
  if (isAll && scalars.length < 2)
    return 'all needs a list of two or more values. Remove the modifier.'
  return scalars.some(({ value }) => value === null)
    ? 'null cannot be in a list. Write a selection of its own for it, and join both in the condition.'
    : undefined
}

/** The test of one value; `undefined` when it was reported. */
function parseValue(
  { at, value }: YamlScalar,
  modifiers: Modifiers,
  checkField: FieldCheck,
  report: Report,
): ValueTest | undefined {
  const result = toValueTest(value, modifiers, checkField)
  if (typeof result !== 'string') return result
  report(at, result)
  return undefined
}

/** A test, or what is wrong with the value. */
function toValueTest(
  value: YamlScalar['value'],
  modifiers: Modifiers,
  checkField: FieldCheck,
): ValueTest | string {
  const { comparison, isReference, isCased, flags } = modifiers
  switch (comparison) {
    case 'exists':
      return typeof value === 'boolean'
        ? { op: 'exists', value }
        : `exists takes true or false, not “${clip(String(value))}”.`
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return typeof value === 'number'
        ? { op: comparison, value }
        : `${comparison} takes a number without quotes, not “${clip(String(value))}”.`
    case 'cidr':
      return typeof value === 'string' && isNetwork(value)
        ? { op: 'cidr', network: value }
        : `“${clip(String(value))}” is not a network. Use one such as 198.51.100.0/24 or 2001:db8::/32.`
    case 're':
      return toRegexTest(value, flags)
    default:
      return isReference
        ? toReferenceTest(value, comparison, isCased, checkField)
        : toTextTest(value, comparison, isCased)
  }
}

function toRegexTest(source: YamlScalar['value'], flags: string): ValueTest | string {
  if (typeof source !== 'string') {
    return `re takes a regular expression. Write '${source}' in quotes.`
  }
  if (source === '') return 'An empty regular expression matches every text. Use exists.'
  try {
    compileRegex(source, flags)
    return { op: 'regex', source, flags }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read'
    return `This regular expression cannot be used: ${clip(reason)}. Look-around and back-references are not supported (RE2 syntax).`
  }
}

type TextComparison = 'equals' | 'contains' | 'startswith' | 'endswith'

function toReferenceTest(
  field: YamlScalar['value'],
  match: TextComparison,
  isCased: boolean,
  checkField: FieldCheck,
): ValueTest | string {
  if (typeof field !== 'string') return `fieldref takes the name of a field, not ${field}.`
  return checkField(field) ?? { op: 'fieldref', field, match, isCased }
}

function toTextTest(
  value: YamlScalar['value'],
  comparison: TextComparison,
  isCased: boolean,
): ValueTest | string {
  const isPlain = comparison === 'equals'
  if (value === null) {
    return isPlain ? { op: 'null' } : `${comparison} takes a text, not null.`
  }
  if (typeof value === 'boolean') {
    return isPlain ? { op: 'boolean', value } : `${comparison} takes a text, not ${value}.`
  }
  if (typeof value === 'number' && isPlain) return { op: 'number', value }
  if (value === '' && !isPlain) {
    return `Every text matches ${comparison} with an empty text. Use exists, or a value of ''.`
  }
  const any: PatternPart = { kind: 'any' }
  const parts = [
    ...(comparison === 'contains' || comparison === 'endswith' ? [any] : []),
    ...parsePattern(String(value)),
    ...(comparison === 'contains' || comparison === 'startswith' ? [any] : []),
  ]
  return { op: 'pattern', parts, isCased }
}
