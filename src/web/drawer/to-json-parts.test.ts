import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatJsonText } from './format-json-text.ts'
import { toJsonParts } from './to-json-parts.ts'

describe('toJsonParts', () => {
  test('loses nothing of any line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const line of formatJsonText(JSON.stringify(value)).split('\n')) {
          const parts = toJsonParts(line)
          expect(parts.map(({ text }) => text).join('')).toBe(line)
        }
      }),
    )
  })

  test('tells keys from values', () => {
    const kinds = (line: string) =>
      toJsonParts(line)
        .filter(({ text }) => text.trim() !== '')
        .map(({ kind, text }) => `${kind} ${text.trim()}`)
    expect(kinds('  "a": "b, c",')).toEqual(['key "a"', 'mark :', 'text "b, c"', 'mark ,'])
    expect(kinds('  "a: \\"b\\""')).toEqual(['text "a: \\"b\\""'])
    expect(kinds('"n": 1e400,')).toEqual(['key "n"', 'mark :', 'literal 1e400', 'mark ,'])
    expect(kinds('"o": {')).toEqual(['key "o"', 'mark :', 'mark {'])
    expect(kinds('},')).toEqual(['mark }', 'mark ,'])
    expect(kinds('[],')).toEqual(['mark []', 'mark ,'])
  })
})
