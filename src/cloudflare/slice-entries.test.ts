import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sliceEntries } from './slice-entries.ts'

const slicesOf = (text: string) => {
  const bytes = new TextEncoder().encode(text)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return sliceEntries(bytes).map(({ start, end }) => decoder.decode(bytes.subarray(start, end)))
}

describe('sliceEntries', () => {
  it('finds as many slices as there are elements, each meaning the same value', () => {
    const indents = fc.constantFrom(undefined, 1, '\t', ' \r\n')
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 4 })),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        indents,
        (result, others, indent) => {
          const text = JSON.stringify({ ...others, result }, null, indent)
          const expected: unknown = JSON.parse(text).result
          expect(slicesOf(text).map((slice) => JSON.parse(slice))).toEqual(expected)
        },
      ),
    )
  })

  it('keeps every character of an entry, where parsing and printing would not', () => {
    const entries = [
      '{"id": 12345678901234567890, "big": 1e400, "zero": -0.0}',
      '{"twice":1,"twice":2}',
      '{"escaped":"\\u0041\\/\\ud83d\\ude00"}',
      '[ ]',
      '"]},{["',
      'null',
      '-1.50',
      '"é😀\ufeff"',
    ]
    const text = `{"success":true , "result" : [ ${entries.join(' ,\n\t')} ] }`
    expect(slicesOf(text)).toEqual(entries)
  })

  it('is not misled by brackets, quotes and backslashes inside strings', () => {
    const entries = ['{"a":"}]"}', '{"b":"\\""}', '{"c":"\\\\"}', '{"d\\"]":["{","\\\\\\""]}']
    expect(slicesOf(`{"result":[${entries.join(',')}]}`)).toEqual(entries)
  })

  it.each([
    ['after other keys', '{"errors":[[1],{"result":[2]}],"n":-1.5e3,"b":false,"result":[7]}'],
    ['before other keys', '{"result":[7],"result_info":{"count":1},"messages":[{"result":[8]}]}'],
    ['with a key written in escapes', '{"\\u0072esult":[7]}'],
    ['after a byte order mark', '\ufeff{"result":[7]}'],
    ['surrounded by white space', ' \r\n{ "result"\t:\n[ 7 ] } \n'],
  ])('finds the result %s', (_, text) => {
    expect(slicesOf(text)).toEqual(['7'])
  })

  it('takes the last of duplicate result keys, as JSON.parse does', () => {
    expect(slicesOf('{"result":[1,2],"result":[3]}')).toEqual(['3'])
    expect(slicesOf('{"result":[1,2],"result":null}')).toEqual([])
  })

  it('gives up at more entries than it may find', () => {
    const bytes = new TextEncoder().encode('{"result":[1,2,3]}')
    expect(sliceEntries(bytes, 3)).toHaveLength(3)
    expect(() => sliceEntries(bytes, 2)).toThrow(RangeError)
  })

  it.each([
    '{}',
    '{"result":null}',
    '{"result":[]}',
    '{"result":[ ]}',
    '{"result":{"0":1}}',
    '{"result":"[1]"}',
    '{"inner":{"result":[1]}}',
    '[1]',
    '"result"',
    'null',
  ])('finds nothing in %s', (text) => {
    expect(slicesOf(text)).toEqual([])
  })
})
