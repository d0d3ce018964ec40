import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQueryString, parseQueryString } from './query-string.ts'

const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.isWellFormed())

describe('query strings', () => {
  it('keep every list of pairs, in order, with its repetitions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect(parseQueryString(formatQueryString(pairs))).toEqual({ pairs, broken: [] })
        expect(parseQueryString(`?${formatQueryString(pairs)}`).pairs).toEqual(pairs)
      }),
    )
  })

  it('are read by URLSearchParams as the same pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect([...new URLSearchParams(formatQueryString(pairs))]).toEqual(pairs)
      }),
    )
  })
})

describe('parseQueryString', () => {
  it.each([
    ['', []],
    ['?', []],
    ['&&', []],
    ['a', [['a', '']]],
    ['a=', [['a', '']]],
    ['=a', [['', 'a']]],
    ['a=b=c', [['a', 'b=c']]],
    [
      'a=1&a=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['a=1,2', [['a', '1,2']]],
    ['a+b=c+d', [['a b', 'c d']]],
    ['a=%2B', [['a', '+']]],
    ['a%2Enot=1', [['a.not', '1']]],
    ['a=%252B', [['a', '%2B']]],
    ['a=é', [['a', 'é']]],
    ['a[]=1', [['a[]', '1']]],
    ['??a=1', [['?a', '1']]],
    ['__proto__=1', [['__proto__', '1']]],
  ])('reads “%s”', (search, pairs) => {
    expect(parseQueryString(search)).toEqual({ pairs, broken: [] })
  })

  it.each(['a=%', 'a=%4', 'a=%zz', 'a=%ff', '%c3=a', 'a=%ed%a0%80', 'a=%c0%af'])(
    'reports %s and reads the rest',
    (part) => {
      expect(parseQueryString(`x=1&${part}&y=2`)).toEqual({
        pairs: [
          ['x', '1'],
          ['y', '2'],
        ],
        broken: [part],
      })
    },
  )
})

describe('formatQueryString', () => {
  it('leaves readable what a query may hold, and escapes what shells and forms misread', () => {
    const pairs = [['actor.email', "o'neil+x@example.com, a/b:c & 50%"]] as const
    expect(formatQueryString(pairs)).toBe(
      'actor.email=o%27neil%2Bx@example.com,%20a/b:c%20%26%2050%25',
    )
  })

  it('replaces half a surrogate pair instead of throwing', () => {
    expect(formatQueryString([['a', '\uD800']])).toBe('a=%EF%BF%BD')
  })
})
