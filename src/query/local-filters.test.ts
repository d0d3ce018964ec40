import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addLocalFilter,
  findPointerKeys,
  flipLocalFilter,
  removeLocalFilter,
  replaceLocalFilter,
  toggleLocalFilter,
  toPointer,
} from './local-filters.ts'
import type { LocalFilter } from './log-query.ts'

const agent: LocalFilter = {
  pointer: '/raw/user_agent',
  mode: 'include',
  text: 'curl',
  isExact: false,
}
const notAgent: LocalFilter = { ...agent, mode: 'exclude' }
const exactly: LocalFilter = { ...agent, isExact: true }

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

describe('gestures', () => {
  it('add once', () => {
    expect(addLocalFilter([agent], { ...agent })).toEqual([agent])
    expect(addLocalFilter([agent], exactly)).toEqual([agent, exactly])
  })

  it('toggle what is the same in every part', () => {
    expect(toggleLocalFilter([agent, exactly], { ...agent })).toEqual([exactly])
    expect(toggleLocalFilter([exactly], agent)).toEqual([exactly, agent])
    expect(removeLocalFilter([agent, exactly], { ...notAgent })).toEqual([agent, exactly])
  })

  it('flip in place, joined with the opposite when it stands', () => {
    expect(flipLocalFilter([agent, exactly], agent)).toEqual([notAgent, exactly])
    expect(flipLocalFilter([agent, exactly, notAgent], agent)).toEqual([exactly, notAgent])
  })

  it('replace in place, and keep one when both become the same', () => {
    expect(replaceLocalFilter([agent, notAgent], agent, exactly)).toEqual([exactly, notAgent])
    expect(replaceLocalFilter([agent, exactly], agent, exactly)).toEqual([exactly])
    expect(replaceLocalFilter([agent], agent, { ...agent })).toEqual([agent])
  })
})
