import { describe, expect, it } from 'vitest'
import { type Field, readField, readPath } from './fields.ts'

describe('readPath', () => {
  it.each([
    [{ a: { b: 1 } }, 'a.b', 1],
    [{ a: { b: null } }, 'a.b', null],
    [{ a: 'text' }, 'a', 'text'],
    [{ a: { b: 1 } }, 'a.c', undefined],
    [{ a: null }, 'a.b', undefined],
    [{ a: 'text' }, 'a.length', undefined],
    [null, 'a', undefined],
    [undefined, 'a', undefined],
    [{}, '__proto__.constructor', undefined],
    [{}, 'constructor.name', undefined],
  ])('reads of %j at %s: %j', (entry, path, value) => {
    expect(readPath(entry, path)).toEqual(value)
  })
})

describe('readField', () => {
  const field: Field = {
    path: 'new',
    otherPaths: ['old', 'nested.older'],
    label: 'F',
    kind: 'text',
    group: 'entry',
    description: 'F.',
  }

  it.each([
    [{ new: 1, old: 2 }, 1],
    [{ old: 2, nested: { older: 3 } }, 2],
    [{ nested: { older: 3 } }, 3],
    [{ new: null, old: 2 }, null],
    [{}, undefined],
  ])('reads %j as %j', (entry, value) => {
    expect(readField(entry, field)).toBe(value)
  })
})
