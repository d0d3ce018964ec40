import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTextReader } from './create-text-reader.ts'

describe('createTextReader', () => {
  test('gives the text of every member, three objects deep', () => {
    const leaf = fc.jsonValue({ maxDepth: 2 })
    const level = (inner: fc.Arbitrary<unknown>) => fc.dictionary(fc.string(), inner)
    const entry = level(fc.oneof(leaf, level(fc.oneof(leaf, level(leaf)))))
    fc.assert(
      fc.property(entry, fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify(value, null, space)
        const readText = createTextReader(text)
        for (const [key, member] of Object.entries(JSON.parse(text) as object)) {
          expect(JSON.parse(readText([key]) ?? '')).toEqual(member)
          if (typeof member !== 'object' || member === null || Array.isArray(member)) continue
          for (const [inner, innerMember] of Object.entries(member)) {
            expect(JSON.parse(readText([key, inner]) ?? '')).toEqual(innerMember)
          }
        }
      }),
    )
  })

  test('keeps tokens and takes the last of duplicate keys, with what is in it', () => {
    const readText = createTextReader(
      String.raw` { "a" : { "n" : 12345678901234567890, "x": 1 }, "a": {"n":1e400}, "\u0062": [1, 2 ] } `,
    )
    expect(readText(['a', 'n'])).toBe('1e400')
    expect(readText(['a', 'x'])).toBeUndefined()
    expect(readText(['b'])).toBe('[1, 2 ]')
    expect(readText([])).toMatch(/^\{ "a".*\} *$/)
  })

  test('knows no path into arrays, scalars or prototypes', () => {
    const readText = createTextReader('{"list":[{"a":1}],"__proto__":{"b":2}}')
    expect(readText(['list', '0'])).toBeUndefined()
    expect(readText(['list', 'length'])).toBeUndefined()
    expect(readText(['constructor'])).toBeUndefined()
    expect(readText(['__proto__', 'b'])).toBe('2')
    expect(createTextReader('"text"')(['length'])).toBeUndefined()
    expect(createTextReader('null')([])).toBe('null')
  })

  test('survives deep nesting', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    expect(createTextReader(deep)(['a', 'a', 'a', 'a'])?.startsWith('{"a":')).toBe(true)
  })
})
