/** Tests values of entries. A number or boolean matches as its text does, so that columns of texts decide the same. */
import { createNetworkMatcher } from '../../query/local/networks.ts'
import type { ValueTest } from '../expression.ts'
import { compileRegex } from './compile-regex.ts'
import { createPatternMatcher } from './match-pattern.ts'
import { toValueText } from './to-value-text.ts'

/** Whether a value matches; `undefined` is an absent one. */
export type ValueMatcher = (value: unknown) => boolean

/** Tests of one value; `fieldref` needs the whole entry. */
export type SingleValueTest = Exclude<ValueTest, { op: 'fieldref' }>

/** Prepares a test for many values. A list matches when one of its items does; `exists` and `null` test a whole list. */
export function createValueMatcher(test: SingleValueTest): ValueMatcher {
  if (test.op === 'exists') return (value) => (value !== undefined) === test.value
  if (test.op === 'null') return (value) => value === undefined || value === null
  return onItems(createItemMatcher(test))
}

/** Prepares tests of which any may match. Plain texts are looked up, so that a long list is as fast as a short one. */
export function createAnyMatcher(tests: readonly SingleValueTest[]): ValueMatcher {
  const forms = new Set<string>()
  const others: ValueMatcher[] = []
  for (const test of tests) {
    const text = findPlainText(test)
    if (text === undefined) others.push(createValueMatcher(test))
    else forms.add(text.toLowerCase())
  }
  const isListed = onItems(onText((text) => forms.has(text.toLowerCase())))
  if (forms.size > 0) others.unshift(isListed)
  return (value) => others.some((matches) => matches(value))
}

/** The text that a value has to be equal to, without regard to case. */
function findPlainText(test: SingleValueTest): string | undefined {
  if (test.op !== 'pattern' || test.isCased) return undefined
  const [part, ...others] = test.parts
  if (part === undefined) return ''
  return part.kind === 'text' && others.length === 0 ? part.text : undefined
}

function onItems(matches: ValueMatcher): ValueMatcher {
  return (value) => (Array.isArray(value) ? listItems(value).some(matches) : matches(value))
}

/** The items of a list and of the lists in it. Lists can be nested deeper than the stack is. */
export function listItems(list: readonly unknown[]): readonly unknown[] {
  if (!list.some(Array.isArray)) return list
  const items: unknown[] = []
  const open: unknown[] = [list]
  for (let at = open.length; at > 0; at = open.length) {
    const next = open.pop()
    if (Array.isArray(next)) for (const item of next.toReversed()) open.push(item)
    else items.push(next)
  }
  return items
}

function createItemMatcher(
  test: Exclude<SingleValueTest, { op: 'exists' | 'null' }>,
): ValueMatcher {
  switch (test.op) {
    case 'pattern':
      return onText(createPatternMatcher(test.parts, test.isCased))
    case 'regex':
      return onText(compileRegex(test.source, test.flags))
    case 'boolean': {
      const text = String(test.value)
      return onText((other) => other.toLowerCase() === text)
    }
    case 'cidr':
      return createNetworkMatcher([test.network])
    default:
      return createNumberMatcher(test)
  }
}

function onText(matches: (text: string) => boolean): ValueMatcher {
  return (value) => {
    const text = toValueText(value)
    return text !== undefined && matches(text)
  }
}

const comparisons = {
  number: (one: number, other: number) => one === other,
  gt: (one: number, other: number) => one > other,
  gte: (one: number, other: number) => one >= other,
  lt: (one: number, other: number) => one < other,
  lte: (one: number, other: number) => one <= other,
}

function createNumberMatcher({
  op,
  value: wanted,
}: {
  op: keyof typeof comparisons
  value: number
}): ValueMatcher {
  const compare = comparisons[op]
  return (value) => {
    const number = findNumber(value)
    return number !== undefined && compare(number, wanted)
  }
}

/** A number, or the number that a text is in decimal notation. */
function findNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return undefined
  return Number(value)
}
