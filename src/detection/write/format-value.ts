/** Writes tests of values as Sigma does: the modifiers of the field name, and the value. */
import type { PatternPart, ValueTest } from '../expression.ts'

/** A value of a selection. */
export type SigmaValue = string | number | boolean | null

/** A test as text: its modifiers in order, its value, and whether the value may be one of a list. */
export type WrittenTest = { modifiers: readonly string[]; value: SigmaValue; isListable: boolean }

/** The test of a field. */
export function writeTest(test: ValueTest): WrittenTest {
  switch (test.op) {
    case 'pattern':
      return writePattern(test)
    case 'regex':
      return { modifiers: ['re', ...test.flags], value: test.source, isListable: true }
    case 'cidr':
      return { modifiers: ['cidr'], value: test.network, isListable: true }
    case 'number':
    case 'boolean':
      return { modifiers: [], value: test.value, isListable: true }
    case 'null':
      return { modifiers: [], value: null, isListable: false }
    case 'exists':
      return { modifiers: ['exists'], value: test.value, isListable: false }
    case 'fieldref': {
      const match = test.match === 'equals' ? [] : [test.match]
      const modifiers = [...match, ...(test.isCased ? ['cased'] : []), 'fieldref']
      return { modifiers, value: test.field, isListable: true }
    }
    default:
      return { modifiers: [test.op], value: test.value, isListable: true }
  }
}

/** The test of a keyword, which is searched for anywhere in a value: the wildcards around it are not written. */
export function writeKeyword(test: ValueTest): WrittenTest {
  if (test.op !== 'pattern') return writeTest(test)
  const [first, ...rest] = test.parts
  const last = rest.pop()
  if (first?.kind !== 'any' || last?.kind !== 'any') {
    throw new RangeError('A keyword begins and ends with a wildcard.')
  }
  return {
    modifiers: test.isCased ? ['cased'] : [],
    value: formatPattern(rest),
    isListable: true,
  }
}

function writePattern({ parts, isCased }: Extract<ValueTest, { op: 'pattern' }>): WrittenTest {
  const cased = isCased ? ['cased'] : []
  const isOpen = (part: PatternPart | undefined) => part?.kind === 'any'
  const [starts, ends] = [!isOpen(parts[0]), !isOpen(parts.at(-1))]
  const inner = parts.slice(starts ? 0 : 1, ends ? undefined : -1)
  // A value that consists of wildcards only is written as it is.
  if (inner.length === 0 || (starts && ends)) {
    return { modifiers: cased, value: formatPattern(parts), isListable: true }
  }
  const comparison = starts ? 'startswith' : ends ? 'endswith' : 'contains'
  return { modifiers: [comparison, ...cased], value: formatPattern(inner), isListable: true }
}

function formatPattern(parts: readonly PatternPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text.replace(/[\\*?]/g, '\\$&')
      return part.kind === 'any' ? '*' : '?'
    })
    .join('')
}
