import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCanonicalJson, parseCanonicalJson } from './canonical-json.ts'

const encode = (text: string) => new TextEncoder().encode(text)

function toNumber(hex: string): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(`0x${hex}`))
  return view.getFloat64(0)
}

describe('the examples of RFC 8785', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the number %s is %s', (hex, text) => {
    expect(formatCanonicalJson(toNumber(hex))).toBe(text)
  })

  it.each(['7fffffffffffffff', '7ff0000000000000'])('appendix B: %s is refused', (hex) => {
    expect(() => formatCanonicalJson([1, toNumber(hex)])).toThrow('The value at /1 is')
  })

  it('section 3.2.3: keys are sorted by UTF-16 code units', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(formatCanonicalJson(value).match(/(?<=:")[^"]+/g)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('section 3.2.4: a value of all kinds has these bytes', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`
    const bytes = encode(formatCanonicalJson(JSON.parse(text)))
    expect(Buffer.from(bytes).toString('hex')).toBe(
      [
        '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e',
        '756d62657273223a5b3333333333333333332e333333333333332c31652b3330',
        '2c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac24',
        '5c75303030665c6e4127425c225c5c5c5c5c222f227d',
      ].join(''),
    )
  })
})

describe('what JSON cannot say', () => {
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  it.each<[string, unknown, string]>([
    ['a lone surrogate', { a: ['x', 'b\ud800'] }, '/a/1'],
    ['a lone surrogate in a key', { a: { 'b/\udc00': 1 } }, '/a/b~1\ufffd'],
    ['a missing value', { a: undefined }, '/a'],
    ['a hole', { a: new Array(2) }, '/a/0'],
    ['a bigint', [1n], '/0'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a symbol', [Symbol('a')], '/0'],
    ['a date', { at: new Date(0) }, '/at'],
    ['bytes', { 'a~b': Uint8Array.of(1) }, '/a~0b'],
    ['a value inside itself', cyclic, '/self/self'],
  ])('is named by its pointer: %s', (_, value, pointer) => {
    expect(() => formatCanonicalJson(value)).toThrow(TypeError)
    expect(() => formatCanonicalJson(value)).toThrow(`The value at ${pointer}`)
  })

  it('is named as the value where it is all', () => {
    expect(() => formatCanonicalJson(undefined)).toThrow('The value is undefined')
  })
})

it('has for every JSON value a text that gives the value again, and the same text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = formatCanonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(parseCanonicalJson(encode(text))).toEqual({ value: JSON.parse(text) })
    }),
  )
})

it.each([
  ['{"b":1,"a":2}', 'is not in canonical form (RFC 8785)'],
  ['{"a":1,"a":2}', 'is not in canonical form (RFC 8785)'],
  ['{"a": 1}', 'is not in canonical form (RFC 8785)'],
  ['{"a":1}\n', 'is not in canonical form (RFC 8785)'],
  ['\ufeff{}', 'is not JSON'],
  ['', 'is not JSON'],
  ['{"a":1e400}', 'has no canonical form: The value at /a is Infinity, which JSON cannot say.'],
])('reads %j as JSON that %s', (text, problem) => {
  expect(parseCanonicalJson(encode(text)).problem).toBe(problem)
})

it('reads other bytes and very deep values as not canonical, and does not fail', () => {
  expect(parseCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22)).problem).toBe('is not UTF-8')
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  expect(parseCanonicalJson(encode(deep)).problem).toContain('is inside of 100 others')
})
