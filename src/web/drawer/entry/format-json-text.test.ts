import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatJsonText } from './format-json-text.ts'

/** An independent tokenizer: strings, numbers, words and marks, without white space. */
function tokens(text: string): string[] {
  return text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
}

describe('formatJsonText', () => {
  test('keeps the value and every token, however the text was spaced', () => {
    const spacing = fc.constantFrom('', ' ', '\t', '\n  ', '    ')
    fc.assert(
      fc.property(fc.jsonValue(), spacing, (value, space) => {
        const text = JSON.stringify(value, null, space)
        const formatted = formatJsonText(text)
        expect(JSON.parse(formatted)).toEqual(JSON.parse(text))
        expect(tokens(formatted)).toEqual(tokens(text))
      }),
    )
  })

  test('prints like JSON.stringify with two spaces where tokens are plain', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(formatJsonText(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  test('keeps big numbers, exponents, escapes and duplicate keys as they were sent', () => {
    const text = String.raw`{"id":12345678901234567890,"n":1e400,"z":-0,"f":1.0,"a":"\u0041\/","a":"é","__proto__":{}}`
    const formatted = formatJsonText(text)
    expect(tokens(formatted)).toEqual(tokens(text))
    expect(formatted.split('\n')).toEqual([
      '{',
      '  "id": 12345678901234567890,',
      '  "n": 1e400,',
      '  "z": -0,',
      '  "f": 1.0,',
      String.raw`  "a": "\u0041\/",`,
      '  "a": "é",',
      '  "__proto__": {}',
      '}',
    ])
  })

  test('leaves marks inside of strings alone', () => {
    const text = String.raw`["{\"a\": [1, 2]}", "\\", "a:b,c"]`
    expect(formatJsonText(text)).toBe(
      String.raw`[
  "{\"a\": [1, 2]}",
  "\\",
  "a:b,c"
]`,
    )
  })

  test('copes with 100,000 levels without a stack and without growing out of hand', () => {
    const depth = 100_000
    const text = '['.repeat(depth) + ']'.repeat(depth)
    const formatted = formatJsonText(text)
    expect(formatted.replace(/\s/g, '')).toBe(text)
    expect(formatted.length).toBeLessThan(depth * 120)
  })

  test('takes a string of five million characters', () => {
    const text = `{"body":"${'a'.repeat(5_000_000)}"}`
    expect(formatJsonText(text).length).toBe(text.length + 5)
  })
})
