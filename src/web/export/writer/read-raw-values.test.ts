import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPath } from '../../../catalog/fields.ts'
import { createRawValueReader } from './read-raw-values.ts'

const read = (text: string, ...paths: string[]) =>
  createRawValueReader(paths)(text).map((span) => span && text.slice(span.start, span.end))

it('gives values as they were sent', () => {
  const text = '{ "n" : 9007199254740993 , "a":{"s":"\\u0041","o":{ "x" : 1.0 }}, "z":null}'
  expect(read(text, 'n', 'a.s', 'a.o', 'a.o.x', 'z', 'a.none', 'n.x')).toEqual([
    ...['9007199254740993', '"\\u0041"', '{ "x" : 1.0 }', '1.0', 'null', undefined, undefined],
  ])
})

it('counts the last of duplicate keys, with nothing left of an earlier one', () => {
  expect(read('{"a":{"b":1},"a":2}', 'a', 'a.b')).toEqual(['2', undefined])
  expect(read('{"a":2,"a":{"b":1},"\\u0061":{"c":3}}', 'a.b', 'a.c')).toEqual([undefined, '3'])
})

it('67: takes names of object members for keys like others', () => {
  const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"x":2}}}'
  expect(read(text, '__proto__.polluted', 'constructor.prototype.x', 'toString')).toEqual([
    ...['1', '2', undefined],
  ])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

it('finds nothing in what is no object', () => {
  for (const text of ['7', 'null', '[{"a":1}]', '"a"', '{}']) {
    expect(read(text, 'a', 'a.b')).toEqual([undefined, undefined])
  }
})

it('finds what a parser finds', () => {
  const paths = ['a', 'b', 'a.a', 'a.b', 'b.a.b']
  const key = fc.constantFrom('a', 'b', 'c', 'a.b')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.dictionary(key, tie('tree'))),
  }))
  fc.assert(
    fc.property(tree, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent) ?? 'null'
      const parsed: unknown = JSON.parse(text)
      const found = read(text, ...paths)
      for (const [place, path] of paths.entries()) {
        const raw = found[place]
        expect(raw === undefined ? undefined : JSON.parse(raw)).toEqual(readPath(parsed, path))
      }
    }),
  )
})
