import { describe, expect, it } from 'vitest'
import type { Expression, ValueTest } from '../../../detection/expression.ts'
import { all, any, contains, is, not } from '../testing/make-rules.ts'
import { listHints } from './list-hints.ts'

/** Nothing is decided; each field of a body has its last key. */
const list = (expression: Expression) =>
  listHints(expression, {
    isDecided: () => false,
    isTranslated: () => false,
    keyOf: (leaf) => ('field' in leaf ? leaf.field.split('.').at(-1) : undefined),
  })

const test = (field: string, test: ValueTest): Expression => ({ kind: 'field', field, test })
const isOff = test('body.enabled', { op: 'boolean', value: false })

describe('texts that an entry has to contain', () => {
  it.each<[string, Expression, readonly (readonly string[])[]]>([
    ['a value and its key', is('body.decision', 'bypass'), [['"bypass'], ['"decision']]],
    ['a value of two letters', is('body.type', 'MX'), [['"MX'], ['"type']]],
    ['a part of a value', contains('body.name', '_dmarc.'), [['_dmarc.'], ['"name']]],
    ['the longest piece of a value', is('body.content', 'v=spf1'), [['spf1'], ['"content']]],
    ['a boolean', isOff, [['"enabled'], ['false']]],
    ['a text that may be a boolean', is('body.flag', 'False'), [['False'], ['"flag']]],
    ['a text that may be a number', is('body.count', '12'), [['"count']]],
    ['a text that may be a number that is too large', is('body.count', 'null'), [['"count']]],
    [
      'a regular expression',
      test('body.a-key', { op: 'regex', source: 'x', flags: '' }),
      [['"a-key']],
    ],
    ['a key that is in most entries', is('body.id', 'some'), [['"some']]],
    ['any value', test('body.rules', { op: 'exists', value: true }), [['"rules']]],
    ['no value', test('body.rules', { op: 'exists', value: false }), []],
    ['the opposite', not(is('body.decision', 'bypass')), []],
  ])('are those of %s', (_, expression, expected) => {
    expect(list(expression)).toEqual(expected)
  })

  it('are those of all parts, values first, and each once', () => {
    const expression = all(isOff, is('body.dataset', 'audit_logs'), not(isOff), isOff)
    expect(list(expression)).toEqual([['"audit_logs'], ['"enabled'], ['"dataset'], ['false']])
  })

  it('are the best of each alternative', () => {
    expect(list(any(isOff, is('body.mode', 'whitelist')))).toEqual([['"enabled', '"whitelist']])
  })

  it('are none when an alternative has none', () => {
    expect(list(any(isOff, test('body.rules', { op: 'null' })))).toEqual([])
  })
})
