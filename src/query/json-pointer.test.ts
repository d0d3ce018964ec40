import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPointerField, findPointerKeys, toFieldPointer, toPointer } from './json-pointer.ts'

describe('pointers', () => {
  it('escape what separates, as in the examples of RFC 6901', () => {
    expect(toPointer([])).toBe('')
    expect(toPointer(['foo', 0])).toBe('/foo/0')
    expect(toPointer([''])).toBe('/')
    expect(toPointer(['a/b'])).toBe('/a~1b')
    expect(toPointer(['m~n'])).toBe('/m~0n')
    expect(toPointer(['~1'])).toBe('/~01')
  })

  it('give back the path they were made of', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'é') })),
        (path) => {
          expect(findPointerKeys(toPointer(path))).toEqual(path)
        },
      ),
    )
  })

  it.each(['a', 'a/b', '/~', '/~2', '/a/~', ' /a'])('are refused when malformed: %s', (text) => {
    expect(findPointerKeys(text)).toBeUndefined()
  })
})

describe('fields', () => {
  const field = { path: 'labels.team/owner', otherPaths: ['tags.owner~a'] }
  const dataset = {
    fields: [{ ...field, label: '', kind: 'text', group: 'entry', description: '' }],
  } as const

  it('are named by escaped pointers', () => {
    expect(toFieldPointer('actor.email')).toBe('/actor/email')
    expect(toFieldPointer('labels.team/owner')).toBe('/labels/team~1owner')
  })

  it('are found by the pointer to any of their paths', () => {
    expect(findPointerField(dataset, '/labels/team~1owner')).toBe(dataset.fields[0])
    expect(findPointerField(dataset, '/tags/owner~0a')).toBe(dataset.fields[0])
    expect(findPointerField(dataset, '/labels')).toBeUndefined()
  })
})
