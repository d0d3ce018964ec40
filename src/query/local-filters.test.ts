import { describe, expect, it } from 'vitest'
import {
  addLocalFilter,
  flipLocalFilters,
  groupLocalFilters,
  removeLocalFilter,
  replaceLocalFilters,
  toggleLocalFilter,
} from './local-filters.ts'
import type { FieldFilter, TextFilter } from './log-query.ts'

const agent: FieldFilter = {
  kind: 'field',
  pointer: '/raw/user_agent',
  mode: 'include',
  text: 'curl',
  isExact: false,
}
const notAgent: FieldFilter = { ...agent, mode: 'exclude' }
const exactly: FieldFilter = { ...agent, isExact: true }

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
    expect(flipLocalFilters([agent, exactly], [agent])).toEqual([notAgent, exactly])
    expect(flipLocalFilters([agent, exactly, notAgent], [agent])).toEqual([exactly, notAgent])
  })

  it('replace in place, and keep one when both become the same', () => {
    expect(replaceLocalFilters([agent, notAgent], [agent], [exactly])).toEqual([exactly, notAgent])
    expect(replaceLocalFilters([agent, exactly], [agent], [exactly])).toEqual([exactly])
    expect(replaceLocalFilters([agent], [agent], [{ ...agent }])).toEqual([agent])
  })

  it('replace a group at the position of its first filter', () => {
    const go: FieldFilter = { ...agent, text: 'go' }
    const text: TextFilter = { kind: 'text', mode: 'include', text: 'x' }
    expect(replaceLocalFilters([agent, text, go], [agent, go], [exactly, text])).toEqual([
      exactly,
      text,
    ])
  })
})

describe('groups', () => {
  it('have the filters of one pointer and mode; every text is a group of its own', () => {
    const go: FieldFilter = { ...agent, text: 'go' }
    const other: FieldFilter = { ...agent, pointer: '/raw/uri' }
    const texts = ['a', 'b'].map((text): TextFilter => ({ kind: 'text', mode: 'include', text }))
    const [a, b] = texts
    expect(groupLocalFilters([agent, other, ...texts, notAgent, go, exactly])).toEqual([
      [agent, go, exactly],
      [other],
      [a],
      [b],
      [notAgent],
    ])
  })
})
