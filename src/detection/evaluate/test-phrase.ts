/** The words for tests of one field: what is tested, and the values in quotation marks. */
import type { PatternPart, ValueTest } from '../expression.ts'

/** A part of a sentence: a field of the log, a value of the rule, or words between them. Values are untrusted text. */
export type SentencePart = { kind: 'text' | 'field' | 'value'; text: string }

type Shape =
  | 'is'
  | 'contains'
  | 'starts'
  | 'ends'
  | 'like'
  | 'matches'
  | 'network'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'present'
  | 'empty'
  | 'any-text'
  | `same-${'equals' | 'startswith' | 'endswith' | 'contains'}`

/** The words of each shape, before the value; and those of the opposite. */
const words: Readonly<Record<Shape, readonly [string, string]>> = {
  is: ['is', 'is not'],
  contains: ['contains', 'does not contain'],
  starts: ['starts with', 'does not start with'],
  ends: ['ends with', 'does not end with'],
  like: ['is like', 'is not like'],
  matches: ['matches the expression', 'does not match the expression'],
  network: ['is in the network', 'is not in the network'],
  gt: ['is greater than', 'is not greater than'],
  gte: ['is at least', 'is not at least'],
  lt: ['is less than', 'is not less than'],
  lte: ['is at most', 'is not at most'],
  present: ['is present', 'is absent'],
  empty: ['has no value', 'has a value'],
  'any-text': ['has a text', 'has no text'],
  'same-equals': ['is the same as', 'is not the same as'],
  'same-startswith': ['starts with the value of', 'does not start with the value of'],
  'same-endswith': ['ends with the value of', 'does not end with the value of'],
  'same-contains': ['contains the value of', 'does not contain the value of'],
}

/** What tests have to have in common for one phrase, as a key. */
export function toShape(test: ValueTest): string {
  const isCased = 'isCased' in test && test.isCased
  // Each of these has no value that could be listed beside another one.
  const isSingle = test.op === 'exists' || test.op === 'null' || findShape(test) === 'any-text'
  return `${findShape(test)} ${isCased}${isSingle ? JSON.stringify(test) : ''}`
}

function findShape(test: ValueTest): Shape {
  switch (test.op) {
    case 'pattern':
      return findPatternShape(test.parts)
    case 'regex':
      return 'matches'
    case 'cidr':
      return 'network'
    case 'exists':
      return 'present'
    case 'null':
      return 'empty'
    case 'fieldref':
      return `same-${test.match}`
    case 'number':
    case 'boolean':
      return 'is'
    default:
      return test.op
  }
}

function findPatternShape(parts: readonly PatternPart[]): Shape {
  const form = parts.map(({ kind }) => kind).join(' ')
  const shapes: Readonly<Record<string, Shape>> = {
    '': 'is',
    text: 'is',
    any: 'any-text',
    'any text any': 'contains',
    'text any': 'starts',
    'any text': 'ends',
  }
  return shapes[form] ?? 'like'
}

/** Maximum number of values that a phrase lists; it counts the others. */
const maxValues = 8

/** A phrase such as: action type is “create” or “delete”. */
export function toPhrase(
  subject: SentencePart,
  tests: readonly ValueTest[],
  { isAll, isNegated, isKeyword }: { isAll: boolean; isNegated: boolean; isKeyword: boolean },
  nameOf: (field: string) => string,
): readonly SentencePart[] {
  const [first] = tests
  if (!first) return []
  const shape = findShape(first)
  const isOpposite = isNegated !== (first.op === 'exists' && !first.value)
  const [verb, opposite] = words[shape]
  const cased = 'isCased' in first && first.isCased ? ' exactly' : ''
  const values = tests.flatMap((test) => toValuePart(test, nameOf) ?? [])
  // “any text does not contain” would say something else.
  const isNone = isKeyword && isOpposite
  const head: SentencePart[] = [
    isNone ? text('no text') : subject,
    text(` ${isOpposite && !isNone ? opposite : verb}${cased}`),
  ]
  if (values.length === 0) return head
  // Not all of them, or not any of them: “is not a or b” would leave that open.
  const isList = values.length > 1
  const joiner = isAll ? 'and' : 'or'
  const quantity = isList && isAll && isOpposite ? ' all of' : ''
  return [...head, text(`${quantity} `), ...joinValues(values, joiner)]
}

function joinValues(values: readonly SentencePart[], joiner: string): readonly SentencePart[] {
  const shown = values.length > maxValues ? values.slice(0, maxValues - 1) : values
  const others = values.length - shown.length
  const listed = others > 0 ? [...shown, text(`${others.toLocaleString('en-US')} others`)] : shown
  return listed.flatMap((part, index) => {
    if (index === 0) return [part]
    return [text(index === listed.length - 1 ? ` ${joiner} ` : ', '), part]
  })
}

function toValuePart(test: ValueTest, nameOf: (field: string) => string): SentencePart | undefined {
  switch (test.op) {
    case 'exists':
    case 'null':
      return undefined
    case 'fieldref':
      return { kind: 'field', text: nameOf(test.field) }
    case 'cidr':
      return { kind: 'value', text: test.network }
    case 'regex':
      return quote(test.source + (test.flags === '' ? '' : ` (${test.flags})`))
    case 'pattern':
      return toPatternPart(test.parts)
    default:
      return { kind: 'value', text: String(test.value) }
  }
}

function toPatternPart(parts: readonly PatternPart[]): SentencePart | undefined {
  const shape = findPatternShape(parts)
  if (shape === 'any-text') return undefined
  if (shape !== 'like') {
    return quote(parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''))
  }
  return quote(parts.map(formatPart).join(''))
}

function formatPart(part: PatternPart): string {
  if (part.kind === 'any') return '*'
  return part.kind === 'one' ? '?' : part.text.replace(/[\\*?]/g, '\\$&')
}

function quote(value: string): SentencePart {
  return { kind: 'value', text: `“${value}”` }
}

function text(words: string): SentencePart {
  return { kind: 'text', text: words }
}
