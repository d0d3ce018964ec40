import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listChangedKeys } from './list-changed-keys.ts'

describe('listChangedKeys', () => {
  test('names what differs, appears and disappears', () => {
    expect(
      listChangedKeys({ a: 1, b: [1, { c: 2 }], d: 0 }, { a: 1, b: [1, { c: 3 }], e: 0 }),
    ).toEqual(['b', 'd', 'e'])
  })

  test('does not mind the order of keys, but that of elements', () => {
    expect(listChangedKeys({ o: { a: 1, b: 2 } }, { o: { b: 2, a: 1 } })).toEqual([])
    expect(listChangedKeys({ l: [1, 2] }, { l: [2, 1] })).toEqual(['l'])
    expect(listChangedKeys({ l: [] }, { l: {} })).toEqual(['l'])
  })

  test('compares objects only', () => {
    for (const other of [null, 'a', 1, []]) {
      expect(listChangedKeys({}, other)).toBeUndefined()
      expect(listChangedKeys(other, {})).toBeUndefined()
    }
  })

  test('finds no change between a body and its copy', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const text = JSON.stringify(body)
        expect(listChangedKeys(JSON.parse(text), JSON.parse(text))).toEqual([])
      }),
    )
  })

  test('survives deep nesting', () => {
    const deep = () => JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as unknown
    expect(listChangedKeys(deep(), deep())).toEqual([])
  })
})
