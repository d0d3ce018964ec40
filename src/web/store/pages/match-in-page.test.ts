import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceEntries } from '../../../cloudflare/slice-entries.ts'
import type { FieldFilter } from '../../../query/log-query.ts'
import { type ContentFilter, createLocalMatcher } from '../../../query/match-local.ts'
import { matchInPage } from './match-in-page.ts'

function match(texts: readonly string[], localFilters: readonly ContentFilter[]): number[] {
  const bytes = new TextEncoder().encode(`{"result":[${texts.join(', ')}]}`)
  const spans = sliceEntries(bytes)
  const starts = Uint32Array.from(spans, ({ start }) => start)
  const ends = Uint32Array.from(spans, ({ end }) => end)
  return [...matchInPage(bytes, starts, ends, localFilters)]
}

const include = (pointer: string, text: string): FieldFilter[] => [
  { kind: 'field', pointer, mode: 'include', text, isExact: false },
]

describe('matchInPage', () => {
  it('decides as the matcher does on parsed entries', () => {
    const word = fc.string({ unit: fc.constantFrom(...'aBkK\u212aİi.1 -e"\\/ü'), maxLength: 6 })
    const value = fc.oneof(word, fc.double(), fc.constantFrom(null, true, 1e21))
    const inner = fc.dictionary(fc.constantFrom('b', 'c'), value)
    const entry = fc.record({
      a: fc.oneof(
        value,
        inner,
        inner.map((each) => JSON.stringify(each)),
      ),
    })
    const filter: fc.Arbitrary<FieldFilter> = fc.record({
      kind: fc.constant('field'),
      pointer: fc.constantFrom('', '/a', '/a/b', '/a/c', '/d'),
      mode: fc.constantFrom('include', 'exclude'),
      text: fc.oneof(word, fc.constantFrom('true', 'null', 'e+2', 'l')),
      isExact: fc.boolean(),
    })
    const textFilter: fc.Arbitrary<ContentFilter> = fc.record({
      kind: fc.constant('text'),
      mode: fc.constantFrom('include', 'exclude'),
      text: word.filter((text) => text !== ''),
    })
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 6 }),
        fc.array(fc.oneof(filter, textFilter), { minLength: 1, maxLength: 3 }),
        (entries, filters) => {
          const matches = createLocalMatcher(filters)
          const texts = entries.map((each) => JSON.stringify(each, null, 1))
          const expected = texts.flatMap((text, at) =>
            matches(JSON.parse(text), text) ? [at] : [],
          )
          expect(match(texts, filters)).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    ['escaped by number', '{"a":"\\u0074erra"}', 'terra'],
    [
      'escaped by number inside JSON kept as text',
      '{"a":"{\\"b\\":\\"\\\\u0074erra\\"}"}',
      'terra',
    ],
    ['with the sign of Kelvin', '{"a":"\u212aey"}', 'key'],
    ['a number too large', '{"a":1e400}', 'null'],
    ['a number written otherwise', '{"a":1e3}', '1000'],
  ])('finds a value %s', (_, text, wanted) => {
    const pointer = text.includes('\\\\') ? '/a/b' : '/a'
    expect(match(['{"a":"other"}', text], include(pointer, wanted))).toEqual([1])
  })
})
